"""The commands of `kuultu mails`, a function each; unknown ids raise InvalidSurveys."""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from cli.command_groups import Failure, Line
from cli.mails.next_steps import next_step
from cli.stack_connection import connect
from cli.surveys.survey_files import InvalidSurveys
from kuultu.domain.mail.ledger_entry import OPEN_STATES, LedgerEntry
from kuultu.services.cases import mail_resending

EACH = 2_000
"""The number of mails after which the reading of the ledger says how far it is."""

Wanted = Callable[[LedgerEntry], bool]


def show_all(asked: argparse.Namespace) -> Iterator[Line]:
    """List mails, the longest waiting first: those of a state or a case, else those that have not left."""
    connect(asked)
    states = {asked.state} if asked.state else None if asked.case else OPEN_STATES
    found: list[LedgerEntry] = []
    yield from _read(found, lambda one: _is_of(one, asked.case) and (states is None or one.state in states))
    for entry in found:
        yield _line(entry)
    if not found:
        yield Line("No email waits for anything." if not (asked.state or asked.case) else "There is no such email.")


def show(asked: argparse.Namespace) -> Iterator[Line]:
    """Show all that the ledger knows of a mail; never an address."""
    connect(asked)
    facts = _facts(_named(asked.mail))
    yield Line("\n".join(f"{name}: {value}" for name, value in facts.items() if value not in {"", None}), facts)


def resend(asked: argparse.Namespace) -> Iterator[Line]:
    """Have mails sent by the next sweep: those named, or those of a state after the cause was mended."""
    connect(asked)
    if bool(asked.mails) == bool(asked.state):
        raise InvalidSurveys(["Say which emails: their ids, or --state needs_a_person or --state released."])
    found = [_named(mail_id) for mail_id in asked.mails]
    if asked.state:
        yield from _read(found, lambda one: one.state == asked.state and asked.reason in {None, one.reason})
    left = 0
    for number, entry in enumerate(found, 1):
        line, sent = _resent(entry, by_name=bool(asked.mails), place=f"{number}/{len(found)}")
        left += not sent
        yield line
    yield Line(f"Sent once more, with the next sweep: {len(found) - left}. Left as they are: {left}.")
    if left and asked.mails:
        raise Failure


def _resent(entry: LedgerEntry, *, by_name: bool, place: str) -> tuple[Line, bool]:
    """The line about a mail, and whether the next sweep sends it."""
    sent = (by_name or entry.is_one_of_many) and mail_resending.resend(entry, datetime.now(UTC))
    told = "leaves within a quarter of an hour." if sent else f"stays as it is. {next_step(entry)}"
    return Line(f"{place} {entry.mail.id}: {told}", {"id": entry.mail.id, "sent_again": sent}), sent


def _read(found: list[LedgerEntry], wanted: Wanted) -> Iterator[Line]:
    """Read the ledger into a list, the longest waiting first; gives a line of progress now and then."""
    for number, entry in enumerate(mail_resending.all_entries(), 1):
        if wanted(entry):
            found.append(entry)
        if number % EACH == 0:
            yield Line(f"Read {number} emails, found {len(found)} …")
    found.sort(key=lambda one: one.since)


def _is_of(entry: LedgerEntry, case_id: str | None) -> bool:
    return case_id in {None, entry.mail.case_id}


def _named(mail_id: str) -> LedgerEntry:
    entry = mail_resending.entry_of(mail_id)
    if entry is None:
        raise InvalidSurveys([f'There is no mail "{mail_id}" here. `kuultu mails list` tells the ids.'])
    return entry


def _facts(entry: LedgerEntry) -> dict[str, object]:
    return {
        "id": entry.mail.id,
        "state": entry.state.value,
        "kind": entry.mail.ledger_kind,
        "case": entry.mail.case_id,
        "since": entry.since,
        "attempts": entry.attempts,
        "reason": entry.reason,
        "next_look": entry.next_look,
        "next": next_step(entry),
    }


def _line(entry: LedgerEntry) -> Line:
    why = f" ({entry.reason})" if entry.reason else ""
    told = f"{entry.mail.id}: {entry.state.value}{why} since {entry.since:%Y-%m-%d %H:%M} UTC, "
    return Line(f"{told}attempts: {entry.attempts}. {next_step(entry)}", _facts(entry))
