"""Records as the earlier release wrote them, of cases of all sorts: they are read, swept and written as before.

`records/earlier_release.jsonl` was scanned from that release's tables (commit 72dd57a), and says in its lines `known`
how that release read each case. Nothing in it is made by hand.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.mail.mail import MailKind
from kuultu.services.sweep import sweep
from kuultu.store import mails
from kuultu.store.case_events import event_document, event_from
from kuultu.store.case_items import CasePartitionItem
from kuultu.store.mails import MailItem
from kuultu.store.responses import ResponseItem
from kuultu.store.surveys import SurveyItem
from tests.integration.attention import due_keys
from tests.integration.world import World

Line = Mapping[str, Any]
TABLES = {"surveys": SurveyItem, "responses": ResponseItem, "cases": CasePartitionItem, "mails": MailItem}
LINES: list[Line] = [
    json.loads(line)
    for line in (Path(__file__).parent / "records" / "earlier_release.jsonl").read_text(encoding="utf-8").splitlines()
]
KNOWN: list[Line] = [line["known"] for line in LINES if "known" in line]


def items(table: str) -> Iterator[Line]:
    """The items of a table, as DynamoDB has them."""
    return (line[table] for line in LINES if table in line)


@pytest.fixture
def kept(world: World) -> World:
    """A world whose tables hold what the earlier release wrote, at the moment at which they were read."""
    world.now = datetime(2027, 1, 6, 11, 2, tzinfo=UTC)
    client = boto3.client("dynamodb")
    for table, model in TABLES.items():
        for item in items(table):
            client.put_item(TableName=str(model.Meta.table_name), Item=dict(item))
    return world


def test_each_case_stands_where_it_stood(kept: World) -> None:
    stands = {known["case_id"]: stage_of(kept.record(known["case_id"])).value for known in KNOWN}
    assert stands == {known["case_id"]: known["stage"] for known in KNOWN}


def test_each_decision_is_read_as_it_was_decided(kept: World) -> None:
    for known in KNOWN:
        tasks = kept.record(known["case_id"]).tasks
        read = {task.key: [task.decision.choice, task.decision.by] for task in tasks if task.decision}
        assert read == known["decisions"]


def test_an_event_is_written_as_it_was() -> None:
    written = [event["S"] for item in items("cases") for event in item.get("events", {"L": []})["L"]]
    again = [json.loads(event_document(event_from(event))) for event in written]
    assert len(written) > 8
    assert again == [json.loads(event) for event in written]


SAYS_NOTHING = {("recovered", "no")}
"""What the earlier release wrote and read as if it were not there; empty fields too."""

NEVER_READ = {"amount"}
"""What it wrote and never read: the sum as it was typed, beside `cents`."""

NAMES = {"colleague_name", "third_party_name"}
"""What it made of the address when it was not there."""


def read_by_it(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that the earlier release read, and that said something to it."""
    return {
        name: text
        for name, text in fields.items()
        if text and name not in NEVER_READ | NAMES and (name, text) not in SAYS_NOTHING
    }


def test_the_fields_of_a_decision_are_written_as_the_earlier_release_reads_them(kept: World) -> None:
    raw = {(one["case_id"]["S"], one["item"]["S"]): one["fields"]["S"] for one in items("cases") if "fields" in one}
    tasks = [task for known in KNOWN for task in kept.record(known["case_id"]).tasks]
    again = {(task.case_id, task.key): task.decision.payload.written() for task in tasks if task.decision}
    assert {key: read_by_it(fields) for key, fields in again.items()} == {
        key: read_by_it(json.loads(text)) for key, text in raw.items()
    }


@pytest.mark.parametrize(
    ("noted", "kind"),
    [("reminder-conclude-conclude-100", MailKind.NEWS), ("reminder-inspect-inspect-503", MailKind.WARNING)],
)
def test_a_mail_that_was_noted_by_its_number_is_tried_again_as_what_it_is(
    kept: World, noted: str, kind: MailKind
) -> None:
    (item,) = (item for item in items("mails") if item["mail_id"]["S"].endswith(noted))
    waiting = {**item, "state": {"S": "released"}, "attention": {"S": "open"}, "attend_at": item["changed_at"]}
    boto3.client("dynamodb").put_item(TableName=str(MailItem.Meta.table_name), Item=waiting)
    (key,) = (key for (key,) in due_keys("mails", kept.now) if key == item["mail_id"]["S"])
    mail, _, _ = mails.entry(key)
    assert (mail.id, mail.kind) == (item["mail_id"]["S"], kind)


def test_the_sweep_sees_to_everything_that_was_open(kept: World) -> None:
    seen = sweep(kept.now, everything=True)
    assert seen["cases"] >= len(KNOWN) - 1
    assert seen["failed"] == 0


def test_what_a_later_release_has_stored_with_a_case_is_left_alone(world: World) -> None:
    case_id = world.begins_case()
    later = {"case_id": {"S": case_id}, "item": {"S": "photo#001"}, "type": {"S": "photo"}, "size": {"N": "7"}}
    boto3.client("dynamodb").put_item(TableName=str(CasePartitionItem.Meta.table_name), Item=later)
    assert sweep(world.now)["failed"] == 0
    world.triages(case_id)
    assert stage_of(world.record(case_id)) is Stage.REFLECT
