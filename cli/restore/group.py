"""The words and options of `kuultu restore`."""

import argparse

from cli.command_groups import Command
from cli.restore import commands


def _options(parser: argparse.ArgumentParser) -> None:
    origin = parser.add_mutually_exclusive_group(required=True)
    origin.add_argument("--at", metavar="MOMENT", help="the moment before the damage, as 2026-11-30T08:15:00+02:00")
    told = "take items from this table instead, for example one kept from a removed stack; NAME as in cases=…"
    origin.add_argument("--from", dest="source", action="append", metavar="NAME=TABLE", help=told)
    parser.add_argument("--overwrite", action="store_true", help="set back items that have changed since, too")
    parser.add_argument("--yes", action="store_true", help="restore without a question")


RESTORE = Command(
    commands.restore,
    "bring back lost items from an earlier moment or from other tables, and take up every open case",
    "Not everything was restored",
    _options,
)
