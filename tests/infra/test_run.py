"""`make run` as a command: what it says, what it keeps, what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.local.emulator.inside.generations import snapshots
from infra.local.local_kuultu import LocalKuultu
from infra.local.ports import free_port, listen, listen_on_first_free
from infra.toolchain import ROOT
from tests.infra.visitor import ANSWER, JSON, ask, mails_to

READY = "Kuultu is ready on http://127.0.0.1:"
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the command; whatever still runs at the end is killed."""
    started = []

    def run(data: Path, port: int) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "infra.local", "--port", str(port), "--data", str(data)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def a_port() -> int:
    """A free port of those for tests."""
    with listen_on_first_free() as taken:
        return int(taken.getsockname()[1])


def say_ready(process: "subprocess.Popen[str]") -> float:
    """Wait for the last line; the seconds that took."""
    began = time.monotonic()
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(READY):
            return time.monotonic() - began
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def processes_with(word: str) -> list[str]:
    """The command lines and environments of running processes that name a word."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word in (folder / "environ").read_text(errors="replace"):
                found.append((folder / "cmdline").read_text(errors="replace"))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_ends_with_all_that_it_started(sign: signal.Signals, start: Start, tmp_path: Path) -> None:
    process = start(tmp_path, a_port())
    say_ready(process)
    running = processes_with(str(tmp_path))
    process.send_signal(sign)

    assert process.wait(30) == 0
    assert any("emulator/program.py" in one for one in running)
    assert processes_with(str(tmp_path)) == []


def test_killed_without_a_word_it_leaves_nothing_running(start: Start, tmp_path: Path) -> None:
    process = start(tmp_path, a_port())
    say_ready(process)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 30
    while processes_with(str(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.2)

    assert processes_with(str(tmp_path)) == []


def test_a_second_start_opens_the_door_and_takes_up_the_cases_afterwards(start: Start, tmp_path: Path) -> None:
    port = a_port()
    first = start(tmp_path, port)
    say_ready(first)
    first.send_signal(signal.SIGINT)
    first.wait(30)
    second = start(tmp_path, port)
    say_ready(second)

    assert second.stdout is not None
    assert next(second.stdout) == "Cases: all that were open go on\n"
    assert len(snapshots(tmp_path / "state")) == 2


def test_f41_the_stream_mapping_made_again_after_a_restart_keeps_its_settings(tmp_path: Path) -> None:
    with LocalKuultu(tmp_path, day_seconds=86400) as kuultu:
        before = kuultu.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    with LocalKuultu(tmp_path, day_seconds=86400) as kuultu:
        after = kuultu.client("lambda").list_event_source_mappings()["EventSourceMappings"]

    compared = ("BatchSize", "FilterCriteria", "MaximumRecordAgeInSeconds", "DestinationConfig", "StartingPosition")
    assert [{name: one[name] for name in compared} for one in after] == [
        {name: one[name] for name in compared} for one in before
    ]
    assert {one["UUID"] for one in after}.isdisjoint(one["UUID"] for one in before)


def test_a_response_after_a_restart_is_handled_at_once(tmp_path: Path) -> None:
    answer = {**ANSWER, "answers": {"nps": 2}}
    with LocalKuultu(tmp_path, day_seconds=86400) as kuultu:
        ask(kuultu, "POST", "/v1/surveys/after-purchase/responses", json.dumps(answer), JSON)
        before = mails_to(kuultu, "owner.helsinki@example.com")
    with LocalKuultu(tmp_path, day_seconds=86400) as kuultu:
        ask(kuultu, "POST", "/v1/surveys/after-purchase/responses", json.dumps(answer), JSON)
        after = mails_to(kuultu, "owner.helsinki@example.com", at_least=2)

    assert [mail["kind"] for mail in after] == ["task-triage", "task-triage"]
    assert after[1] == before[0]


def test_a_port_in_use_ends_in_one_sentence(start: Start, tmp_path: Path) -> None:
    port = free_port()
    with listen(port):
        process = start(tmp_path, port)
        _, told = process.communicate(timeout=60)

    assert process.returncode == 1
    advice = f"stop what uses it, or choose another with make run PORT={port + 1}."
    assert told == f"Port {port} is in use or not allowed: {advice}\n"


def test_data_in_use_end_in_one_sentence(start: Start, tmp_path: Path) -> None:
    with LocalKuultu(tmp_path, day_seconds=86400):
        process = start(tmp_path, free_port())
        _, told = process.communicate(timeout=60)

    assert process.returncode == 1
    assert told.startswith("Another run uses the data in ")
    assert told.count("\n") == 1


def test_a_download_that_fails_ends_in_one_sentence(tmp_path: Path) -> None:
    checkout = copy_of_what_makes_environments(tmp_path)
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    found_elsewhere = {"PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_CACHE_DIR": str(tmp_path / "cache")}

    done = subprocess.run(
        [sys.executable, checkout / "infra" / "toolchain.py", "emulator"],
        env={**os.environ, **nowhere, **found_elsewhere},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("The Python packages could not be downloaded: check the network connection")
    assert done.stderr.count("\n") == 1


def test_a_missing_python_ends_in_one_sentence() -> None:
    done = subprocess.run(["make", "run", "PYTHON="], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith("Kuultu needs Python 3.11 or newer: install it")


def copy_of_what_makes_environments(folder: Path) -> Path:
    """A checkout in which nothing has been installed yet."""
    for name in ("infra/toolchain.py", "requirements/emulator.txt"):
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    return folder
