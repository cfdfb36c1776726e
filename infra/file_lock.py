"""A lock between processes that make the same files, such as tests that run in parallel."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from infra.toolchain import BUILD


@contextmanager
def exclusive(work: str) -> Iterator[None]:
    """Hold this checkout's lock on a kind of work; waits until no other process holds the lock."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"{work}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
