"""The mails after a change of people: to the new owner, the former owner and the manager; to a new manager."""

from dataclasses import dataclass
from datetime import date, datetime

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import HandedOver, HandOverReason, ManagerChanged
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.people import Person

NEW_OWNER, FORMER_OWNER, MANAGER, NEW_MANAGER = "", "former", "manager", "new_manager"
"""The readers of the mails after a change of people, by the name of the mail."""

BY_ITSELF = {HandOverReason.LEFT, HandOverReason.ABSENT}
"""The reasons of hand-overs that happen to many cases in the same moment."""


@dataclass(frozen=True)
class HandOverTold:
    """A change of people as the reader of a mail is told of it; no `by`: nobody made it by hand.

    `former` is the former owner, or for the role NEW_MANAGER the former manager. The new owner stands in for `absent`
    (a name), who is away up to and including the day `until`. `passed_on`: the feedback went to another unit.
    """

    role: str
    event: HandedOver | ManagerChanged
    reader: Person
    former: Person
    by: Person | None = None
    reason: str = ""
    words: str = ""
    absent: str = ""
    until: date | None = None
    passed_on: bool = False

    @property
    def to_new_owner(self) -> bool:
        """True if the reader is the new owner."""
        return self.role == NEW_OWNER


def hand_overs(case: Case) -> list[HandedOver]:
    """The hand-overs of a case whose former owner is on record, oldest first; an earlier release kept no address."""
    return [event for event in case.events if isinstance(event, HandedOver) and event.former]


def changes_of_manager(case: Case) -> list[ManagerChanged]:
    """The changes of a case's manager, oldest first."""
    return [event for event in case.events if isinstance(event, ManagerChanged)]


def hand_over_mails(case: Case) -> list[Mail]:
    """The mails after the latest hand-over, one to each.

    Not to people who are not there; not to the new owner after a time-out, who gets an escalation; and not to a manager
    who is told in the same moment that they are the manager now.
    """
    handed = hand_overs(case)
    if not handed:
        return []
    reason = handed[-1].reason
    unread = FORMER_OWNER if reason in BY_ITSELF else NEW_OWNER if reason is HandOverReason.UNDONE else None
    unwritten = {unread, *([MANAGER] if _changed_manager(case, handed[-1].at) else [])}
    addresses = {NEW_OWNER: case.owner.email, FORMER_OWNER: handed[-1].former, MANAGER: case.manager.email}
    readers = list({address.lower(): name for name, address in reversed(addresses.items())}.values())
    return [
        Mail(case.id, case.round, MailKind.YOURS, TaskKind.CASE, len(handed), name)
        for name in reversed(readers)
        if name not in unwritten
    ]


def _changed_manager(case: Case, at: datetime) -> bool:
    """True if a mail tells the manager of a case that they became its manager at a moment."""
    return new_manager_mail(case) is not None and changes_of_manager(case)[-1].at == at


def new_manager_mail(case: Case) -> Mail | None:
    """The mail to the latest new manager of a case; None for its owner, and for somebody who was its manager before."""
    changes = changes_of_manager(case)
    known = [case.owner.email, *(event.former for event in changes)]
    if not changes or any(map(case.manager.has, known)):
        return None
    return Mail(case.id, case.round, MailKind.YOURS, TaskKind.CASE, len(changes), NEW_MANAGER)


def hand_over_told(mail: Mail, dossier: Dossier) -> HandOverTold | None:
    """The change of people that a mail tells of; None for a mail about something else."""
    if mail.kind is not MailKind.YOURS:
        return None
    if mail.name == NEW_MANAGER:
        changed = changes_of_manager(dossier.case)[mail.number - 1]
        former = Person(changed.former_name, changed.former)
        return HandOverTold(mail.name, changed, dossier.case.manager, former, until=changed.until)
    event = hand_overs(dossier.case)[mail.number - 1]
    former = Person(event.former_name or dossier.person_at(event.former).name, event.former)
    people = {NEW_OWNER: dossier.case.owner, FORMER_OWNER: former, MANAGER: dossier.case.manager}
    by = dossier.person_at(event.by) if event.by else None
    told = (event.reason.value, event.words, event.absent, event.until, bool(event.unit))
    return HandOverTold(mail.name, event, people[mail.name], former, by, *told)


def is_overtaken(mail: Mail, case: Case) -> bool:
    """True if a mail tells of a change of people that a later one has overtaken."""
    changes = changes_of_manager(case) if mail.name == NEW_MANAGER else hand_overs(case)
    return mail.kind is MailKind.YOURS and mail.number < len(changes)


def comes_by_itself(mail: Mail, case: Case) -> bool:
    """True if a mail tells of a change of people that nobody made by hand, and that many cases may share."""
    if mail.kind is not MailKind.YOURS:
        return False
    return mail.name == NEW_MANAGER or hand_overs(case)[mail.number - 1].reason in BY_ITSELF
