"""The state machine in virtual time: the definition itself, its steps taken by the real Lambda, each state counted."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.costs.meter import Meter
from tests.integration.world import World
from tests.statemachines.definition import TEXT, states


@dataclass
class Workflow:
    """One execution that carries a case; it waits for a moment, or for a callback."""

    case_id: str
    world: World
    meter: Meter
    state: str = ""
    callback: str = ""
    case: dict[str, Any] = field(default_factory=dict)
    entered: list[str] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """True when nothing comes any more."""
        return self.state == "" and bool(self.entered)

    def goes_on(self) -> None:
        """Go on as far as possible."""
        if not self.entered:
            self._enter(json.loads(TEXT)["StartAt"])
        while self.state and self._passes(states()[self.state]):
            pass

    def _enter(self, name: str) -> None:
        self.state = name
        if name:
            self.entered.append(name)
            self.meter.counts["transitions"] += 1

    def _passes(self, now_in: dict[str, Any]) -> bool:
        """True if the state was left."""
        if now_in["Type"] == "Choice":
            matching = (one["Next"] for one in now_in["Choices"] if one["StringEquals"] == self.case["stage"])
            self._enter(next(matching, now_in["Default"]))
            return True
        if now_in["Type"] == "Wait":
            until = self.case[now_in["TimestampPath"].rpartition(".")[2]]
            if self.world.now < datetime.fromisoformat(until):
                return False
        elif now_in["Type"] == "Task" and not self._done(now_in["Parameters"]["Payload"]):
            return False
        self._enter(now_in.get("Next", ""))
        return True

    def _done(self, payload: dict[str, str]) -> bool:
        from case_steps.handler import handle

        if "ask" in payload and self.callback:
            return self._is_told()
        event = {"case_id": self.case_id, "execution": self.case_id}
        with self.meter.invocation("case_steps"):
            if "step" in payload:
                self.case = dict(handle({**event, "step": payload["step"]}, None) or {})
                return True
            self.callback = f"{payload['ask']}-{len(self.entered)}"
            handle({**event, "ask": payload["ask"], "callback": self.callback}, None)
        return self._is_told()

    def _is_told(self) -> bool:
        if self.callback not in self.meter.wire.called_back:
            return False
        sent = (json.loads(body) for body in self.meter.wire.told)
        self.case = next(json.loads(one["output"]) for one in sent if one.get("taskToken") == self.callback)
        self.callback = ""
        return True
