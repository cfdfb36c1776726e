"""The watch over the emulator of the local run: a death of it, and a full disk, are noticed, told and got over."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local import disk_space
from infra.local.errors import CannotRun
from infra.local.local_kuultu import LocalKuultu
from tests.infra.visitor import ANSWER, JSON, ask

RESPONSES = "/v1/surveys/after-purchase/responses"
KEYED = {**JSON, "idempotency-key": "watched-test-0001"}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[LocalKuultu]:
    """A Kuultu of its own, whose emulator may be killed."""
    with LocalKuultu(tmp_path, day_seconds=86400) as running:
        yield running


def kill_emulator(data: Path) -> None:
    """Kill the emulator without a word."""
    (file,) = (data / "tmp").glob("ministack-*.pid")
    os.kill(int(file.read_text(encoding="utf-8")), signal.SIGKILL)


def wait_for_status(kuultu: LocalKuultu, status: int) -> dict[str, str]:
    """Ask until an answer has a status; the headers of that answer."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found, headers, _ = ask(kuultu, "GET", "/health")
        if found == status:
            return headers
    raise AssertionError(f"No answer came with {status}.")


def test_an_emulator_that_dies_is_started_again_with_all_that_was_acknowledged(
    watched: LocalKuultu, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = ask(watched, "POST", RESPONSES, json.dumps(ANSWER), KEYED)
    kill_emulator(tmp_path)
    away = wait_for_status(watched, 503)
    wait_for_status(watched, 200)
    replayed = ask(watched, "POST", RESPONSES, json.dumps(ANSWER), KEYED)

    assert (stored[0], replayed[0], replayed[2]) == (201, 200, stored[2])
    assert (away["content-type"], away["retry-after"]) == ("application/problem+json", "5")
    assert "Emulator: ended by itself; it is started again" in capsys.readouterr().out


def test_a_full_disk_is_told_and_answers_are_taken_in_again_when_there_is_room(
    watched: LocalKuultu, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as full:
        full.setattr(disk_space, "BYTES_TO_WORK", 1 << 62)
        refused = ask(watched, "POST", RESPONSES, json.dumps(ANSWER), JSON)[0]
        told_of(capsys, "Disk: full. Free some space for ")
    told_of(capsys, "Disk: there is room again")

    assert (refused, ask(watched, "POST", RESPONSES, json.dumps(ANSWER), JSON)[0]) == (503, 201)


def told_of(capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    """Wait until a sentence is printed."""
    deadline = time.monotonic() + 60
    told = ""
    while sentence not in told:
        assert time.monotonic() < deadline, told
        time.sleep(0.1)
        told += capsys.readouterr().out


def test_a_start_on_a_full_disk_ends_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_space, "BYTES_TO_WORK", 1 << 62)

    with pytest.raises(CannotRun, match="The disk is full: free some space for "), LocalKuultu(tmp_path):
        pass
