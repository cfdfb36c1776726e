"""The command ``kuultu``: exit code 0 for success, 1 for failure, with the reasons, 2 for a wrong command line."""

import argparse
import sys
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from cli.stack_connection import add_options
from cli.surveys.commands import COMMANDS
from cli.surveys.survey_files import SURVEYS, InvalidSurveys
from kuultu.errors import KuultuError
from kuultu.store.tables import StoreFailure

FAILED = {
    "publish": "The surveys were not published",
    "list": "The surveys could not be listed",
    "close": "Not everything was closed",
    "open": "Not everything was opened",
    "qr": "Nothing was written",
}
HELP = {
    "check": "say what is wrong in survey files, line by line; needs no AWS",
    "publish": "check survey files and publish them; each change is a new version",
    "list": "list the published surveys",
    "close": "close surveys, so that nobody can answer them",
    "open": "open closed surveys again",
    "qr": "write a QR code (SVG) or a poster (HTML, A4) for a survey",
}
FILES = "a survey (*.toml, *.json) or a folder of them; without any, all that are in surveys/"
ADVICE = "Check the stack's name, the region and the credentials."


def main(arguments: list[str]) -> int:
    """Carry out a command; the reasons of a failure are sentences on stderr."""
    asked = parser().parse_args(arguments)
    try:
        COMMANDS[asked.command](asked)
    except InvalidSurveys as faulty:
        print(*faulty.told, sep="\n", file=sys.stderr)
        if asked.command == "publish":
            print("Nothing was published.", file=sys.stderr)
        return 1
    except KuultuError as error:
        print(f"{FAILED[asked.command]}: {error.detail} Please try again.", file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError, StoreFailure) as reason:
        print(f"{FAILED[asked.command]}: {reason} {ADVICE}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands and options of ``kuultu``."""
    kuultu = argparse.ArgumentParser(prog="kuultu", description="Kuultu on the command line.")
    groups = kuultu.add_subparsers(required=True, metavar="surveys")
    surveys = groups.add_parser("surveys", help="check and publish surveys", description="Check and publish surveys.")
    words = surveys.add_subparsers(dest="command", required=True, metavar="|".join(HELP))
    said = {word: words.add_parser(word, help=text, description=text.capitalize() + ".") for word, text in HELP.items()}
    for word in ("check", "publish"):
        said[word].add_argument("files", nargs="*", type=Path, metavar="FILE", default=[SURVEYS], help=FILES)
    for word in ("close", "open"):
        said[word].add_argument("surveys", nargs="+", metavar="SURVEY", help="its id, or its file")
    _add_qr_options(said["qr"])
    for word in HELP.keys() - {"check"}:
        add_options(said[word])
    return kuultu


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
