"""An AWS for services and handlers: moto's, made once and emptied before each test, because making it is slow."""

import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import boto3
import botocore.endpoint
import pytest
import time_machine

from kuultu.gateways import ses
from kuultu.services.duties.people_changes import version_of_people
from kuultu.services.protection import admission
from kuultu.services.surveys import all_surveys, current_surveys, directory_publication, publication
from kuultu.store import sweep_marks
from tests.clock import clock, stopped_clock
from tests.conftest import ROOT
from tests.integration.moto_backends import backend, ended_executions
from tests.integration.post_office import PostOffice, open_post_office
from tests.integration.quick_moto import one_at_a_time, quick_moto
from tests.integration.refusing import Refusals, refusing
from tests.integration.tables import tables
from tests.integration.wire import Wire, tapped
from tests.integration.world import World
from tests.unit.helpers.builders import staffed

__all__ = ["clock", "stopped_clock"]

MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def cloud(stopped_clock: time_machine.Traveller) -> Iterator[dict[str, tuple[Any, Any]]]:
    """moto's AWS, made once, with our state machine and sender in it; its tables, with their items at the beginning."""
    from moto import mock_aws

    with quick_moto(), one_at_a_time(), mock_aws():
        for model in tables():
            model.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
        directory_publication.publish_directory(staffed())
        for path in sorted((ROOT / "surveys").glob("*.toml")):
            publication.publish(tomllib.loads(path.read_text(encoding="utf-8")))
        boto3.client("sqs").create_queue(QueueName="ended-executions", Attributes={"VisibilityTimeout": "600"})
        for shard in sweep_marks.sweep_marks().shards:
            sweep_marks.note_people(shard, version_of_people())
        boto3.client("sesv2").create_email_identity(EmailIdentity="example.com")
        boto3.client("stepfunctions").create_state_machine(
            name="case-handling",
            definition='{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 9999, "End": true}}}',
            roleArn="arn:aws:iam::123456789012:role/case-handling",
        )
        yield {name: (table, deepcopy(table.items)) for name, table in backend("dynamodb").tables.items()}


@pytest.fixture
def aws(cloud: dict[str, tuple[Any, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """An AWS in which nothing has happened: our tables with the sample surveys, no mail, no execution.

    When SES asks for fewer mails a second, nobody waits that second.
    """
    monkeypatch.setattr(ses, "sleep", lambda _: None)
    current_surveys.forget()
    all_surveys.forget()
    admission.forget()
    for table, items in cloud.values():
        table.items = deepcopy(items)
    backend("dynamodb").tables = {name: table for name, (table, _) in cloud.items()}
    backend("ses").sent_messages.clear()
    backend("stepfunctions").state_machines[0].executions.clear()
    ended_executions()._messages.clear()


@pytest.fixture
def command(aws: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command `kuultu`, connected to the AWS of this test; called with its arguments, it gives the exit code."""
    from cli.__main__ import main
    from cli.mails import commands as mails
    from cli.people import commands as people
    from cli.surveys import commands as surveys
    from cli.units import commands as units

    for commands in (mails, people, surveys, units):
        monkeypatch.setattr(commands, "connect", lambda asked: str(asked.stack or "Kuultu"))
    return lambda *arguments: main([*map(str, arguments)])


@pytest.fixture
def wire(aws: None) -> Iterator[Wire]:
    """Every request to AWS, watched."""
    with tapped() as wire:
        yield wire


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore retries at once."""
    monkeypatch.setattr(botocore.endpoint, "time", SimpleNamespace(sleep=lambda _: None))


@pytest.fixture
def world(aws: None, clock: time_machine.Traveller) -> World:
    """A world in which cases are handled, on a Monday morning."""
    clock.move_to(MONDAY_MORNING)
    return World(clock)


@pytest.fixture
def post_office(aws: None) -> Iterator[PostOffice]:
    """An HTTP server in SES's place; everything else is moto's."""
    from kuultu.gateways.clients import client

    hooks = client("sesv2", attempts=1).meta.events
    with open_post_office() as office:
        hooks.register_first("before-send", office.redirect)
        yield office
        hooks.unregister("before-send", office.redirect)


@pytest.fixture
def refusals(aws: None) -> Iterator[Refusals]:
    """An SES that refuses what it is told to; everything else is moto's."""
    with refusing() as refusals:
        yield refusals
