"""A Chromium to drive: an installed one, else Playwright's own, fetched into the checkout."""

import os
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import Browser, Error, Playwright

from infra.environment import BUILD

INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOADED = str(BUILD / "browsers")
ARGUMENTS = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
"""Chromium refuses to run as root with its sandbox."""

NONE = (
    "The browser tests found no Chromium and could not download one: install it (on Debian: apt install chromium),"
    " or check the network connection and run the same command again."
)


def launched(playwright: Playwright) -> Browser:
    """Start Chromium; if there is none and none can be had, the test fails and says what to do."""
    found = next((path for name in INSTALLED if (path := shutil.which(name))), None)
    try:
        return playwright.chromium.launch(executable_path=found or downloaded(playwright), args=ARGUMENTS)
    except (Error, OSError, subprocess.SubprocessError) as reason:
        pytest.fail(f"{NONE} ({str(reason).splitlines()[0]})", pytrace=False)


def downloaded(playwright: Playwright) -> str:
    """Where Playwright's own Chromium is, downloaded if need be."""
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = DOWNLOADED
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    asked = [
        sys.executable,
        "-c",
        "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)",
    ]
    return subprocess.run(asked, check=True, capture_output=True, text=True, timeout=60).stdout.strip()
