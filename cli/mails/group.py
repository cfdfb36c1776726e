"""The words and options of `kuultu mails`."""

import argparse

from cli.command_groups import Command, Group
from cli.mails import commands
from kuultu.domain.mail.mail import MailState

STATES = [state.value for state in MailState]


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", choices=STATES, metavar="STATE", help="one state, as in docs/operations.md")
    parser.add_argument("--case", metavar="CASE", help="the mails about one case, in any state")


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mail", metavar="ID", help="the mail's id, as the command list tells it")


def _resending(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mails", nargs="*", metavar="ID", help="the ids of mails")
    parser.add_argument("--state", choices=["needs_a_person", "released"], help="all mails in this state")
    parser.add_argument("--reason", metavar="CODE", help="of these, the ones with this reason")


MAILS = Group(
    "show mails that wait or did not arrive, and send them once more",
    {
        "list": Command(
            commands.show_all,
            "list the mails that have not left, with reason and next step; or those of a case or a state",
            "The mails could not be listed",
            _listing,
        ),
        "show": Command(
            commands.show,
            "show all that the ledger knows of a mail",
            "The mail could not be shown",
            _one,
        ),
        "resend": Command(
            commands.resend,
            "have mails sent once more, after the cause was mended",
            "Not all mails will be sent once more",
            _resending,
        ),
    },
)
