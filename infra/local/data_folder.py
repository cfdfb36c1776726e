"""The folder of a local run's data: one run at a time, and not for git."""

import fcntl
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.disk_space import is_full
from infra.local.errors import CannotRun
from infra.local.json_lines import JsonLines

LOCK = "in-use"
MAILS = "mails.jsonl"
SECONDS_FOR_THE_LAST_RUN = 20.0
"""The time in which an emulator whose front door was killed has saved its state, and ended."""


@contextmanager
def claimed(folder: Path) -> Iterator[int]:
    """Claim the folder for one run; the open file of the lock. Raises CannotRun."""
    make_folder(folder)
    if is_full(folder):
        raise CannotRun(f"The disk is full: free some space for {folder}, and run it again.")
    with (folder / LOCK).open("w") as lock:
        wait_for_lock(lock.fileno(), folder)
        take_over_mails(folder)
        yield lock.fileno()


def make_folder(folder: Path) -> None:
    """Make the folder; git leaves out all that is in it. An existing folder with other files stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    is_own = (folder / LOCK).exists() or not any(folder.iterdir())
    if is_own and not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def take_over_mails(folder: Path) -> None:
    """Carry over the mails that earlier releases kept in one JSON file."""
    earlier = folder / "mails.json"
    if earlier.is_file():
        log = JsonLines(folder / MAILS)
        for mail in json.loads(earlier.read_text(encoding="utf-8")):
            log.append(mail)
        log.close()
        earlier.unlink()


def wait_for_lock(lock: int, folder: Path) -> None:
    """Lock an open file, after the end of the last run if that is near; raises CannotRun after 20 seconds."""
    deadline = time.monotonic() + SECONDS_FOR_THE_LAST_RUN
    while not is_locked(lock):
        if time.monotonic() > deadline:
            raise CannotRun(
                f"Another run uses the data in {folder}: end it, or give this one its own with make run DATA=…"
            )
        time.sleep(0.1)


def is_locked(lock: int) -> bool:
    """True if the open file is locked now; False if another process holds the lock."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
