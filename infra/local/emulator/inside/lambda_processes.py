"""The processes of the emulator's Lambdas: a few for each function, with code that is unpacked once."""

import hashlib
import os
import threading
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

MOST = max(4, os.cpu_count() or 1)
"""Processes of one function; a burst of cold starts is slower than waiting for a process that runs already."""

LEAST_SECONDS = 35
"""The shortest time limit of a Lambda here: a busy machine is slower than AWS, and the visitor waits 40."""

SECONDS_TO_FINISH = 10.0
LOOK_EVERY = 0.01

_ended = threading.Event()


def take_over() -> None:
    """Bound the emulator's processes, and share their code; to be called before the emulator starts."""
    from ministack.core import lambda_runtime  # type: ignore[import-not-found]
    from ministack.services import lambda_svc  # type: ignore[import-not-found]

    lambda_svc.acquire_worker = waiting_for_a_process(lambda_runtime.acquire_worker)
    lambda_runtime.zipfile = SimpleNamespace(
        ZipFile=SharedCode, BadZipFile=zipfile.BadZipFile, LargeFileError=zipfile.LargeZipFile
    )


def finish_calls() -> None:
    """Let no further call of a Lambda begin, and give calls under way ten seconds to end."""
    from ministack.core import lambda_runtime

    _ended.set()
    deadline = time.monotonic() + SECONDS_TO_FINISH
    while lambda_runtime.workers_in_use() and time.monotonic() < deadline:
        time.sleep(LOOK_EVERY)


def waiting_for_a_process(acquire: Callable[..., Any]) -> Callable[..., Any]:
    """The emulator's function that takes a process for a call, waiting while all are busy.

    No Lambda here waits for another Lambda, so that a wait always ends. A call has at least ``LEAST_SECONDS``.
    """

    def acquire_or_wait(name: str, config: Mapping[str, Any], *code: Any, **qualifier: Any) -> Any:  # noqa: ANN401 - the emulator's own types
        unhurried = {**config, "Timeout": max(config["Timeout"], LEAST_SECONDS)}
        while True:
            if not _ended.is_set():
                process, how = acquire(name, unhurried, *code, **qualifier, max_concurrency=MOST)
                if process:
                    return process, how
            time.sleep(LOOK_EVERY)

    return acquire_or_wait


class SharedCode(zipfile.ZipFile):
    """A Lambda's code, unpacked once for all its processes; the copy of the archive is deleted."""

    def extractall(self, path: Any = None, *_: Any, **__: Any) -> None:  # noqa: ANN401 - as in the base class
        """Make ``path`` a link to the unpacked code."""
        folder, archive = Path(path), Path(str(self.filename))
        shared = folder.parents[1] / f"code-{hashlib.sha256(archive.read_bytes()).hexdigest()[:16]}"
        with _unpacking:
            if not shared.is_dir():
                unfinished = shared.with_suffix(".unfinished")
                super().extractall(unfinished)
                unfinished.rename(shared)
        folder.rmdir()
        folder.symlink_to(shared)
        archive.unlink()


_unpacking = threading.Lock()
