"""`make run` as a process that can be killed: the front door alone, the emulator alone, or everything."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from infra.deployed_stack import describe
from infra.local.client.browser import ask
from infra.local.emulator.connection import client
from infra.local.ports import listen_on_first_free
from infra.toolchain import ROOT

PATIENCE = 150.0
"""Seconds for anything that is waited for; a machine may be busy with other tests."""
STACK = "Kuultu-local"
READY = "Kuultu is ready on "
EMULATOR_AT = "--endpoint-url "
VICTIMS = ("emulator", "front door", "everything")


class KillableRun:
    """A run of Kuultu in a process of its own, on a slow clock, always at one address and with the same data."""

    def __init__(self, data: Path) -> None:
        """Begin with no process; ``start`` makes one."""
        self._data = data
        with listen_on_first_free() as taken:
            self._port = int(taken.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self.endpoint = ""
        self.told: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start, and wait until the run is ready."""
        command = [sys.executable, "-m", "infra.local", "--port", str(self._port), "--data", str(self._data)]
        self._process = subprocess.Popen(
            [*command, "--day-seconds", "86400"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        ready = threading.Event()
        threading.Thread(target=self._listen, args=(self._process, ready), daemon=True).start()
        assert ready.wait(PATIENCE), self.told

    def kill(self, victim: str) -> None:
        """Kill, without a word, the emulator, the front door, or both with all Lambdas."""
        emulator = self.emulator()
        assert self._process is not None
        if victim in {"front door", "everything"}:
            self._process.kill()
        if victim == "emulator":
            os.kill(emulator, signal.SIGKILL)
        if victim == "everything":
            os.killpg(emulator, signal.SIGKILL)

    def recover(self, victim: str) -> None:
        """Wait until the run has mended itself, or start it again."""
        if victim == "emulator":
            wait_until(lambda: ask(f"{self.url}/health").status == 503)
            wait_until(lambda: ask(f"{self.url}/health").status == 200)
        else:
            assert self._process is not None
            self._process.wait()
            self.start()

    def end(self) -> None:
        """Stop the run as Ctrl-C does, and return when all its processes are gone."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(PATIENCE)

    def emulator(self) -> int:
        """The process id of the emulator."""
        assert self._process is not None
        children = Path(f"/proc/{self._process.pid}/task").glob("*/children")
        ids = [int(child) for task in children for child in task.read_text(encoding="utf-8").split()]
        return next(child for child in ids if b"program.py" in Path(f"/proc/{child}/cmdline").read_bytes())

    def items(self, table: str) -> list[dict[str, Any]]:
        """All items of a table."""
        name = describe(STACK, client("cloudformation", self.endpoint)).table(table)
        pages = client("dynamodb", self.endpoint).get_paginator("scan").paginate(TableName=name, ConsistentRead=True)
        return [item for page in pages for item in page["Items"]]

    def _listen(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.told.append(line)
            if EMULATOR_AT in line:
                self.endpoint = line.partition(EMULATOR_AT)[2].strip()
            if line.startswith(READY):
                ready.set()


def wait_until(holds: Any, patience: float = PATIENCE) -> None:  # noqa: ANN401
    """Wait until something holds; an AssertionError after all patience."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)
