"""The question before a command changes much."""

import sys

from cli.command_groups import Failure


def confirm(question: str, yes: bool) -> None:
    """Return if `yes` was given on the command line, or a person answers with yes; raises Failure otherwise.

    Nobody can answer where there is no terminal.
    """
    if yes:
        return
    if sys.stdin.isatty():
        print(f"{question} Answer yes or no: ", end="", flush=True, file=sys.stderr)
        if sys.stdin.readline().strip().lower() == "yes":
            return
    raise Failure("Nothing was changed. Give the command again with --yes, or answer with “yes”.")
