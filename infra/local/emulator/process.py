"""The emulator of AWS as a child process: loopback only, files in one folder, ended with all its own processes."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from infra.local.emulator.connection import ACCOUNT, REGION
from infra.local.errors import CannotRun
from infra.local.ports import LOOPBACK, free_port
from infra.toolchain import prepare

SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
PROGRAM = Path(__file__).with_name("program.py")
SAID_AFTER_SAVING = b"SFTP: stopped"
KEPT_FROM_OUTSIDE = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE")


class AccessDecision(NamedTuple):
    """A decision about a role's request: `Allow` or another word, the action, the ARNs of principal and resource."""

    decision: str
    action: str
    principal: str
    resource: str


class Emulator:
    """The process of an emulator, and the folder of its state, kept between runs."""

    def __init__(self, data: Path, auth: bool = False) -> None:
        """Take note of the folder, and choose a free port; ``auth`` makes the emulator enforce the Lambdas' roles."""
        self._data = data.resolve()
        self._log = self._data / "emulator.log"
        self._auth = auth
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        """The emulator's address for all AWS services."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def has_state(self) -> bool:
        """True if the folder holds the state of an earlier run."""
        return any((self._data / "state").glob("*.json"))

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
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [interpreter, "-P", PROGRAM],
                env=self._environment(),
                cwd=self._data,
                stdin=subprocess.PIPE,  # its end tells the emulator that we are gone
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C must not reach it before the front door is closed
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """End the emulator after its state is saved, and kill its remaining processes."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_STOP
        while self._process.poll() is None and not self._has_saved() and time.monotonic() < deadline:
            time.sleep(0.1)
        end_group(self._process.pid)
        self._process.communicate()
        self._process = None
        shutil.rmtree(self._data / "tmp", ignore_errors=True)  # unpacked Lambdas

    def _has_saved(self) -> bool:
        """True if the emulator has written its state; after that, it only waits for Lambdas that nobody hears."""
        return SAID_AFTER_SAVING in self._log.read_bytes()

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
        self.stop()
        raise CannotRun(f"The emulator did not start: see {self._log}, or try make clean-data.")


def answers(url: str) -> bool:
    """True if an address answers with 200, without any proxy of the environment."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def end_group(leader: int) -> None:
    """Kill the rest of a process group, such as Lambdas that the emulator did not wait for."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return
