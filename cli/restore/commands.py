"""The command `kuultu restore`: what is missing comes back from an earlier moment, or from kept tables."""

import argparse
import json
import os
from collections.abc import Generator, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import boto3

from cli.command_groups import Failure, Line
from cli.confirmation import confirm
from cli.restore.earlier_tables import begin_restoring, ready, refuse_unreachable
from cli.restore.table_copy import Copied, copy_items
from cli.stack_connection import connect
from infra.deployed_stack import describe

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLES = ("surveys", "responses", "cases", "links", "mails")
"""The tables that can be restored, those first that others refer to."""


def restore(asked: argparse.Namespace) -> Iterator[Line]:
    """Bring back items from a moment or from other tables, then let the sweep take up every open case."""
    stack = connect(asked)
    dynamodb = boto3.client("dynamodb")
    sources = _named(asked.source) if asked.source else {}
    wanted = {name: os.environ[f"{name.upper()}_TABLE"] for name in TABLES if not sources or name in sources}
    if not sources:
        moment = _moment(asked.at)
        refuse_unreachable(moment, wanted, dynamodb)
    how = "All items are set back, newer changes are lost" if asked.overwrite else "Items that are missing come back"
    yield Line(f"Restoring {', '.join(wanted)} of the stack {stack}. {how}.")
    confirm("Restore?", asked.yes)
    if not sources:
        sources = yield from _from_moment(moment, wanted, dynamodb)
    for name, source in sources.items():
        yield from _copied(name, source, wanted[name], asked.overwrite, dynamodb)
        if not asked.source:
            dynamodb.delete_table(TableName=source)
    yield from _resumed(stack)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Failure(f"{text!r} is no moment: write it as 2026-11-30T08:15:00+02:00.") from error
    if moment.tzinfo is None:
        raise Failure(f"{text!r} has no time zone: add one, as in {text}+02:00, or Z for UTC.")
    if moment > datetime.now(UTC):
        raise Failure(f"{text!r} is yet to come: give a moment before the damage.")
    return moment


def _named(pairs: list[str]) -> dict[str, str]:
    """The source table by the name of the table in Kuultu; raises Failure for another form."""
    sources = dict(pair.partition("=")[::2] for pair in pairs)
    for name, table in sources.items():
        if name not in TABLES or not table:
            raise Failure(f"{name}={table} names no table: write NAME=TABLE, the name one of {', '.join(TABLES)}.")
    return sources


def _from_moment(
    moment: datetime, tables: Mapping[str, str], dynamodb: "DynamoDBClient"
) -> Generator[Line, None, dict[str, str]]:
    """Let DynamoDB restore the tables beside those in use, and return their names."""
    restored = begin_restoring(moment, tables, f"restored-{datetime.now(UTC):%Y%m%d%H%M%S}", dynamodb)
    yield Line("DynamoDB makes the tables as they were; this takes some minutes, more for many gigabytes.")
    for number, name in enumerate(ready(restored, dynamodb), 1):
        yield Line(f"Ready {number} of {len(restored)}: {name} as {restored[name]}")
    return restored


def _copied(name: str, source: str, target: str, overwrite: bool, dynamodb: "DynamoDBClient") -> Iterator[Line]:
    done = Copied()
    for done in copy_items(source, target, overwrite, dynamodb):
        yield Line(f"{name}: {done.read} read, {done.written} brought back")
    yield Line(f"{name}: done", {"table": name, "read": done.read, "written": done.written})


def _resumed(stack: str) -> Iterator[Line]:
    """Let the sweep look at everything that is open, and tell the numbers."""
    yield Line("The sweep takes up every open response, case and task; this may take a quarter of an hour.")
    sweep = describe(stack, boto3.client("cloudformation")).function("sweep")
    answer = boto3.client("lambda").invoke(FunctionName=sweep, Payload=json.dumps({"resume": True}))
    told = json.load(answer["Payload"])
    if answer.get("FunctionError"):
        raise Failure("The items are back, but the sweep failed: read its log, then invoke it with {“resume”: true}.")
    seen = ", ".join(f"{name} {number}" for name, number in told.items())
    yield Line(f"Restored. The sweep saw to: {seen}.", {"sweep": told})
