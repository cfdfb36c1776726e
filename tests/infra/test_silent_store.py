"""A store that takes connections and never answers: senders hear so before Lambda ends the process.

How long they wait is reckoned from the attempts that were counted, not timed: the waits between attempts are random.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys

import pytest

from infra.components.functions import SIZES
from infra.toolchain import ROOT
from kuultu.store.tables import Connection
from tests.conftest import ENVIRONMENT
from tests.integration.http import JSON, RESPONSES, event

POST = """
import json, sys
from intake.handler import handle
answer = handle(json.loads(sys.argv[1]), None)
print(json.dumps([answer["statusCode"], answer["headers"]]))
"""

LOADING = 3
"""Seconds left to a new Lambda for loading what it reads the store with."""


def attempts_at(silent: socket.socket) -> int:
    """How many connections were made and left unanswered."""
    silent.setblocking(False)
    attempts = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            silent.accept()[0].close()
            attempts += 1
    return attempts


def longest_wait(attempts: int) -> int:
    """Seconds of so many attempts: their time outs, and between them botocore's waits of at most 1, 2, 4 … s."""
    return attempts * Connection.read_timeout_seconds + sum(2**retry for retry in range(attempts - 1))


@pytest.mark.parametrize("asked", [event("GET", "/v1/surveys/visit"), event("POST", RESPONSES, "{}", JSON)])
def test_f05_intake_says_503_within_its_time_limit(asked: dict[str, object]) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        endpoint = f"http://127.0.0.1:{silent.getsockname()[1]}"
        environment = {**os.environ, **ENVIRONMENT, "AWS_ENDPOINT_URL_DYNAMODB": endpoint, "NO_PROXY": "*"}
        done = subprocess.run(
            [sys.executable, "-c", POST, json.dumps(asked)],
            cwd=ROOT / "functions",
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        attempts = attempts_at(silent)
    status, headers = json.loads(done.stdout.splitlines()[-1])
    assert status == 503
    assert int(headers["Retry-After"]) > 0
    assert attempts > 1
    assert longest_wait(attempts) + LOADING < SIZES["intake"].seconds
