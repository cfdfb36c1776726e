"""The words and options of `kuultu units`."""

import argparse
from pathlib import Path

from cli.command_groups import Command, Group
from cli.units import commands


def _places(parser: argparse.ArgumentParser, least: str) -> None:
    parser.add_argument("units", nargs=least, metavar="UNIT", help="the unit's id")
    parser.add_argument("--survey", action="append", metavar="SURVEY", help="the survey's id; else all open surveys")


def _links(parser: argparse.ArgumentParser) -> None:
    _places(parser, "*")
    parser.add_argument("--renew", action="store_true", help="withdraw the links, and make new ones")
    parser.add_argument("--qr", type=Path, metavar="FOLDER", help="write a QR code (SVG) for each link there")


def _withdraw(parser: argparse.ArgumentParser) -> None:
    _places(parser, "+")


UNITS = Group(
    "show and withdraw the links of units",
    {
        "links": Command(
            commands.links,
            "show the links through which the staff of units enter what customers tell them",
            "Not all links could be shown",
            _links,
        ),
        "withdraw": Command(
            commands.withdraw,
            "withdraw such links, for example lost ones; the command links then makes new ones",
            "Not every link was withdrawn",
            _withdraw,
        ),
    },
)
