"""Actions through a link: one decision is recorded, the first."""

from dataclasses import dataclass, replace
from datetime import datetime

from kuultu.domain.cases.decision_rules import decision_in, may_act
from kuultu.domain.cases.decisions import Decision, Fields, Payload
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_form import TextChecks
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES
from kuultu.domain.reply_guide import quotes, remarks_on
from kuultu.errors import Decided, Gone, Invalid, KuultuError
from kuultu.services.cases.case_actions import act_on_case
from kuultu.services.cases.customer_actions import act_on_my_case
from kuultu.services.cases.task_flow import record_decision
from kuultu.services.dossiers import reloaded
from kuultu.services.email_address import email_flaw


@dataclass(frozen=True)
class Recorded:
    """The decision stands as sent, or the action on the case was carried out."""


@dataclass(frozen=True)
class NotRecorded:
    """The decision was not recorded; the view has the reason."""

    view: LinkView


CHECKS = TextChecks(email_flaw, lambda message: [(one.concern, one.found) for one in remarks_on(message, "")], quotes)

ActionResult = Recorded | NotRecorded


def act(view: LinkView, data: Fields, now: datetime) -> ActionResult:
    """Record the decision in the fields of a link's form; a second click on the same choice is Recorded too.

    Raises Gone for an action on a case that has moved on.
    """
    if view.problem:
        return NotRecorded(view)
    if view.task.decision:
        return _echo(view, data.get("choice"))
    try:
        decision = decision_in(data, view.task, view.dossier, CHECKS, now)
    except Invalid as flawed:
        return NotRecorded(replace(view, problem=flawed, filled=data))
    if view.task.kind in PAGES:
        return _on_page(view, decision, now)
    recorded = record_decision(view.dossier, view.task, decision, now)
    return Recorded() if recorded else _overtaken(view, data, now)


def _on_page(view: LinkView, decision: Decision[Payload], now: datetime) -> ActionResult:
    act_on_page = act_on_my_case if view.task.kind is TaskKind.MY_CASE else act_on_case
    try:
        act_on_page(view.dossier, decision, now)
    except Decided as overtaken:
        return NotRecorded(replace(view, dossier=reloaded(view.dossier), problem=overtaken))
    return Recorded()


def _overtaken(view: LinkView, data: Fields, now: datetime) -> ActionResult:
    """The answer to a decision that comes a moment too late: for a decision or the end of the time, or for an enquiry.

    After an enquiry that has ended already, the decision is recorded after all.
    """
    dossier = reloaded(view.dossier)
    task = dossier.record.on_record(view.task)
    known = replace(view, dossier=dossier, task=task)
    if not task.open:
        return _echo(replace(known, problem=Gone(code="expired")), data.get("choice"))
    try:
        may_act(task, dossier.record, now)
    except KuultuError as obstacle:
        return NotRecorded(replace(known, problem=obstacle))
    return act(known, data, now)


def _echo(view: LinkView, choice: str | None) -> ActionResult:
    """The answer to a second click: the same choice is confirmed, for another the first decision is shown."""
    decision = view.task.decision
    if decision is None:
        return NotRecorded(view)
    return Recorded() if choice == decision.choice else NotRecorded(replace(view, problem=Decided()))
