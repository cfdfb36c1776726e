"""Actions through a link: one decision is recorded, the first."""

from dataclasses import dataclass, replace
from datetime import datetime

from kuultu.domain.cases.absence_view import AbsenceView
from kuultu.domain.cases.decision_rules import decision_in, may_act
from kuultu.domain.cases.decisions import Decision, Fields, Payload
from kuultu.domain.cases.link_tokens import hash_of, next_token
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_form import TextChecks
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES
from kuultu.domain.reply_guide import plainly_in_another, quotes, remarks_on
from kuultu.errors import Decided, Gone, Invalid, KuultuError
from kuultu.services.cases.absence_action import note_absence
from kuultu.services.cases.case_actions import act_on_case
from kuultu.services.cases.customer_actions import act_on_my_case
from kuultu.services.cases.draft_keeping import forget_draft, keep_draft
from kuultu.services.cases.task_flow import record_decision
from kuultu.services.dossiers import reloaded
from kuultu.services.email_address import email_flaw


@dataclass(frozen=True)
class Recorded:
    """The decision stands as sent, the action on the case was carried out, or what is typed is kept."""


@dataclass(frozen=True)
class NotRecorded:
    """The decision was not recorded; the view has the reason."""

    view: LinkView | AbsenceView


CHECKS = TextChecks(
    email_flaw,
    lambda message, language: [(one.concern, one.found) for one in remarks_on(message, language)],
    quotes,
    plainly_in_another,
)

SAVE = "save"
"""The name of the button that keeps what is typed."""

ActionResult = Recorded | NotRecorded


def act(view: LinkView | AbsenceView, data: Fields, now: datetime) -> ActionResult:
    """Record the decision in the fields of a link's form; a second click on the same choice is Recorded too.

    What cannot be recorded is kept as a draft, if something was chosen.
    """
    if isinstance(view, AbsenceView):
        flawed = note_absence(view, data, now)
        return NotRecorded(flawed) if flawed else Recorded()
    return _act_on_task(view, data, now)


def _act_on_task(view: LinkView, data: Fields, now: datetime) -> ActionResult:
    if view.problem:
        return NotRecorded(replace(view, filled=data))
    if view.task.decision:
        return _echo(replace(view, filled=data), data.get("choice"))
    if SAVE in data and keep_draft(view, data, now):
        return Recorded()
    try:
        decision = decision_in(data, view.task, view.dossier, CHECKS, now)
    except Invalid as flawed:
        if data.get("choice"):
            keep_draft(view, data, now)
        return NotRecorded(replace(view, problem=flawed, filled=data))
    if view.task.kind in PAGES:
        return _on_page(view, decision, data, now)
    next_link = hash_of(next_token(view.token)) if view.token else ""
    recorded = record_decision(view.dossier, view.task, decision, now, next_link)
    return Recorded() if recorded else _overtaken(view, data, now)


def _on_page(view: LinkView, decision: Decision[Payload], data: Fields, now: datetime) -> ActionResult:
    """The action on a page of the case; if the page was out of date, the case as it is now, with what was typed."""
    act_on_page = act_on_my_case if view.task.kind is TaskKind.MY_CASE else act_on_case
    try:
        act_on_page(view.dossier, decision, now)
    except (Decided, Gone) as overtaken:
        keep_draft(view, data, now)
        return NotRecorded(replace(view, dossier=reloaded(view.dossier), problem=overtaken, filled=data))
    forget_draft(view)
    return Recorded()


def _overtaken(view: LinkView, data: Fields, now: datetime) -> ActionResult:
    """The answer to a decision that comes a moment too late: for a decision or the end of the time, or for an enquiry.

    After an enquiry that has ended already, the decision is recorded after all.
    """
    dossier = reloaded(view.dossier)
    task = dossier.record.on_record(view.task)
    known = replace(view, dossier=dossier, task=task, filled=data)
    if not task.open:
        return _echo(replace(known, problem=Gone(code="expired")), data.get("choice"))
    try:
        may_act(task, dossier.record, now)
    except KuultuError as obstacle:
        return NotRecorded(replace(known, problem=obstacle))
    return _act_on_task(known, data, now)


def _echo(view: LinkView, choice: str | None) -> ActionResult:
    """The answer to a second click: the same choice is confirmed, for another the first decision is shown."""
    decision = view.task.decision
    if decision is None:
        return NotRecorded(view)
    return Recorded() if choice == decision.choice else NotRecorded(replace(view, problem=Decided()))
