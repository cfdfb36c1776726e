"""A store that takes connections and never answers: senders hear so before Lambda ends the process."""

import json
import os
import socket
import subprocess
import sys

import pytest

from infra.components.functions import SIZES
from infra.toolchain import ROOT
from tests.conftest import ENVIRONMENT
from tests.integration.http import JSON, RESPONSES, event

POST = """
import json, sys, time
from intake.handler import handle
begun = time.monotonic()
answer = handle(json.loads(sys.argv[1]), None)
print(json.dumps([answer["statusCode"], answer["headers"], time.monotonic() - begun]))
"""


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
    status, headers, seconds = json.loads(done.stdout.splitlines()[-1])
    assert status == 503
    assert int(headers["Retry-After"]) > 0
    assert seconds < SIZES["intake"].seconds
