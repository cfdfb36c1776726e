"""The words and options of `kuultu mails`."""

import argparse

from cli.command_groups import Command, Group
from cli.mails import commands
from kuultu.domain.mail.mail import MailState

STATES = [state.value for state in MailState]


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", choices=STATES, metavar="STATE", help="one state, as in docs/operations.md")
    parser.add_argument("--case", metavar="CASE", help="the emails about one case, in any state")


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mail", metavar="ID", help="the email's id, as the command list tells it")


def _resending(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mails", nargs="*", metavar="ID", help="the ids of emails")
    parser.add_argument("--state", choices=["needs_a_person", "released"], help="all emails in this state")
    parser.add_argument("--reason", metavar="CODE", help="of these, the ones with this reason")


MAILS = Group(
    "show emails that wait or did not arrive, and send them once more",
    {
        "list": Command(
            commands.show_all,
            "list the emails that have not left, with reason and next step; or those of a case or a state",
            "The emails could not be listed",
            _listing,
        ),
        "show": Command(
            commands.show,
            "show all that the ledger knows of an email",
            "The email could not be shown",
            _one,
        ),
        "resend": Command(
            commands.resend,
            "have emails sent once more, after the cause was mended",
            "Not all emails will be sent once more",
            _resending,
        ),
    },
)
