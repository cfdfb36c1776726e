"""The regular sweeps of the local run: a failure of one is printed once, and the next one comes."""

from http.server import BaseHTTPRequestHandler

import pytest

from infra.deployed_stack import DeployedStack
from infra.local.sweeps import Sweeps
from tests.browser.line import served

STACK = DeployedStack("Kuultu", {}, {"AWS::Lambda::Function": {"functionssweep1": "sweep"}})


class Refusing(BaseHTTPRequestHandler):
    """An emulator that refuses every call."""

    def do_POST(self) -> None:
        self.send_response(403)
        self.end_headers()


@pytest.mark.parametrize("there", [True, False])
def test_an_emulator_that_refuses_or_is_gone_does_not_end_the_sweeps(
    there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(Refusing) as address:
        sweeps = Sweeps(STACK, address if there else "http://127.0.0.1:9", day_seconds=60)
        sweeps.try_to_run()
        sweeps.try_to_run()
    assert capsys.readouterr().out.count("403" if there else "Could not connect") == 1
