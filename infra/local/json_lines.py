"""Files of JSON values, one a line, that survive the end of their writer: a line is there as a whole or not at all."""

import errno
import json
import os
import threading
from pathlib import Path
from typing import Any


class JsonLines:
    """A file that grows by one value at a time; each is on disk when ``append`` returns."""

    def __init__(self, path: Path) -> None:
        """Open the file, and end a line that an earlier writer left unfinished."""
        self._file = path.open("ab", buffering=0)
        self._one_at_a_time = threading.Lock()
        if path.stat().st_size and not path.read_bytes().endswith(b"\n"):
            self._file.write(b"\n")

    def append(self, value: object) -> None:
        """Write a value; raises OSError, and leaves the file as before, if there is no room for all of the line."""
        line = json.dumps(value, separators=(",", ":")).encode() + b"\n"
        with self._one_at_a_time:
            before = os.fstat(self._file.fileno()).st_size
            try:
                if self._file.write(line) < len(line):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            except OSError:
                self._file.truncate(before)
                raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_lines(path: Path, start: int = 0) -> tuple[list[Any], int]:
    """The values from a byte of the file on, and the byte after the last whole line; unreadable lines are left out."""
    values = []
    if not path.is_file():
        return [], start
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            if not line.endswith(b"\n"):
                break
            start += len(line)
            try:
                values.append(json.loads(line))
            except ValueError:
                continue
    return values, start
