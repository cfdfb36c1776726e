"""An open task on somebody's desk, with its link: made directly, so that no test has to live a whole case."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.link_tokens import Link, hash_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES, entry_of
from kuultu.domain.responses.response import Contact, Context, Response
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.settings import settings
from kuultu.store import cases, links, responses, surveys, tasks
from tests.integration.history import AROUND_THE_CLOCK, asked_of, live_until

DAY = timedelta(days=1)
CUSTOMER = Contact(name="Aino Esimerkki", email="aino@example.com", phone="+358 40 000 0000")
YOUNG = {TaskKind.TRIAGE, TaskKind.END_REFLECTION, TaskKind.TELL_MORE, TaskKind.STATEMENT, TaskKind.RETURN_PRODUCT}
"""What is asked while there is still time to think; the rest later, the follow-up after a week more."""

DESKS = [kind for kind in TaskKind if kind not in {TaskKind.FIND_OUT, *PAGES}]
"""Every kind that has a page; those of the case, for which no task is stored, are tested for themselves."""

GOOD: dict[TaskKind, dict[str, str]] = {
    TaskKind.TRIAGE: {"choice": "handle", "reason": "Selvä asia."},
    TaskKind.END_REFLECTION: {"choice": "end", "reason": "Lapsen terveys on vaarassa."},
    TaskKind.TELL_MORE: {"choice": "answer", "details": "Kannen reunassa.", "bought_at": "Turku", "wish": "refund"},
    TaskKind.STATEMENT: {"choice": "answer", "statement": "Laatikko oli jo märkä."},
    TaskKind.RETURN_PRODUCT: {"choice": "sent", "tracking": "JJFI 1234"},
    TaskKind.INSPECT: {"choice": "fault_found", "finding": "Kahva oli irti."},
    TaskKind.CONCLUDE: {"choice": "ours", "facts": "Laatikko putosi.", "root_cause": "delivery"},
    TaskKind.CONFIRM_READ: {"choice": "read", "comment": "Kiitos, otetaan opiksi."},
    TaskKind.PROPOSE_REMEDY: {"choice": "offer", "remedies": "replacement", "amount": "49,90", "reason": "Reilua."},
    TaskKind.APPROVE_REMEDY: {"choice": "approve", "reason": "Näin on oikein."},
    TaskKind.REPLY: {"choice": "send", "message": "Kiitos ja anteeksi. Uusi paketti lähti tänään."},
    TaskKind.CHOOSE_REMEDY: {"choice": "none_of_these", "wish": "Haluaisin lahjakortin."},
    TaskKind.DELIVER_REMEDY: {"choice": "delivered", "delivery_reference": "Palautus 1234"},
    TaskKind.FOLLOW_UP: {"choice": "partly", "score": "3", "ease": "4", "comment": "Vielä kesken."},
    TaskKind.CALL: {"choice": "reached", "said": "Pahoittelin.", "agreed": "Uusi tulee.", "remedy": "replacement"},
}
"""What may be posted for each kind."""

OTHER = {
    TaskKind.TRIAGE: "not_a_complaint",
    TaskKind.END_REFLECTION: "go_on",
    TaskKind.TELL_MORE: "decline",
    TaskKind.STATEMENT: "decline",
    TaskKind.RETURN_PRODUCT: "keep",
    TaskKind.INSPECT: "no_fault",
    TaskKind.CONCLUDE: "none",
    TaskKind.CONFIRM_READ: "unread",
    TaskKind.PROPOSE_REMEDY: "nothing",
    TaskKind.APPROVE_REMEDY: "reject",
    TaskKind.REPLY: "wait",
    TaskKind.CHOOSE_REMEDY: "refund",
    TaskKind.DELIVER_REMEDY: "impossible",
    TaskKind.FOLLOW_UP: "solved",
    TaskKind.CALL: "not_reached",
}
"""Another choice than the good one."""


@dataclass(frozen=True)
class Desk:
    """A task, and the token of a link to it."""

    kind: TaskKind
    case_id: str
    token: str
    name: str = ""

    @property
    def good(self) -> dict[str, str]:
        """What may be posted."""
        return GOOD[self.kind]

    @property
    def record(self) -> CaseRecord:
        """The case as it is on record."""
        record = cases.load(self.case_id)
        assert record
        return record

    @property
    def task(self) -> Task:
        """The task as it is on record."""
        task = self.record.task(self.kind, 1, self.name)
        assert task
        return task

    @property
    def choice(self) -> str | None:
        """What is recorded, if anything is."""
        return self.task.decision.choice if self.task.decision else None


def desk(
    kind: TaskKind,
    *,
    contact: Contact = CUSTOMER,
    age: timedelta | None = None,
    callback: str = "",
    **response: Any,  # noqa: ANN401 - any field
) -> Desk:
    """Put an open task of this kind on somebody's desk; the case is `age` old; calls have no mail address."""
    now = datetime.now(UTC)
    contact = replace(contact, email="") if kind is TaskKind.CALL and contact is CUSTOMER else contact
    began = now - (_age(kind) if age is None else age)
    given = _response(contact, began, response)
    responses.keep(given, began)
    survey = surveys.survey_version(given.survey_id, given.survey_version)
    opened = rules.new_case(given, survey, settings().clocks, AROUND_THE_CLOCK, began)
    case = replace(opened, acknowledged=True)
    cases.add(case, now + DAY)
    task = asked_of(kind, live_until(kind, case, now), now)
    tasks.add(task)
    tasks.wait_with(task, callback, kind)
    recipient = given.contact.email if entry_of(kind).for_customer else task.assignee.email
    return Desk(kind, case.id, link_to(task, recipient), task.name)


def _age(kind: TaskKind) -> timedelta:
    if kind is TaskKind.FOLLOW_UP:
        return 9 * DAY
    return timedelta(hours=1) if kind in YOUNG else 2 * DAY


def _response(contact: Contact, at: datetime, changes: dict[str, Any]) -> Response:
    survey = survey_in_use("after-purchase", at)
    usual = Response(
        id=secrets.token_hex(13),
        survey_id=survey.id,
        survey_version=survey.version,
        language="fi",
        answers={"nps": 3, "why": "Paketti oli rikki."},
        contact=contact,
        context=Context(unit="helsinki", reference="order-1001"),
        verdict="negative",
        received_at=at,
    )
    return replace(usual, **changes)


def case_link(desk: Desk, recipient: str) -> str:
    """A new token for the page of a case."""
    token = secrets.token_urlsafe(32)
    links.add(Link(hash_of(token), desk.case_id, 1, TaskKind.CASE, recipient, datetime.now(UTC)))
    return token


def link_to(task: Task, recipient: str, made_at: datetime | None = None) -> str:
    """A new token for this task."""
    token = secrets.token_urlsafe(32)
    made = made_at or datetime.now(UTC)
    links.add(Link(hash_of(token), task.case_id, task.round, task.kind, recipient, made, task.name))
    return token
