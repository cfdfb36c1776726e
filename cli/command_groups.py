"""The groups of commands: words, options and help of each; a command yields lines for people and facts for programs."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cli.stack_connection import add_options
from infra.toolchain import say


class Line(NamedTuple):
    """A line for people, and its facts for programs (`--json`); None for a line of progress."""

    text: str
    facts: Mapping[str, Any] | None = None


Act = Callable[[argparse.Namespace], Iterable[Line]]
AddOptions = Callable[[argparse.ArgumentParser], None]


class Failure(Exception):
    """A failure of a command; the message is a sentence with the next step. The exit code is 1."""


def no_options(parser: argparse.ArgumentParser) -> None:
    """The options of a command that has none of its own."""


@dataclass(frozen=True)
class Command:
    """A command: its function, its help, and the beginning of the sentence about its failure.

    `offline` is true for a command that asks no stack; `after_faults` is the sentence after the faults of a file.
    """

    act: Act
    help: str
    failed: str
    options: AddOptions = no_options
    offline: bool = False
    after_faults: str = ""


@dataclass(frozen=True)
class Group:
    """Commands about one subject, by their words."""

    help: str
    commands: Mapping[str, Command]


def add_group(groups: Any, name: str, group: Group) -> None:  # noqa: ANN401 - argparse's own class is private
    """Add a group with its commands to the command line."""
    parser = groups.add_parser(name, help=group.help, description=f"{group.help.capitalize()}.")
    words = parser.add_subparsers(dest="word", required=True, metavar="|".join(group.commands))
    for word, command in group.commands.items():
        add_command(words, word, command)


def add_command(words: Any, word: str, command: Command) -> None:  # noqa: ANN401
    """Add a command with its own options, those of the stack, and `--json`."""
    parser = words.add_parser(word, help=command.help, description=f"{command.help.capitalize()}.")
    parser.set_defaults(command=command)
    command.options(parser)
    if not command.offline:
        add_options(parser)
    parser.add_argument("--json", action="store_true", help="print the facts as JSON, for programs")


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of a table as lines, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def carry_out(asked: argparse.Namespace) -> None:
    """Carry out a command: print its lines as they come, or with `--json` its facts as a list at the end."""
    lines: Iterator[Line] = iter(asked.command.act(asked))
    if not asked.json:
        for line in lines:
            say(line.text)
        return
    facts: list[Mapping[str, Any]] = []
    try:
        for line in lines:
            if line.facts is None:
                print(line.text, file=sys.stderr, flush=True)
            else:
                facts.append(line.facts)
    finally:
        say(json.dumps(facts, ensure_ascii=False, indent=1, default=str))
