"""Telling a story in a terminal: short lines with the seconds since the beginning; colours in terminals only."""

import os
import sys
import textwrap
import time

WIDTH = 100
MARGIN = " " * 10
BOLD, DIM, PLAIN = "1", "2", ""


class Telling:
    """Prints the events of a story as they happen."""

    def __init__(self) -> None:
        """Start the clock."""
        self._began = time.monotonic()
        self._coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        self._chapters = 0

    def chapter(self, title: str) -> None:
        """Begin the next part of the story, with its number and title."""
        self._chapters += 1
        print(flush=True)
        self._print(f"{self._chapters}. {title}", BOLD)

    def happens(self, text: str) -> None:
        """Print an event, with the seconds since the beginning."""
        stamp = f"{time.monotonic() - self._began:6.1f} s  "
        self._print(self._filled(text, stamp, MARGIN))

    def aside(self, text: str) -> None:
        """Print a remark about an event."""
        self._print(self._filled(text, MARGIN, MARGIN))

    def words(self, text: str) -> None:
        """Print a person's words."""
        for line in text.splitlines():
            self._print(self._filled(line, f"{MARGIN}| ", f"{MARGIN}| "), DIM)

    def address(self, name: str, url: str) -> None:
        """Print an address to look at, never broken into two lines."""
        self._print(f"{MARGIN}{name + ':':<28}{url}")

    def _filled(self, text: str, first: str, then: str) -> str:
        return textwrap.fill(
            text, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
        )

    def _print(self, text: str, style: str = PLAIN) -> None:
        print(f"\033[{style}m{text}\033[0m" if style and self._coloured else text, flush=True)
