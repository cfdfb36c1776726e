"""The words and options of `kuultu people`."""

import argparse
from pathlib import Path

from cli.command_groups import Command, Group
from cli.people import commands
from infra.toolchain import ROOT

FILE = ROOT / "people.toml"


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", default=FILE, help="else people.toml")


PEOPLE = Group(
    "check and publish people and units",
    {
        "check": Command(
            commands.check,
            "say what is wrong in the file of people and units, line by line; needs no AWS",
            "The file is not ready to be published",
            _file,
            offline=True,
        ),
        "publish": Command(
            commands.publish,
            "check the file and publish it; each change is a new version",
            "The people were not published",
            _file,
            after_faults="Nothing was published.",
        ),
        "list": Command(
            commands.show,
            "list the published people, what they are in which unit, who is away and who stands in",
            "The people could not be listed",
        ),
    },
)
