"""Open tasks by the thousand: real ones that are due, and sleeping ones of which the index alone knows."""

import json
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from moto.dynamodb.models.table import Table

from kuultu.services.surveys import publication
from kuultu.store.attention import attention_of
from tests.integration.moto_backends import backend, partition
from tests.integration.world import World
from tests.unit.helpers.builders import document

TASKS_OF_A_PERSON = 4
SURVEY = "simulated"
TRIAGE = "task#1#triage"


def stored(moment: datetime) -> str:
    """A moment as PynamoDB writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f+0000")


def due_tasks(world: World, number: int, since: timedelta = timedelta(0)) -> None:
    """So many cases at triage, of a few for each owner; the tasks fell due at even times since then, until now.

    They are copies of one real case, with ids and owners of their own.
    """
    publication.publish(document() | {"id": SURVEY})
    pattern = world.begins_case(SURVEY, contact=None)
    for copy in range(number):
        due = world.now - since * (1 - copy / number)
        _copy(pattern, f"simulated{copy:07}", f"owner.{copy // TASKS_OF_A_PERSON}@example.com", due)
    for name in ("responses", "cases", "mails"):
        table = backend("dynamodb").tables[name]
        for key in [key for key in table.items if pattern in key.value]:
            del table.items[key]


def _copy(pattern: str, case_id: str, owner: str, due: datetime) -> None:
    tables = backend("dynamodb").tables
    for attributes in partition("cases", pattern):
        shard = attention_of(case_id)
        attributes |= {"case_id": {"S": case_id}, "attention": {"S": shard}} if "attention" in attributes else {}
        attributes["case_id"] = {"S": case_id}
        if attributes["item"]["S"] == "case":
            attributes["owner"] = _person(attributes["owner"], owner)
            attributes["attend_at"] = {"S": stored(due + timedelta(days=2))}
        if attributes["item"]["S"] == TRIAGE:
            attributes["assignee"] = _person(attributes["assignee"], owner)
            attributes |= {name: {"S": stored(due)} for name in ("attend_at", "due_at", "remind_at")}
        tables["cases"].put_item(attributes)
    (response,) = partition("responses", pattern)
    tables["responses"].put_item(response | {"response_id": {"S": case_id}})


def _person(person: dict[str, str], address: str) -> dict[str, str]:
    return {"S": json.dumps(json.loads(person["S"]) | {"email": address})}


class SleepingTasks:
    """Entries of the cases' index that are not due: what a sweep may not read, however many there are."""

    def __init__(self, number: int, first: datetime, span: timedelta) -> None:
        """Spread a number of tasks evenly over a span of time and over the shards."""
        self.shards: dict[str, list[str]] = {}
        for task in range(number):
            moments = self.shards.setdefault(attention_of(f"sleeping{task:07}"), [])
            moments.append(stored(first + span * (task / number)))

    def __len__(self) -> int:
        return sum(map(len, self.shards.values()))

    @contextmanager
    def in_the_index(self) -> Iterator[None]:
        """Have every query of the index go past them; one that would read any fails."""
        query = Table.query

        def past_them(table: Table, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - moto's
            shard, comparison, until = arguments[0], arguments[1], arguments[2]
            if table.name == "cases" and shard is not None and shard.value in self.shards and comparison == "<=":
                assert bisect_right(self.shards[shard.value], until[0].value) == 0, "A task was read that is not due."
            return query(table, *arguments, **named)

        with patch.object(Table, "query", past_them):
            yield
