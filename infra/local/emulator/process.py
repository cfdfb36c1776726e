"""The emulator of AWS as a child process: loopback only, files in one folder, ended with all its own processes."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from infra.local.emulator.connection import ACCOUNT, REGION
from infra.local.emulator.inside.control import SAVE
from infra.local.emulator.inside.generations import snapshots
from infra.local.errors import CannotRun
from infra.local.ports import LOOPBACK, free_port
from infra.toolchain import prepare

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
SECONDS_TO_SAVE = 130
PROGRAM = Path(__file__).with_name("program.py")
KEPT_FROM_OUTSIDE = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE")
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Opens addresses of the emulator without any proxy of the environment."""


class AccessDecision(NamedTuple):
    """A decision about a role's request: `Allow` or another word, the action, the ARNs of principal and resource."""

    decision: str
    action: str
    principal: str
    resource: str


class Emulator:
    """The process of an emulator, and the folder of its state, kept between runs."""

    def __init__(self, data: Path, auth: bool = False, claims: Collection[int] = ()) -> None:
        """Take note of the folder, and choose a free port; ``auth`` makes the emulator enforce the Lambdas' roles.

        ``claims`` are open files that stay open as long as the emulator runs, as a lock on the folder does.
        """
        self._data = data.resolve()
        self._log = self._data / "emulator.log"
        self._auth = auth
        self._claims = claims
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._was_started = False

    @property
    def endpoint(self) -> str:
        """The emulator's address for all AWS services."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def has_state(self) -> bool:
        """True if the folder holds the state of an earlier run."""
        return bool(snapshots(self._data / "state"))

    @property
    def is_running(self) -> bool:
        """True if the process was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    def access_decisions(self) -> list[AccessDecision]:
        """The decisions about the roles' requests so far, oldest first; known only with ``auth``."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return [AccessDecision(*line.split()[1:]) for line in lines if line.startswith("JUDGED ")]

    def start(self) -> None:
        """Start the emulator and wait for its first answer; raises CannotRun."""
        interpreter = prepare("emulator")
        shutil.rmtree(self._data / "tmp", ignore_errors=True)
        for folder in ("state", "s3", "tmp"):
            (self._data / folder).mkdir(parents=True, exist_ok=True)
        with self._log.open(
            "ab" if self._was_started else "wb"
        ) as log:  # the end of a process that died is worth reading
            self._process = subprocess.Popen(
                [interpreter, "-P", PROGRAM],
                env=self._environment(),
                cwd=self._data,
                stdin=subprocess.PIPE,  # its end tells the emulator that we are gone
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=self._claims,
                start_new_session=True,  # Ctrl-C must not reach it before the front door is closed
            )
        self._was_started = True
        self._wait_until_ready()

    def stop(self) -> None:
        """End the emulator after its state is saved, and kill its remaining processes."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired, BrokenPipeError):
            self._process.communicate(timeout=SECONDS_TO_STOP)  # closes its standard input
        self.clear_away()

    def clear_away(self) -> None:
        """Kill what is left of the emulator, Lambdas included, and delete their unpacked code."""
        if self._process is not None:
            end_group(self._process.pid)
            self._process.wait()
        self._process = None
        shutil.rmtree(self._data / "tmp", ignore_errors=True)

    def save(self) -> bool:
        """Have the state saved; False if the emulator could not, or does not answer."""
        try:
            with OPENER.open(f"{self.endpoint}{SAVE}", data=b"", timeout=SECONDS_TO_SAVE) as answer:
                return bool(answer.status == 204)
        except OSError:
            return False

    def _environment(self) -> Mapping[str, str]:
        kept = {name: os.environ[name] for name in KEPT_FROM_OUTSIDE if name in os.environ}
        return {
            **kept,
            "BIND_HOST": LOOPBACK,
            "GATEWAY_PORT": str(self._port),
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_REGION": REGION,
            "AUTH": "true" if self._auth else "false",
            "LOG_LEVEL": "INFO",
            "LAMBDA_ACCOUNT_CONCURRENCY": "0",  # calls wait for a process (inside/lambda_processes.py) rather than fail
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._data / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._data / "s3"),
            "TMPDIR": str(self._data / "tmp"),
            "NO_PROXY": "*",
        }

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if answers(f"{self.endpoint}/_ministack/ready"):
                return
            time.sleep(0.1)
        self.clear_away()
        raise CannotRun(f"The emulator did not start: see {self._log}, or try make clean-data.")


def answers(url: str) -> bool:
    """True if an address answers with 200."""
    try:
        with OPENER.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def end_group(leader: int) -> None:
    """Kill the rest of a process group, such as Lambdas that the emulator did not wait for."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
