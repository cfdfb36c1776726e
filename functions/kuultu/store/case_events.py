"""Stored events of a case: JSON with `what`, `at`, `who`, `whom`, `why`, and of a hand-over `from` and `words`."""

import json
from datetime import datetime

from kuultu.domain.cases.events import (
    AnswerCompleted,
    Delayed,
    Event,
    HandedOver,
    HandOverReason,
    ManagerWarned,
    OwnerWarned,
    ProductAwaited,
    TakenBack,
)


def event_document(event: Event) -> str:
    """The JSON document of an event."""
    named = {"who": "", "whom": "", "why": ""} | _named(event)
    return json.dumps(named | {"at": event.at.isoformat()})


def _named(event: Event) -> dict[str, str]:
    match event:
        case HandedOver():
            told = {name: text for name, text in (("from", event.former), ("words", event.words)) if text}
            return {"what": "handed_over", "who": event.by, "whom": event.to, "why": event.reason.value} | told
        case Delayed():
            return {"what": "delayed", "why": event.promised_at.isoformat()}
        case ProductAwaited():
            return {"what": "product_awaited", "why": event.promised_at.isoformat()}
        case OwnerWarned():
            return {"what": "owner_warned", "whom": event.owner}
        case ManagerWarned():
            return {"what": "manager_warned", "whom": event.manager}
        case AnswerCompleted():
            return {"what": "completed"}
        case TakenBack():
            return {"what": "taken_back", "why": event.text}
    raise TypeError(f"{type(event).__name__} is not kept.")


def event_from(document: str) -> Event:
    """The event in a JSON document; raises ValueError for one that is not known."""
    kept = json.loads(document)
    at = datetime.fromisoformat(kept["at"])
    match kept["what"]:
        case "handed_over":
            told = (kept.get("from", ""), kept.get("words", ""))
            return HandedOver(at, kept["whom"], kept["who"], HandOverReason(kept["why"]), *told)
        case "delayed":
            return Delayed(at, datetime.fromisoformat(kept["why"]))
        case "product_awaited":
            return ProductAwaited(at, datetime.fromisoformat(kept["why"]))
        case "owner_warned":
            return OwnerWarned(at, kept["whom"])
        case "manager_warned":
            return ManagerWarned(at, kept["whom"])
        case "completed":
            return AnswerCompleted(at)
        case "taken_back":
            return TakenBack(at, kept["why"])
    raise ValueError(f"An event {kept['what']!r} is not known.")
