"""The workflow in virtual time: it takes the real steps of each execution, tries again for a while, and gives up."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.stages import asked_at
from kuultu.errors import Unavailable
from kuultu.services.cases.workflow_steps import ask_for_task, take_step
from tests.integration import executions
from tests.integration.wire import Wire
from tests.integration.world import STEPS, World

PATIENCE = timedelta(seconds=65)
"""The time for which the machine tries a step that fails: three retries, after 5, 15 and 45 seconds."""

WAITS = {Stage.REFLECT: "reflection_ends_at", Stage.WAIT: "follow_up_at"}
"""The stages at which an execution waits for a moment, and what tells it."""


@dataclass
class Machine:
    """The executions that moto has under way; each waits for a moment, or for a callback that came through the wire."""

    world: World
    wire: Wire
    patience: timedelta = PATIENCE
    waits_for: dict[str, str] = field(default_factory=dict)
    fails_since: dict[str, datetime] = field(default_factory=dict)

    def goes_on(self, *, can_call: bool = True) -> None:
        """Every execution goes on as far as it can; one whose step has failed for too long ends as failed."""
        for name in executions.running():
            if self.waits_for.get(name) in {None, *self.wire.called_back}:
                self._tries(name, can_call)

    def _tries(self, name: str, can_call: bool) -> None:
        try:
            if not can_call:
                raise Unavailable
            self._carries(name, executions.case_of(name))
        except Exception:
            if self.world.now - self.fails_since.setdefault(name, self.world.now) >= self.patience:
                executions.end(name, "FAILED")
        else:
            self.fails_since.pop(name, None)

    def _carries(self, name: str, case_id: str) -> None:
        told = take_step("take_up", case_id, name, self.world.now)
        while (stage := Stage(told["stage"])) in STEPS:
            told = take_step(stage.value, case_id, name, self.world.now)
        if stage is Stage.CLOSED:
            executions.end(name)
        elif not self._is_early(stage, told):
            self._asks(name, case_id, stage)

    def _is_early(self, stage: Stage, told: Any) -> bool:  # noqa: ANN401 - the state of the workflow
        until = told.get(WAITS[stage]) if stage in WAITS else None
        return until is not None and self.world.now < datetime.fromisoformat(until)

    def _asks(self, name: str, case_id: str, stage: Stage) -> None:
        """Ask for the task that is due at a stage, and wait for the callback; an ended task completes it at once."""
        callback = f"{name}-{stage}-{len(self.wire.told)}"
        kind = asked_at(stage)
        assert kind
        ask_for_task(kind, case_id, callback, name, self.world.now)
        self.waits_for[name] = callback
        if callback in self.wire.called_back:
            self._carries(name, case_id)
