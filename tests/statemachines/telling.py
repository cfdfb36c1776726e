"""Telling the scripted cases: each is one execution on moto's interpreter; what is kept is its history."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from tests.statemachines.definition import Way, called, filled_in, hurried, tasks
from tests.statemachines.fake_lambda import answering
from tests.statemachines.interpreter import reading_once
from tests.statemachines.scripted_cases import ScriptedCase
from tests.statemachines.scripted_steps import GIVEN_UP_AFTER, Call, ScriptedSteps, states_of

REGIONS = (
    *("eu-north-1", "eu-central-1", "eu-central-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-south-1", "eu-south-2"),
    *("us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "sa-east-1", "il-central-1"),
)
"""Stories are told side by side, those of one region one after the other: moto keeps regions apart."""

LONGEST = 30
"""Seconds after which a scripted case that has not ended is told as RUNNING."""

STATE_OF = {called(task): name for name, task in tasks().items()}
"""The state that calls the Lambda for this."""

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """The course of a scripted case."""

    status: str
    error: str
    history: tuple[Event, ...]
    calls: tuple[Call, ...]

    @property
    def states(self) -> list[str]:
        """The states that were entered, in order."""
        return [name for name, _ in self._entries]

    @property
    def ways(self) -> set[Way]:
        """The ways that were taken from one state to another."""
        return set(pairwise(self.states))

    @property
    def called(self) -> list[str]:
        """The steps and questions that the Lambda was called for, in order."""
        return [call.name for call in self.calls]

    @property
    def called_again(self) -> set[str]:
        """What the Lambda was called for twice in the same visit of a state."""
        visits = Counter(self.states)
        return {one for one, times in Counter(self.called).items() if times > visits[STATE_OF[one]]}

    @property
    def messages(self) -> list[str]:
        """All that Step Functions was given to keep."""
        details = (value for event in self.history for value in event.values() if isinstance(value, dict))
        return [one for detail in details for one in detail.values() if isinstance(one, str)]

    @property
    def handed_on(self) -> list[str]:
        """What each state was given, as JSON."""
        entered = (event.get("stateEnteredEventDetails") for event in self.history)
        return [details["input"] for details in entered if details]

    @property
    def requests(self) -> list[str]:
        """What the Lambda was called with, as JSON."""
        scheduled = (event.get("taskScheduledEventDetails") for event in self.history)
        return [details["parameters"] for details in scheduled if details]

    def seconds_in(self, state: str) -> float:
        """How long the case stood in this state when it came there first."""
        times = [moment for name, moment in self._entries]
        place = self.states.index(state)
        return (times[place + 1] - times[place]).total_seconds()

    @property
    def _entries(self) -> list[tuple[str, datetime]]:
        entered = [(event.get("stateEnteredEventDetails"), event["timestamp"]) for event in self.history]
        return [(details["name"], moment) for details, moment in entered if details]


Tell = Callable[[str], Told]
"""The course of the scripted case of a title."""


def tell(stories: Mapping[str, ScriptedCase]) -> dict[str, Told]:
    """Tell them all."""
    from moto import mock_aws

    titles = {f"case-{number}": title for number, title in enumerate(stories)}
    steps = ScriptedSteps({case_id: stories[title].script for case_id, title in titles.items()})
    untold = iter(titles.items())
    told: dict[str, Told] = {}

    def tell_one_after_the_other(region: str, machine: str) -> None:
        for case_id, title in untold:
            told[title] = _told(region, machine, case_id, stories[title].answer_seconds, steps)

    executing = {"stepfunctions": {"execute_state_machine": True}}
    with mock_aws(config=executing), reading_once(), answering(steps.handle):
        machines = [_machine(region) for region in REGIONS]
        with ThreadPoolExecutor(len(REGIONS)) as lanes:
            list(lanes.map(tell_one_after_the_other, REGIONS, machines))
    return told


def _machine(region: str) -> str:
    role = "arn:aws:iam::123456789012:role/case-handling"
    definition = hurried(filled_in(), TimeoutSeconds=GIVEN_UP_AFTER)
    made = states_of(region).create_state_machine(name="case-handling", definition=definition, roleArn=role)
    return str(made["stateMachineArn"])


def _told(region: str, machine: str, case_id: str, seconds: int, steps: ScriptedSteps) -> Told:
    data = {"case_id": case_id, "waits": {"answer_seconds": seconds}}
    execution = states_of(region).start_execution(stateMachineArn=machine, name=case_id, input=json.dumps(data))
    arn = execution["executionArn"]
    end = _end_of(region, arn)
    if end["status"] == "RUNNING":  # it would go round beside all other tests until no memory is left
        states_of(region).stop_execution(executionArn=arn)
    history = states_of(region).get_execution_history(executionArn=arn)["events"]
    return Told(end["status"], end.get("error", ""), tuple(history), tuple(steps.calls.get(case_id, ())))


def _end_of(region: str, arn: str) -> Event:
    last = time.monotonic() + LONGEST
    while True:
        found: Event = states_of(region).describe_execution(executionArn=arn)
        if found["status"] != "RUNNING" or time.monotonic() > last:
            return found
        time.sleep(0.2)
