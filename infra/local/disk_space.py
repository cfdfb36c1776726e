"""Room on the disk of the local run's data."""

import shutil
from pathlib import Path

BYTES_TO_WORK = 16 * 1024 * 1024
"""The room that is kept for the state, the mails and the log."""


def is_full(folder: Path) -> bool:
    """True if the folder's disk holds less than 16 MiB of free space."""
    return shutil.disk_usage(folder).free < BYTES_TO_WORK
