"""The pace of this machine, for tests that live by a fast clock: their days get longer where all takes longer."""

import subprocess
import sys
import time
from functools import cache

EXPECTED = 1.0
"""Seconds that a process needs to import what a Lambda and the emulator import, where the clocks were set."""

ROUNDS = 3
"""Measurements, of which the longest counts: other tests come and go beside these."""

SLOWEST = 5.0
"""A machine still slower is told by the tests that fail on it, not by an endless run."""

IMPORTS = "import boto3, pynamodb.models, moto.core, jinja2"


@cache
def pace() -> float:
    """How many times slower this machine is now than where the clocks were set; from 1 to SLOWEST."""
    longest = max(_seconds() for _ in range(ROUNDS))
    return min(max(1.0, longest / EXPECTED), SLOWEST)


def _seconds() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True)
    return time.perf_counter() - started
