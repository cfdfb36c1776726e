"""The command ``kuultu``: exit code 0 for success, 1 for failure, with the reasons, 2 for a wrong command line."""

import argparse
import sys
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from cli.people import commands as people
from cli.queues import commands as queues
from cli.stack_connection import add_options
from cli.surveys import commands as surveys
from cli.surveys.survey_files import SURVEYS, InvalidSurveys
from cli.units import commands as units
from infra.toolchain import ROOT
from kuultu.errors import KuultuError
from kuultu.store.tables import StoreFailure

GROUPS = {"surveys": surveys.COMMANDS, "people": people.COMMANDS, "units": units.COMMANDS, "queues": queues.COMMANDS}
FAILED = {
    "publish": "The surveys were not published",
    "list": "The surveys could not be listed",
    "close": "Not everything was closed",
    "open": "Not everything was opened",
    "renew": "Not every key was renewed",
    "qr": "Nothing was written",
    "links": "Not all links could be shown",
    "withdraw": "Not every link was withdrawn",
    "drain": "Not everything was seen to",
}
HELP = {
    "check": "say what is wrong in survey files, line by line; needs no AWS",
    "publish": "check survey files and publish them; each change is a new version",
    "list": "list the published surveys",
    "close": "close surveys, so that nobody can answer them",
    "open": "open closed surveys again",
    "renew": "give surveys new keys, when somebody may know the old ones; staff links are withdrawn",
    "qr": "write a QR code (SVG) or a poster (HTML, A4) for a survey",
}
PEOPLE_HELP = {
    "check": "say what is wrong in the file of people and units, line by line; needs no AWS",
    "publish": "check the file and publish it; each change is a new version",
    "list": "list the published people, what they are in which unit, who is away and who stands in",
}
UNITS_HELP = {
    "links": "show the links through which the staff of units enter what customers tell them",
    "withdraw": "withdraw such links, for example lost ones; the command links then makes new ones",
}
QUEUES_HELP = {
    "list": "show how many messages wait in each failure queue",
    "drain": "see to what waits there: events of mails, missed sweeps, lost responses; what succeeds is deleted",
}
PEOPLE = ROOT / "people.toml"
FILES = "a survey (*.toml, *.json) or a folder of them; without any, all that are in surveys/"
ADVICE = "Check the stack's name, the region and the credentials."


def main(arguments: list[str]) -> int:
    """Carry out a command; the reasons of a failure are sentences on stderr."""
    asked = parser().parse_args(arguments)
    try:
        GROUPS[asked.group][asked.command](asked)
    except InvalidSurveys as faulty:
        print(*faulty.told, sep="\n", file=sys.stderr)
        if asked.command == "publish":
            print("Nothing was published.", file=sys.stderr)
        return 1
    except KuultuError as error:
        print(f"{_failed(asked)}: {error.detail} Please try again.", file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError, StoreFailure) as reason:
        print(f"{_failed(asked)}: {reason} {ADVICE}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands and options of ``kuultu``."""
    kuultu = argparse.ArgumentParser(prog="kuultu", description="Kuultu on the command line.")
    groups = kuultu.add_subparsers(dest="group", required=True, metavar="surveys|people|units|queues")
    _add_people(groups.add_parser("people", help="check and publish people and units", description="People and units."))
    _add_units(groups.add_parser("units", help="show and withdraw the links of units", description="Links of units."))
    _add_queues(groups.add_parser("queues", help="see to what could not be delivered", description="Failure queues."))
    group = groups.add_parser("surveys", help="check and publish surveys", description="Check and publish surveys.")
    words = group.add_subparsers(dest="command", required=True, metavar="|".join(HELP))
    said = {word: words.add_parser(word, help=text, description=text.capitalize() + ".") for word, text in HELP.items()}
    for word in ("check", "publish"):
        said[word].add_argument("files", nargs="*", type=Path, metavar="FILE", default=[SURVEYS], help=FILES)
    for word in ("close", "open", "renew"):
        said[word].add_argument("surveys", nargs="+", metavar="SURVEY", help="its id, or its file")
    _add_qr_options(said["qr"])
    for word in HELP.keys() - {"check"}:
        add_options(said[word])
    return kuultu


def _add_people(group: argparse.ArgumentParser) -> None:
    words = group.add_subparsers(dest="command", required=True, metavar="|".join(PEOPLE_HELP))
    for word, text in PEOPLE_HELP.items():
        said = words.add_parser(word, help=text, description=text.capitalize() + ".")
        if word != "list":
            said.add_argument("file", nargs="?", type=Path, metavar="FILE", default=PEOPLE, help="else people.toml")
        if word != "check":
            add_options(said)


def _add_units(group: argparse.ArgumentParser) -> None:
    words = group.add_subparsers(dest="command", required=True, metavar="|".join(UNITS_HELP))
    for word, text in UNITS_HELP.items():
        said = words.add_parser(word, help=text, description=text.capitalize() + ".")
        said.add_argument("units", nargs="*" if word == "links" else "+", metavar="UNIT", help="the unit's id")
        said.add_argument("--survey", action="append", metavar="SURVEY", help="the survey's id; else all open surveys")
        if word == "links":
            said.add_argument("--renew", action="store_true", help="withdraw the links, and make new ones")
            said.add_argument("--qr", type=Path, metavar="FOLDER", help="write a QR code (SVG) for each link there")
        add_options(said)


def _add_queues(group: argparse.ArgumentParser) -> None:
    words = group.add_subparsers(dest="command", required=True, metavar="|".join(QUEUES_HELP))
    for word, text in QUEUES_HELP.items():
        add_options(words.add_parser(word, help=text, description=text.capitalize() + "."))


def _failed(asked: argparse.Namespace) -> str:
    """The beginning of the sentence about a failure."""
    return FAILED[asked.command].replace("surveys", asked.group)


def _add_qr_options(qr: argparse.ArgumentParser) -> None:
    qr.add_argument("survey", metavar="SURVEY", help="its id when it is published, or its file")
    qr.add_argument("--unit", help="the unit that answers are about, by its id")
    qr.add_argument("--language", help="fi, sv or en; else that of the unit")
    qr.add_argument("--poster", action="store_true", help="a page to print on A4 instead of the bare code")
    qr.add_argument("--output", type=Path, metavar="FILE", help="where to write it; else SURVEY-UNIT-LANGUAGE.svg")
    qr.add_argument("--url", help="your PUBLIC_URL; else the stack is asked")


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
