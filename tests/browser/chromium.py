"""A Chromium to drive: an installed one, else Debian's package (as root), else Playwright's own download."""

import os
import shutil
import subprocess
import sys
from functools import cache

import pytest
from playwright.sync_api import Browser, Error, Playwright

from infra.file_lock import exclusive
from infra.toolchain import BUILD

SHELL = "chromium-headless-shell"
"""Chromium without its windows: the same engine, for a third of the processor's time. Package and program."""

INSTALLED = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DOWNLOADED = str(BUILD / "browsers")
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0
ARGUMENTS = ["--disable-gpu", "--disable-quic", "--disable-background-networking", *(["--no-sandbox"] * ROOT_USER)]
"""Nothing but our own pages is fetched; Chromium refuses to run as root with its sandbox."""

LAST_GREEN = "Chromium 156.0.8078.108, sans-serif in DejaVu Sans"
"""The browser and typeface with which all tests of this folder were last seen to pass; change it with the next ones."""

NONE = (
    f"The browser tests found no Chromium and could not download one: install it (on Debian: apt install {SHELL}),"
    " or check the network connection and run the same command again."
)


def launched(playwright: Playwright) -> Browser:
    """Start Chromium; if there is none and none can be had, the test fails and says what to do."""
    try:
        with exclusive("chromium"):
            path = installed() or packaged() or downloaded()
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    except (Error, OSError, subprocess.SubprocessError) as reason:
        pytest.fail(f"{NONE} ({str(reason).splitlines()[0]})", pytrace=False)


def compared() -> str:
    """The browser and the typeface of this machine, beside those with which the tests were last seen to pass."""
    return f"here: {here()}\nlast seen green: {LAST_GREEN}"


@cache
def here() -> str:
    """The browser and the typeface of this machine: a change of either may move what a test measures."""
    path = installed()
    browser = said(path, "--version").split(" built")[0] if path else "Playwright's own Chromium"
    typeface = said(shutil.which("fc-match"), "--format=%{family[0]}", "sans-serif")
    return f"{browser}, sans-serif in {typeface or 'an unknown typeface'}"


def said(*command: str | None) -> str:
    """The output of a command; nothing where there is no such command."""
    words = [word for word in command if word]
    if len(words) < len(command):
        return ""
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60).stdout.strip()


def installed() -> str | None:
    """The Chromium that this machine has."""
    return next((path for name in INSTALLED if (path := shutil.which(name))), None)


def packaged() -> str | None:
    """Debian's package, installed now if we may; None on other systems, for other users, and without a network."""
    apt = shutil.which("apt-get")
    if not apt or not ROOT_USER:
        return None
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", SHELL]):
        subprocess.run([apt, "-qq", *command], env=quiet, check=False, capture_output=True, timeout=600)
    return installed()


def downloaded() -> str:
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
