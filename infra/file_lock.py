"""One process at a time, when several make the same things (tests run side by side)."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from infra.toolchain import BUILD


@contextmanager
def exclusive(work: str) -> Iterator[None]:
    """Wait until no other process of this checkout is at this work, and keep them out meanwhile."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f"{work}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
