"""Other limits than the usual ones, and senders who flood a survey or solve a challenge."""

from typing import Any

import pytest

from kuultu.services.protection import admission
from kuultu.settings import settings
from tests.integration.http import GatewayResponse, submit
from tests.integration.world import submission
from tests.proofs import solved


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a function of any settings
    """Set limits by the names of their settings, in lower case."""

    def change(**values: int) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name.upper(), str(value))
        settings.cache_clear()
        admission.forget()

    yield change
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def unlimited(limit: Any) -> None:  # noqa: ANN401 - a function of any settings
    """Everybody may send as much as a test takes."""
    limit(address_burst=1_000_000, survey_burst=1_000_000)


def prove(refused: GatewayResponse, key: str = "", content: object = None, **changes: str) -> GatewayResponse:
    """Send an answer again with the proof that a refusal asked for."""
    proof = solved(refused.json["challenge"])
    return submit(content or submission(), key=key, headers={"Kuultu-Proof": proof}, **changes)


def flood(attempts: int) -> list[int]:
    """The statuses that so many answers get which come from as many addresses."""
    body = {"answers": {"nps": 9}}
    return [submit(body, address=f"10.{n // 65536}.{n // 256 % 256}.{n % 256}").status for n in range(attempts)]
