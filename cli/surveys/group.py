"""The words and options of `kuultu surveys`."""

import argparse
from pathlib import Path

from cli.command_groups import Command, Group
from cli.surveys import commands
from cli.surveys.survey_files import SURVEYS as FOLDER

FILES = "a survey (*.toml, *.json) or a folder of them; without any, all that are in surveys/"


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", default=[FOLDER], help=FILES)


def _surveys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("surveys", nargs="+", metavar="SURVEY", help="its id, or its file")


def _qr(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("survey", metavar="SURVEY", help="its id when it is published, or its file")
    parser.add_argument("--unit", help="the unit that answers are about, by its id")
    parser.add_argument("--language", help="fi, sv or en; else that of the unit")
    parser.add_argument("--poster", action="store_true", help="a page to print on A4 instead of the bare code")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it; else SURVEY-UNIT-LANGUAGE.svg")
    parser.add_argument("--url", help="your PUBLIC_URL; else the stack is asked")


SURVEYS = Group(
    "check and publish surveys",
    {
        "check": Command(
            commands.check,
            "say what is wrong in survey files, line by line; needs no AWS",
            "The files are not ready to be published",
            _files,
            offline=True,
        ),
        "publish": Command(
            commands.publish,
            "check survey files and publish them; each change is a new version",
            "The surveys were not published",
            _files,
            after_faults="Nothing was published.",
        ),
        "list": Command(commands.show, "list the published surveys", "The surveys could not be listed"),
        "close": Command(
            commands.close, "close surveys, so that nobody can answer them", "Not everything was closed", _surveys
        ),
        "open": Command(commands.reopen, "open closed surveys again", "Not everything was opened", _surveys),
        "renew": Command(
            commands.renew,
            "give surveys new keys, when somebody may know the old ones; staff links are withdrawn",
            "Not every key was renewed",
            _surveys,
        ),
        "qr": Command(
            commands.qr, "write a QR code (SVG) or a poster (HTML, A4) for a survey", "Nothing was written", _qr
        ),
    },
)
