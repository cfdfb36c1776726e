"""Stored events of a case: JSON with `what`, `at`, `who`, `whom` and `why`, and further keys of some kinds."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

from kuultu.domain.cases.events import (
    Added,
    AddressCorrected,
    AnswerCompleted,
    CallWished,
    Delayed,
    Event,
    HandedOver,
    HandledAfterAll,
    HandOverReason,
    MailResent,
    MailReturned,
    ManagerChanged,
    ManagerWarned,
    OpenedByHand,
    OwnerWarned,
    ProductAwaited,
    Settled,
    TakenBack,
)

USUAL = {"who": "", "whom": "", "why": ""}
"""The keys that every event has."""

KEPT: Mapping[str, tuple[type[Event], Mapping[str, str]]] = {
    "handed_over": (
        HandedOver,
        {
            "to": "whom",
            "by": "who",
            "reason": "why",
            "former": "from",
            "words": "words",
            "absent": "absent",
            "until": "until",
            "former_name": "from_name",
            "unit": "unit",
            "former_unit": "from_unit",
        },
    ),
    "manager_changed": (
        ManagerChanged,
        {"to": "whom", "former": "from", "former_name": "from_name", "until": "until"},
    ),
    "delayed": (Delayed, {"promised_at": "why"}),
    "product_awaited": (ProductAwaited, {"promised_at": "why"}),
    "owner_warned": (OwnerWarned, {"owner": "whom"}),
    "manager_warned": (ManagerWarned, {"manager": "whom"}),
    "completed": (AnswerCompleted, {}),
    "taken_back": (TakenBack, {"text": "why"}),
    "handled_after_all": (HandledAfterAll, {"by": "who"}),
    "opened_by_hand": (OpenedByHand, {"by": "who", "text": "why"}),
    "added": (Added, {"text": "why"}),
    "call_wished": (CallWished, {"text": "why", "phone": "phone", "when": "when"}),
    "settled": (Settled, {"text": "why"}),
    "mail_returned": (MailReturned, {"whom": "whom", "why": "why", "address_hash": "address_hash"}),
    "mail_resent": (MailResent, {"by": "who"}),
    "address_corrected": (AddressCorrected, {"by": "who", "address": "address"}),
}
"""Class of each kind of event, and the key of each of its attributes."""

READERS: Mapping[str, Callable[[str], object]] = {
    "promised_at": datetime.fromisoformat,
    "reason": HandOverReason,
    "until": lambda kept: date.fromisoformat(kept) if kept else None,
}
"""The readers of attributes that are no text."""


def event_document(event: Event) -> str:
    """The JSON document of an event; raises TypeError for a kind that is not kept."""
    kept = next(((what, keys) for what, (kind, keys) in KEPT.items() if kind is type(event)), None)
    if kept is None:
        raise TypeError(f"{type(event).__name__} is not kept.")
    what, keys = kept
    told = {key: _written(getattr(event, name)) for name, key in keys.items()}
    filled = {key: text for key, text in told.items() if text}
    return json.dumps(USUAL | {"what": what} | filled | {"at": event.at.isoformat()})


def _written(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else str(value or "")


def event_from(document: str) -> Event:
    """The event in a JSON document; raises ValueError for one that is not known."""
    kept = json.loads(document)
    if kept["what"] not in KEPT:
        raise ValueError(f"An event {kept['what']!r} is not known.")
    kind, keys = KEPT[kept["what"]]
    told = {name: READERS.get(name, str)(kept.get(key, "")) for name, key in keys.items()}
    return kind(at=datetime.fromisoformat(kept["at"]), **told)
