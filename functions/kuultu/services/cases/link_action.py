"""Acting through a link: it records one decision, the first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.decision_rules import Attempt, judged
from kuultu.domain.cases.dossier import LinkView
from kuultu.domain.cases.task import Decision, TaskKind
from kuultu.domain.cases.task_forms import filled_in
from kuultu.errors import Decided, Gone, Invalid
from kuultu.services.cases.case_actions import act_on_case
from kuultu.services.cases.link_view import look
from kuultu.services.cases.task_flow import record
from kuultu.services.dossiers import reloaded
from kuultu.services.email_address import email_flaw
from kuultu.web.form_body import form_from
from kuultu.web.same_origin import refuse_other_sites


def act(address: str, body: bytes, headers: Mapping[str, str], now: datetime) -> LinkView | None:
    """Record what is decided through a link; None when it stands recorded, else why it does not."""
    view = look(address, now)
    refuse_other_sites(headers)
    data = form_from(body, headers.get("content-type", ""))
    if view.problem:
        return view
    if view.task.decision:
        return _echo(view, data.get("choice"))
    try:
        decision = _decision(view, data, now)
    except Invalid as flawed:
        return replace(view, problem=flawed, filled=data)
    if view.task.kind is TaskKind.CASE:
        act_on_case(view.dossier, decision, now)
        return None
    return None if record(view.dossier, view.task, decision, now) else _decided_before(view, decision.choice)


def _decision(view: LinkView, data: Mapping[str, str], now: datetime) -> Decision:
    """What is decided, by the form and by the rules; raises Invalid."""
    task, dossier = view.task, view.dossier
    choice, fields = filled_in(task.kind, data, dossier.survey, email_flaw)
    by = "customer" if task.kind.for_customer else task.assignee.email
    decision = Decision(choice, fields, by, now)
    return replace(decision, fields=judged(Attempt(dossier, task.kind, decision)))


def _decided_before(view: LinkView, choice: str) -> LinkView | None:
    """What is told whoever comes a moment too late: what was decided meanwhile, or that the time is over."""
    dossier = reloaded(view.dossier)
    task = dossier.record.on_record(view.task)
    return _echo(replace(view, dossier=dossier, task=task, problem=Gone(code="expired")), choice)


def _echo(view: LinkView, choice: str | None) -> LinkView | None:
    """The answer to a second click: the same choice is simply confirmed, another is told what stands."""
    decision = view.task.decision
    if decision is None:
        return view
    return None if choice == decision.choice else replace(view, problem=Decided())
