"""``make run``: starts Kuultu on this machine, prints its addresses, and waits until told to stop."""

import argparse
import errno
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from infra.local.errors import CannotRun
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import Unprepared, say

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NO_SAMPLE = "none"
SAMPLES = ("half-year", NO_SAMPLE)


def main(arguments: list[str]) -> int:
    """Run until told to stop; if that is impossible, one sentence on stderr gives the reason."""
    asked = options().parse_args(arguments)
    told_to_stop = threading.Event()
    when_told_to_stop(stop_starting)
    try:
        sample = asked.sample != NO_SAMPLE
        with LocalKuultu(asked.data, asked.port, asked.day_seconds, sample=sample) as kuultu:
            when_told_to_stop(lambda *_: told_to_stop.set())
            tell(kuultu)
            told_to_stop.wait()
    except (CannotRun, Unprepared) as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        print(f"The disk is full: free some space for {asked.data.resolve()}, and run it again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def options() -> argparse.ArgumentParser:
    """The options of ``make run``."""
    parser = argparse.ArgumentParser(prog="make run", description="Run Kuultu on this machine.")
    parser.add_argument("--port", type=port, default=8000, help="of the front door, on loopback only")
    parser.add_argument("--day-seconds", type=seconds, default=60.0, help="how long a day lasts; 86400 is real time")
    parser.add_argument("--data", type=Path, default=Path(".local"), help="where data are kept between runs")
    parser.add_argument("--sample", choices=SAMPLES, default=NO_SAMPLE, help="what an empty data folder is filled with")
    return parser


def port(text: str) -> int:
    """A TCP port, 1 to 65535."""
    number = int(text) if text.isdecimal() else 0
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return number


def seconds(text: str) -> float:
    """A day's length in seconds, above 0 and at most 86400."""
    try:
        length = float(text)
    except ValueError:
        length = 0.0
    if not 0 < length <= 86400:
        raise argparse.ArgumentTypeError(f"DAY_SECONDS must be above 0 and at most 86400, not {text!r}.")
    return length


def tell(kuultu: LocalKuultu) -> None:
    """Print the addresses of the local run; other programs wait for the last line."""
    say(f"Your own surveys: .venv/bin/kuultu surveys publish FILE --endpoint-url {kuultu.endpoint}")
    for (unit, survey), link in kuultu.staff_links.items():
        if survey == "visit":
            say(f"Complaints that staff hear, {unit}: {link}")
    say(f"Links for the other surveys: .venv/bin/kuultu units links --endpoint-url {kuultu.endpoint}")
    say(f"Console for staff: {kuultu.url}/console; the codes to sign in with come into the mailbox")
    say(f"Sample shop: {kuultu.url}/   Mailbox: {kuultu.url}/_local/mailbox   Stop: Ctrl-C")
    say(f"Kuultu is ready on {kuultu.url}")


def when_told_to_stop(act: Callable[..., None]) -> None:
    """Act on Ctrl-C and SIGTERM, and on SIGHUP unless ``nohup`` has the signal ignored."""
    signal.signal(signal.SIGINT, act)
    signal.signal(signal.SIGTERM, act)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, act)


def stop_starting(*_: object) -> None:
    """Give up a start under way; the parts that run already are ended on the way out."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    os.environ.pop("AWS_PROFILE", None)
    sys.exit(main(sys.argv[1:]))
