"""Links: looking shows, and never acts; acting records one decision, the first."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kuultu.domain.decisions import Attempt, judged
from kuultu.domain.dossier import Dossier, Sight
from kuultu.domain.forms import filled_in
from kuultu.domain.handling import may_act
from kuultu.domain.links import Link, hash_of, token_in
from kuultu.domain.tasks import Decision, Task, TaskKind
from kuultu.errors import Decided, Gone, Invalid, KuultuError, Unknown
from kuultu.observability import count, log_failure
from kuultu.services.case_page import act_on_case, case_desk, case_obstacle
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.services.questions import follow_through
from kuultu.store import links, tasks
from kuultu.web.addresses import email_flaw
from kuultu.web.form_body import form_from
from kuultu.web.own_pages import refuse_other_sites


def look(address: str, now: datetime) -> Sight:
    """What a link shows; raises Unknown for everything that is not a link. Reads only."""
    token = token_in(address)
    link = links.find(hash_of(token), now) if token else None
    if link is None:
        raise Unknown
    return _sight(link, dossier_of(link.case_id), now)


def _sight(link: Link, dossier: Dossier, now: datetime) -> Sight:
    if link.kind is TaskKind.CASE:
        desk = case_desk(dossier.case, link.recipient, now)
        return Sight(dossier, desk, case_obstacle(dossier.case, link.recipient), now=now)
    task = dossier.file.task(link.kind, link.round, link.name)
    if task is None:
        raise Unknown
    return Sight(dossier, task, _obstacle(task, link.recipient, dossier, now), now=now)


def act(address: str, body: bytes, headers: Mapping[str, str], now: datetime) -> Sight | None:
    """Record what is decided through a link; None when it stands recorded, else why it does not."""
    sight = look(address, now)
    refuse_other_sites(headers)
    data = form_from(body, headers.get("content-type", ""))
    if sight.problem:
        return sight
    if sight.task.decision:
        return _echo(sight, data)
    try:
        decision = _decision(sight, data, now)
    except Invalid as flawed:
        return replace(sight, problem=flawed, filled=data)
    if sight.task.kind is TaskKind.CASE:
        act_on_case(sight.dossier, decision, now)
        return None
    return _record(sight, decision, now)


def _decision(sight: Sight, data: Mapping[str, str], now: datetime) -> Decision:
    """What is decided, by the form and by the rules; raises Invalid."""
    task, dossier = sight.task, sight.dossier
    choice, fields = filled_in(task.kind, data, dossier.survey, email_flaw)
    by = "customer" if task.kind.for_customer else task.assignee.email
    decision = Decision(choice, fields, by, now)
    return replace(decision, fields=judged(Attempt(dossier, task.kind, decision)))


def _record(sight: Sight, decision: Decision, now: datetime) -> Sight | None:
    if not tasks.decide(sight.task, decision):
        dossier, task = _as_it_stands(sight)
        expired = replace(sight, dossier=dossier, task=task, problem=Gone(code="expired"))
        return _echo(expired, {"choice": decision.choice})
    count("TaskDecided", case_id=sight.task.case_id, task=sight.task.kind.value, choice=decision.choice)
    try:
        dossier, task = _as_it_stands(sight)
        follow_through(dossier, task, now)
    except Exception as error:  # the decision stands, and the sweep follows it through
        log_failure("FollowThroughFailed", error, case_id=sight.task.case_id)
    return None


def _as_it_stands(sight: Sight) -> tuple[Dossier, Task]:
    dossier, task = reloaded(sight.dossier), sight.task
    return dossier, dossier.file.task(task.kind, task.round, task.name) or task


def _echo(sight: Sight, data: Mapping[str, str]) -> Sight | None:
    """The answer to a second click: the same choice is simply confirmed, another is told what stands."""
    decision = sight.task.decision
    if decision is None:
        return sight
    if data.get("choice") != decision.choice:
        return replace(sight, problem=Decided())
    return None


def _obstacle(task: Task, recipient: str, dossier: Dossier, now: datetime) -> KuultuError | None:
    if not task.kind.for_customer and recipient != task.assignee.email:
        return Gone(code="handed-over")
    if task.decision:
        return None
    try:
        may_act(task, dossier.file, now)
    except KuultuError as obstacle:
        return obstacle
    return None
