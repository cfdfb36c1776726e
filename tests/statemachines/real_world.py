"""A whole small world: moto's AWS with our tables and senders, in which Step Functions takes the real steps."""

import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import get_ident
from typing import Any, TypeVar

import pytest

from case_steps.handler import handle
from kuultu.services.surveys import current_surveys, directory_publication, publication
from kuultu.settings import settings
from tests.conftest import ROOT
from tests.integration.quick_moto import one_at_a_time, quick_moto
from tests.integration.tables import tables
from tests.statemachines.definition import TEXT, filled_in, hurried
from tests.statemachines.fake_lambda import answering
from tests.statemachines.interpreter import reading_once
from tests.statemachines.scripted_steps import states_of
from tests.unit.helpers.builders import staffed

REGION = "eu-north-1"
SHORT_DAYS = {"DAY_SECONDS": "0.1", "ANSWER_DAYS": "36000"}
"""A day passes in a tenth of a second; only an answer may take an hour."""

PATIENCE = 30
"""Seconds after which what should happen is taken not to happen."""

Happens = Callable[[str], None]
Found = TypeVar("Found")


def eventually(look: Callable[[], Found | None]) -> Found:
    """What is found in the end, by looking again and again."""
    last = time.monotonic() + PATIENCE
    while (found := look()) is None:
        assert time.monotonic() < last, "It did not happen in time."
        time.sleep(0.05)
    return found


def nothing(_: str) -> None:
    """Nothing out of the ordinary happens."""


@dataclass
class RealSteps:
    """The Lambda itself, in process; something may happen, or break, right before or after a step of some name."""

    before: Happens = nothing
    after: Happens = nothing
    at_work: set[int] = field(default_factory=set)

    def handle(self, event: dict[str, Any], _: str) -> object:
        """Take the step."""
        self.at_work.add(get_ident())
        try:
            return self._take(event, event.get("ask") or event["step"])
        finally:
            self.at_work.discard(get_ident())

    def _take(self, event: dict[str, Any], name: str) -> object:
        self.before(name)
        workflow_state = handle(event, None)
        self.after(name)
        return workflow_state


@contextmanager
def counting(**spans: str) -> Iterator[None]:
    """While this lasts, the settings count time so."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in spans.items():
            patch.setenv(name, value)
        settings.cache_clear()
        yield
    settings.cache_clear()


@contextmanager
def real_world(definition: str = TEXT) -> Iterator[RealSteps]:
    """A new world with this machine; what still runs at its end is stopped."""
    from moto import mock_aws

    steps = RealSteps()
    executing = {"stepfunctions": {"execute_state_machine": True}}
    closer_to_aws = (quick_moto(), one_at_a_time(), mock_aws(config=executing), reading_once())
    with ExitStack() as world:
        for part in (*closer_to_aws, answering(steps.handle), counting(**SHORT_DAYS)):
            world.enter_context(part)
        _make_tables()
        machine = _make_machine(definition)
        yield steps
        _stop(machine)
        eventually(lambda: not steps.at_work or None)


def _stop(machine: str) -> None:
    running = states_of(REGION).list_executions(stateMachineArn=machine, statusFilter="RUNNING")
    for execution in running["executions"]:
        states_of(REGION).stop_execution(executionArn=execution["executionArn"])


def _make_tables() -> None:
    import boto3

    current_surveys.forget()
    for model in tables():
        model.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    boto3.client("sesv2").create_email_identity(EmailIdentity="example.com")
    directory_publication.publish_directory(staffed())
    for path in sorted((ROOT / "surveys").glob("*.toml")):
        publication.publish(tomllib.loads(path.read_text(encoding="utf-8")))


def _make_machine(text: str) -> str:
    role = "arn:aws:iam::123456789012:role/case-handling"
    definition = hurried(filled_in(text), MaxAttempts=1)
    made = states_of(REGION).create_state_machine(name="case-handling", definition=definition, roleArn=role)
    return str(made["stateMachineArn"])
