"""``make demo``: plays a day of two shops against a running Kuultu, or a Kuultu of its own, and tells it as a story."""

import argparse
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local import ports
from infra.local.__main__ import port, stop_starting
from infra.local.client.browser import ask
from infra.local.client.journeys import DidNotHappen
from infra.local.demo.day import play_day
from infra.local.demo.printing import Telling
from infra.local.errors import CannotRun
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import BUILD, Unprepared, say

DATA = BUILD / "demo"
DAY_SECONDS = 20.0
SPANS = {"reflection_days": 0.5, "follow_up_days": 0.6, "answer_days": 1.0}
"""The demo's own clock: a day that leaves people time to act, and waits of a few seconds."""


def main(arguments: list[str]) -> int:
    """Play the stories; after a failure, the exit code is 1 and a sentence on stderr gives the reason."""
    asked = options().parse_args(arguments)
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, stop_starting)
    try:
        with kuultu_at(asked.url, asked.port) as (url, own):
            play(url)
            if own:
                stay(DATA)
    except (CannotRun, Unprepared, DidNotHappen, OSError) as reason:
        print(f"The demo could not go on: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def options() -> argparse.ArgumentParser:
    """The options of ``make demo``."""
    parser = argparse.ArgumentParser(prog="make demo", description="Play a day of two shops, told as a story.")
    parser.add_argument("--port", type=port, default=8000, help="of the Kuultu to play against, or to start")
    parser.add_argument("--url", help="the address of a running Kuultu, instead of a port")
    return parser


@contextmanager
def kuultu_at(wanted: str | None, port_: int) -> Iterator[tuple[str, bool]]:
    """The address of a running Kuultu, and True if the demo started it for itself. Raises CannotRun."""
    url = wanted or f"http://{ports.LOOPBACK}:{port_}"
    if answers(url):
        say(f"A Kuultu is running: the demo plays against {url}")
        yield url, False
    elif wanted:
        raise CannotRun(f"No Kuultu answers at {url}: start one with make run, or leave the address out.")
    else:
        say("No Kuultu is running: the demo starts one of its own, with no data yet")
        shutil.rmtree(DATA, ignore_errors=True)
        with LocalKuultu(DATA, port_, DAY_SECONDS, False, None, False, **SPANS) as kuultu:
            thinking, week = (SPANS[name] * DAY_SECONDS for name in ("reflection_days", "follow_up_days"))
            say(f"Its clock is fast: the time to think lasts {thinking:.0f} s, and the week afterwards {week:.0f} s")
            yield kuultu.url, True


def answers(url: str) -> bool:
    """True if a Kuultu with a mailbox runs at an address."""
    try:
        return isinstance(ask(f"{url}/_local/mails").json, list)
    except (OSError, ValueError):
        return False


def play(url: str) -> None:
    """Play the stories of the day, and print the addresses to look at; raises DidNotHappen."""
    telling = Telling()
    case_page = play_day(url, telling)
    telling.chapter("Look at it yourself")
    telling.address("All the mails", f"{url}/_local/mailbox")
    telling.address("Mari's page of Emma's case", case_page)
    telling.address("The shop", f"{url}/")


def stay(data: Path) -> None:
    """Keep the demo's own Kuultu running until Ctrl-C; without a terminal, end at once."""
    if not sys.stdin.isatty():
        say("This Kuultu ends with the stories; in a terminal it stays until Ctrl-C.")
        return
    told_to_stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: told_to_stop.set())
    say(f"This Kuultu stays until Ctrl-C; its data are in {data}.")
    told_to_stop.wait()


if __name__ == "__main__":
    os.environ.pop("AWS_PROFILE", None)
    sys.exit(main(sys.argv[1:]))
