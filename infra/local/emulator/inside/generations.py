"""The emulator's state on disk: numbered snapshots, and numbered journals of the changes since.

Snapshot 7 is the folder ``000007``, with all changes of the journals before number 7; the journal ``000007.changes``
begins in the same moment. The state is the newest whole snapshot, then each journal from its number on, in order.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

KEPT = 2
"""Snapshots that are kept, so that a damaged one is never the only one."""

JOURNAL = ".changes"
UNFINISHED = ".unfinished"
CODE = "lambda-blobs"
CODE_NAMED = re.compile(r'"code_blob_ref": "([0-9a-f]{64})"')


class Snapshot(NamedTuple):
    """A snapshot: its number and the folder of its files."""

    number: int
    folder: Path


def snapshots(folder: Path) -> list[Snapshot]:
    """The whole snapshots, newest first; the files of a release without numbers count as snapshot 0."""
    numbered = [Snapshot(int(one.name), one) for one in folder.glob("[0-9]*") if one.name.isdecimal()]
    found = sorted([*numbered, Snapshot(0, folder)], reverse=True)
    return [one for one in found if is_whole(one.folder)]


def is_whole(folder: Path) -> bool:
    """True if a folder holds files of state, and each is written to its end."""
    files = list(folder.glob("*.json"))
    return bool(files) and all(ends_with_brace(file) for file in files)


def ends_with_brace(file: Path) -> bool:
    """True if the last byte is the brace that closes a JSON object."""
    with file.open("rb") as opened:
        opened.seek(max(0, file.stat().st_size - 1))
        return opened.read() == b"}"


def journals(folder: Path, since: int = 0) -> list[Path]:
    """The journals from a number on, oldest first."""
    return sorted(one for one in folder.glob(f"*{JOURNAL}") if number_of(one) >= since)


def journal(folder: Path, number: int) -> Path:
    """The path of a journal."""
    return folder / f"{number:06}{JOURNAL}"


def number_of(path: Path) -> int:
    """The number of a snapshot or journal, finished or not; 0 for other files."""
    number = path.name.partition(".")[0]
    return int(number) if number.isdecimal() else 0


def next_number(folder: Path) -> int:
    """A number above all snapshots and journals, unfinished ones included."""
    return max(map(number_of, folder.iterdir()), default=0) + 1


def write(folder: Path, number: int, fill: Callable[[Path], None]) -> None:
    """Make a snapshot: filled under another name, brought to disk, then renamed. Raises OSError."""
    finished = folder / f"{number:06}"
    unfinished = finished.with_suffix(UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    fill(unfinished)
    for path in (*unfinished.iterdir(), unfinished):
        to_disk(path)
    unfinished.rename(finished)
    to_disk(folder)


def to_disk(path: Path) -> None:
    """Have the system write a file or a folder to its disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def forget_old_ones(folder: Path) -> None:
    """Delete all before the two newest whole snapshots: snapshots, journals, Lambda code; and unfinished leftovers."""
    kept = snapshots(folder)[:KEPT]
    oldest = kept[-1].number if kept else 0
    for path in folder.iterdir():
        is_leftover = path.suffix == UNFINISHED and number_of(path) < kept[0].number
        if is_leftover or 0 < number_of(path) < oldest:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if oldest:
        for file in folder.glob("*.json"):
            file.unlink()
    forget_code(folder, {sha for one in kept for sha in code_of(one)})


def code_of(snapshot: Snapshot) -> Iterator[str]:
    """The hashes of the Lambda code that a snapshot names."""
    named = snapshot.folder / "lambda.json"
    if named.is_file():
        yield from CODE_NAMED.findall(named.read_text(encoding="utf-8"))


def forget_code(folder: Path, kept: set[str]) -> None:
    """Delete the Lambda code that no kept snapshot names."""
    for file in (folder / CODE).glob("*.zip"):
        if file.stem not in kept:
            file.unlink()
