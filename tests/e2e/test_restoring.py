"""What was lost comes back: from tables restored beside those in use, and by the command for a moment."""

import json
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local.client.browser import ask
from infra.local.client.journeys import act
from infra.local.local_kuultu import LocalKuultu
from tests.e2e.command import command
from tests.e2e.shops import FACTS, Story

TABLES = ("responses", "cases", "links", "mails")


def kept(kuultu: LocalKuultu) -> dict[str, str]:
    """The tables as they are now, kept beside those in use, by name."""
    dynamodb = kuultu.client("dynamodb")
    names = {name: f"kept-{name}" for name in TABLES}
    for name, table in names.items():
        source = kuultu.deployed.table(name)
        dynamodb.restore_table_to_point_in_time(
            SourceTableName=source, TargetTableName=table, UseLatestRestorableTime=True
        )
    return names


def lose(kuultu: LocalKuultu, case_id: str) -> int:
    """Delete everything of a case; the number of items."""
    dynamodb, lost = kuultu.client("dynamodb"), 0
    for name in TABLES:
        table = kuultu.deployed.table(name)
        keys = [one["AttributeName"] for one in dynamodb.describe_table(TableName=table)["Table"]["KeySchema"]]
        for item in dynamodb.scan(TableName=table, ConsistentRead=True)["Items"]:
            if case_id in json.dumps(item):
                dynamodb.delete_item(TableName=table, Key={key: item[key] for key in keys})
                lost += 1
    return lost


def case_of(kuultu: LocalKuultu, story: Story) -> str:
    """The id of the story's case, by the owner's address."""
    items = kuultu.client("dynamodb").scan(TableName=kuultu.deployed.table("cases"))["Items"]
    return next(str(item["case_id"]["S"]) for item in items if f'"{story.owner}"' in json.dumps(item))


def rows(done: "subprocess.CompletedProcess[str]") -> list[Mapping[str, Any]]:
    """The facts that the command told."""
    assert done.returncode == 0, done.stdout + done.stderr
    told: list[Mapping[str, Any]] = json.loads(done.stdout)
    return told


@pytest.mark.timeout(120)
def test_a_case_that_was_deleted_comes_back_and_goes_on_without_a_mail_twice(kuultu: LocalKuultu, story: Story) -> None:
    link = story.begin().link("task-triage", story.owner)
    story.wait_for("task-end_reflection", story.manager)
    tables = kept(kuultu)
    lost = lose(kuultu, case_of(kuultu, story))
    assert ask(link).status == 404

    source = [part for name, table in tables.items() for part in ("--from", f"{name}={table}")]
    told = rows(command(kuultu, "restore", *source, "--yes", "--json"))

    assert sum(one["written"] for one in told if "table" in one) >= lost > 0
    act(link, "triage", "handle")
    story.do("task-conclude", story.owner, "unclear", facts=FACTS, root_cause="delivery")
    sent = story.sent()
    assert len(sent) == len(set(sent))


@pytest.mark.timeout(120)
def test_the_moment_is_taken_from_tables_that_are_made_for_it_and_removed_again(kuultu: LocalKuultu) -> None:
    before = kuultu.client("dynamodb").list_tables()["TableNames"]
    told = rows(command(kuultu, "restore", "--at", datetime.now(UTC).isoformat(), "--yes", "--json"))

    assert [one["table"] for one in told if "table" in one] == ["surveys", *TABLES]
    assert told[-1]["sweep"]["failed"] == 0
    assert kuultu.client("dynamodb").list_tables()["TableNames"] == before


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--at", "yesterday"), "write it as 2026-11-30T08:15:00+02:00"),
        (("--at", "2026-11-30T08:15:00"), "has no time zone"),
        (("--at", "2999-01-01T00:00:00Z"), "is yet to come"),
        (("--from", "people=kept"), "names no table"),
        (("--at", "2026-01-01T00:00:00Z"), "Nothing was changed. Give the command again with --yes"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(asked: tuple[str, ...], told: str, kuultu: LocalKuultu) -> None:
    done = command(kuultu, "restore", *asked)
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr
