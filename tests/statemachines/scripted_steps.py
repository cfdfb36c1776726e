"""Steps that follow a script: a stand-in for the Lambda, which knows no rules but keeps its word."""

import json
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from botocore.session import get_session

from kuultu.domain.cases.workflow_state import timestamp
from kuultu.errors import Unavailable
from tests.statemachines.fake_lambda import Throttled

GIVEN_UP_AFTER = 5
"""Seconds after which the scripted cases' machine gives up a step that hangs; the file says 60."""

WorkflowState = Mapping[str, str]

USUALLY = {
    "take_up": "triage",
    "call": "close",
    "triage": "find_out",
    "find_out": "reflect",
    "conclude": "share",
    "share": "propose",
    "propose_remedy": "approve",
    "approve_remedy": "reply",
    "reply": "send_reply",
    "send_reply": "choose",
    "choose_remedy": "deliver",
    "deliver_remedy": "wait",
    "follow_up": "close",
    "reopen": "triage",
    "close": "closed",
}
"""Where a case stands after each step, when all is asked, approved, chosen and delivered."""

HEARD_AS_CLOSED = {"follow_up", "deliver_remedy"}
"""After these an ordinary case may be closed, so that only the opposite is misleading."""


@dataclass(frozen=True)
class Call:
    """One call of the Lambda: what for, with which token, and what was called for the same case before."""

    name: str
    region: str
    callback: str
    before: tuple["Call", ...] = ()

    def last(self, name: str) -> "Call":
        """The latest earlier call of this name."""
        return [call for call in self.before if call.name == name][-1]

    def answer(self, standing: WorkflowState) -> None:
        """Tell the waiting step; one that waits no longer does not mind."""
        client = states_of(self.region)
        with suppress(client.exceptions.TaskTimedOut, client.exceptions.InvalidToken):
            client.send_task_success(taskToken=self.callback, output=json.dumps(standing))


Reaction = Callable[[Call], WorkflowState | None]
Script = Mapping[str, tuple[Reaction, ...]]


@dataclass
class ScriptedSteps:
    """Every case that is told of, each with its script, and what was called for it."""

    scripts: Mapping[str, Script]
    calls: dict[str, list[Call]] = field(default_factory=dict)
    payloads: list[dict[str, str]] = field(default_factory=list)

    def handle(self, event: dict[str, str], region: str) -> WorkflowState | None:
        """React as the script says to this call of its name, as usual when it says nothing."""
        self.payloads.append(event)
        case_id, name = event["case_id"], event.get("step") or event["ask"]
        calls = self.calls.setdefault(case_id, [])
        tries = sum(call.name == name for call in calls)
        call = Call(name, region, event.get("callback", ""), tuple(calls))
        calls.append(call)
        reactions = self.scripts[case_id].get(name, ())[tries:]
        return (reactions[0] if reactions else stands_at(USUALLY[name]))(call)


def standing_at(stage: str, reflection: float = -60, follow_up: float = -60) -> WorkflowState:
    """Where a case stands, with the seconds from now until reflection ends and until the follow-up."""
    now = datetime.now(UTC)
    return {
        "stage": stage,
        "reflection_ends_at": timestamp(now + timedelta(seconds=reflection)),
        "follow_up_at": timestamp(now + timedelta(seconds=follow_up)),
    }


def stands_at(stage: str, reflection: float = -60, follow_up: float = -60) -> Reaction:
    """The step is taken, or the person has answered already: the case stands at this stage now."""

    def react(call: Call) -> WorkflowState | None:
        workflow_state = standing_at(stage, reflection, follow_up)
        if not call.callback:
            return workflow_state
        call.answer(workflow_state)
        return None

    return react


def says_nothing(_: Call) -> None:
    """The person is asked, and does not answer in time."""


def after_a_late_answer(to: str, stage: str) -> Reaction:
    """First somebody answers an earlier question on its old token, misleadingly; then the case stands here."""

    def react(call: Call) -> WorkflowState | None:
        call.last(to).answer(standing_at("reopen" if to in HEARD_AS_CLOSED else "close"))
        return stands_at(stage)(call)

    return react


def breaks(_: Call) -> None:
    """The function raises."""
    raise RuntimeError("broken")


def asks_to_wait(_: Call) -> None:
    """A service behind the function asks it to come again later."""
    raise Unavailable


def is_throttled(_: Call) -> None:
    """Lambda has no room for the call."""
    raise Throttled


def hangs(_: Call) -> None:
    """The function does not return before it is given up."""
    time.sleep(GIVEN_UP_AFTER + 1)


@cache
def states_of(region: str) -> Any:  # noqa: ANN401 - botocore makes its classes at run time
    """Step Functions in a region."""
    return get_session().create_client("stepfunctions", region)
