"""The sweeps of the local run, on its own clock, never two at once."""

import json
import threading
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.deployed_stack import DeployedStack
from infra.local.emulator.connection import client
from infra.toolchain import say

SWEEPS_A_DAY = 4


class SweepFailed(Exception):
    """An error of the sweep; the emulator's log holds the details."""


class Sweeps:
    """Runs the deployed sweep on request, and at every quarter of a local day."""

    def __init__(self, deployed: DeployedStack, endpoint: str, day_seconds: float) -> None:
        """Prepare the thread of regular sweeps; ``begin`` starts it."""
        self._name = deployed.function("sweep")
        self._lambda = client("lambda", endpoint)
        self._pause = day_seconds / SWEEPS_A_DAY
        self._told = ""
        self._one_at_a_time = threading.Lock()
        self._ended = threading.Event()
        self._interrupted = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="sweeps", daemon=True)

    def run(self, resume: bool = False) -> Any:  # noqa: ANN401 (the sweep's own summary)
        """Sweep after the sweep under way, if any, and return the summary; ``resume`` looks at all open cases."""
        with self._one_at_a_time:
            event = json.dumps({"resume": True} if resume else {})
            answer = self._lambda.invoke(FunctionName=self._name, Payload=event)
        summary = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise SweepFailed(f"The sweep failed: {summary.get('errorMessage')}")
        return summary

    def begin(self) -> None:
        """Sweep at regular times from now on."""
        self._thread.start()

    def resume(self) -> None:
        """Take up all open cases soon, in the background, as after an interruption."""
        self._interrupted.set()
        self._woken.set()

    def end(self) -> None:
        """Stop the regular sweeps, without waiting for a sweep under way: the emulator ends it."""
        self._ended.set()
        self._woken.set()

    def try_to_run(self, resume: bool = False) -> dict[str, int] | None:
        """Sweep, and return the summary; a new failure is only printed, as the next sweep may succeed."""
        try:
            summary: dict[str, int] = self.run(resume)
        except (SweepFailed, BotoCoreError, ClientError) as failure:
            self._tell(str(failure))
            return None
        self._told = ""
        return summary

    def _tell(self, failure: str) -> None:
        if failure != self._told and not self._ended.is_set():
            say(failure)
        self._told = failure

    def _go_on(self) -> None:
        while True:
            self._woken.wait(self._pause)
            self._woken.clear()
            if self._ended.is_set():
                return
            if self._interrupted.is_set():
                self._take_up()
            else:
                self.try_to_run()

    def _take_up(self) -> None:
        """Take up all open cases; after a failure, again at the next regular time."""
        self._interrupted.clear()
        if self.try_to_run(resume=True) is None:
            self._interrupted.set()
            return
        say("Cases: all that were open go on")
