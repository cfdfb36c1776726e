"""Cases of the previous machine as they were recorded, and their replay: its questions again, to the steps of today."""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from case_steps.handler import handle
from kuultu.domain.cases.link_tokens import Link, hash_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.settings import settings
from kuultu.store import links
from tests.statemachines.handled_case import HandledCase, posted
from tests.statemachines.people import CUSTOMER, FORMS
from tests.statemachines.real_world import REGION, eventually

_FILE = json.loads((Path(__file__).parent / "previous" / "recorded.json").read_text(encoding="utf-8"))
ASKED = list(_FILE["left"])
"""What somebody was asked in "helped" at each moment of which the record is kept."""

Happened = Mapping[str, Any]

NOT_WAITED_FOR = {TaskKind.END_REFLECTION, TaskKind.FIND_OUT, TaskKind.CONFIRM_READ}


def recorded(title: str) -> HandledCase:
    """The complaint with which this recording begins."""
    return HandledCase.recorded(_FILE["cases"][title]["response"], _FILE["cases"][title]["key"])


def happened(title: str) -> list[Happened]:
    """What the machine sent and what people decided, in order."""
    return list(_FILE["cases"][title]["happened"])


def left_at(asked: str) -> HandledCase:
    """The case "helped" as the steps of then had left it when somebody was asked this."""
    import boto3

    for item in _FILE["left"][asked]:
        boto3.client("dynamodb", REGION).put_item(TableName=settings().cases_table, Item=item)
    return recorded("helped")


def since(asked: str) -> list[Happened]:
    """What happened in "helped" once this was asked."""
    all_of_it = happened("helped")
    return all_of_it[[one.get("decided") for one in all_of_it].index(asked) :]


REQUIRED_TODAY: Mapping[str, Mapping[str, str]] = {"not_a_complaint": {"reason": "Kokeilu."}}
"""What must be filled in today beside what was recorded, by choice."""


def up_to(name: str) -> list[Happened]:
    """What happened in "helped" until this step was taken or this question asked."""
    all_of_it = happened("helped")
    names = [one.get("sent", {}).get("step") or one.get("sent", {}).get("ask") for one in all_of_it]
    return all_of_it[: names.index(name) + 1]


def replay(handled: HandledCase, events: Iterable[Happened]) -> None:
    """Ask all this of the steps of today, and let people decide the same, and whatever else they are asked today."""
    for one in events:
        if "sent" in one:
            handle(one["sent"], None)
            continue
        while (asked := _asked_of_somebody(handled)) != one["decided"]:
            fill_in(asked, handled)
        fill_in(asked, handled, one["form"])


def fill_in(kind: TaskKind, handled: HandledCase, form: Mapping[str, str] | None = None) -> None:
    """Somebody fills in this form, as usual unless told otherwise, through a link of its own."""
    task = handled.task(kind)
    assert task
    token = _link_to(task)
    given = form or FORMS[kind]
    assert eventually(lambda: posted(token, {**REQUIRED_TODAY.get(given["choice"], {}), **given})) == 303


def _asked_of_somebody(handled: HandledCase) -> TaskKind:
    return next(task.kind for task in handled.record.tasks if task.open and task.kind not in NOT_WAITED_FOR)


def _link_to(task: Task) -> str:
    token = secrets.token_urlsafe(32)
    reader = CUSTOMER if entry_of(task.kind).for_customer else task.assignee.email
    links.add(Link(hash_of(token), task.case_id, task.round, task.kind, reader, datetime.now(UTC), task.name))
    return token
