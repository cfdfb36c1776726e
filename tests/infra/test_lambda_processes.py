"""The processes of the local run's Lambdas: a call waits for a free one, and has time on a slow machine."""

from typing import Any

import pytest

from infra.local.emulator.inside.lambda_processes import LEAST_SECONDS, waiting_for_a_process


@pytest.mark.parametrize(("limit", "here"), [(10, LEAST_SECONDS), (840, 840)])
def test_a_call_waits_for_a_process_and_has_time_on_a_slow_machine(limit: int, here: int) -> None:
    busy = [None, None]
    config = {"Timeout": limit, "Runtime": "python3.13"}

    def acquire(name: str, config: dict[str, Any], code: bytes, **_: object) -> tuple[object, str]:
        return (None, "func_cap") if busy and busy.pop() is None else ((name, config, code), "spawn")

    process, how = waiting_for_a_process(acquire)("sweep", config, b"code", qualifier="$LATEST")
    assert (how, process) == ("spawn", ("sweep", {**config, "Timeout": here}, b"code"))
    assert (config["Timeout"], busy) == (limit, [])
