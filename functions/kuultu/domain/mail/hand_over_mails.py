"""The mails after a hand-over: to the new owner, the former owner and the manager."""

from dataclasses import dataclass

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.people import Person

NEW_OWNER, FORMER_OWNER, MANAGER = "", "former", "manager"
"""The readers of the mails after a hand-over, by the name of the mail."""


@dataclass(frozen=True)
class HandOverTold:
    """A hand-over as the reader of a mail is told of it; no `by`: time ran out, or the former owner left."""

    event: HandedOver
    reader: Person
    former: Person
    by: Person | None
    to_new_owner: bool


def hand_overs(case: Case) -> list[HandedOver]:
    """The hand-overs of a case whose former owner is on record, oldest first; an earlier release kept no address."""
    return [event for event in case.events if isinstance(event, HandedOver) and event.former]


def hand_over_mails(case: Case) -> list[Mail]:
    """The mails after the latest hand-over, one to each; not to people who left, or who get an escalation instead."""
    handed = hand_overs(case)
    if not handed:
        return []
    unwritten = {HandOverReason.UNDONE: NEW_OWNER, HandOverReason.LEFT: FORMER_OWNER}.get(handed[-1].reason)
    addresses = {NEW_OWNER: case.owner.email, FORMER_OWNER: handed[-1].former, MANAGER: case.manager.email}
    readers = list({address.lower(): name for name, address in reversed(addresses.items())}.values())
    return [
        Mail(case.id, case.round, MailKind.YOURS, TaskKind.CASE, len(handed), name)
        for name in reversed(readers)
        if name != unwritten
    ]


def hand_over_told(mail: Mail, dossier: Dossier) -> HandOverTold | None:
    """The hand-over that a mail tells of; None for a mail about something else."""
    if mail.kind is not MailKind.YOURS:
        return None
    event = hand_overs(dossier.case)[mail.number - 1]
    former = dossier.person_at(event.former)
    people = {NEW_OWNER: dossier.case.owner, FORMER_OWNER: former, MANAGER: dossier.case.manager}
    by = dossier.person_at(event.by) if event.by else None
    return HandOverTold(event, people[mail.name], former, by, mail.name == NEW_OWNER)


def is_overtaken(mail: Mail, case: Case) -> bool:
    """True if a mail tells of a hand-over that a later one has overtaken."""
    return mail.kind is MailKind.YOURS and mail.number < len(hand_overs(case))
