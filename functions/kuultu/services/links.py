"""Links: looking shows, and never acts; acting records one decision, the first."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from kuultu.domain.case import Decision, Task, TaskKind
from kuultu.domain.dossier import Dossier, Sight
from kuultu.domain.forms import filled_in
from kuultu.domain.handling import may_act, recovered
from kuultu.domain.links import hash_of, token_in
from kuultu.errors import CrossSite, Decided, Gone, Invalid, KuultuError, Unknown
from kuultu.observability import count, log_failure
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.services.handling import follow_through
from kuultu.settings import settings
from kuultu.store import links, tasks
from kuultu.web.addresses import email_flaw
from kuultu.web.form_body import form_from


def look(address: str, now: datetime) -> Sight:
    """What a link shows; raises Unknown for everything that is not a link. Reads only."""
    token = token_in(address)
    link = links.find(hash_of(token), now) if token else None
    if link is None:
        raise Unknown
    dossier = dossier_of(link.case_id)
    task = dossier.file.task(link.kind, link.round)
    if task is None:
        raise Unknown
    return Sight(dossier, task, _obstacle(task, link.recipient, dossier, now))


def act(address: str, body: bytes, headers: Mapping[str, str], now: datetime) -> Sight | None:
    """Record what is decided through a link; None when it stands recorded, else why it does not."""
    sight = look(address, now)
    _refuse_other_sites(headers)
    data = form_from(body, headers.get("content-type", ""))
    if sight.task.decision:
        return _echo(sight, data, now)
    if sight.problem:
        return sight
    try:
        choice, fields = filled_in(sight.task.kind, data, sight.dossier.survey, email_flaw)
    except Invalid as flawed:
        return Sight(sight.dossier, sight.task, flawed, data)
    return _record(sight, choice, fields, now)


def _record(sight: Sight, choice: str, fields: dict[str, str], now: datetime) -> Sight | None:
    decision = Decision(choice, fields, sight.task.assignee.email, now)
    if sight.task.kind is TaskKind.FOLLOW_UP:
        helped = "yes" if recovered(decision, sight.dossier.survey) else "no"
        decision = Decision(choice, fields | {"recovered": helped}, "customer", now)
    if not tasks.decide(sight.task, decision):
        dossier, task = _as_it_stands(sight)
        return _echo(Sight(dossier, task, Gone(code="expired")), {"choice": choice}, now)
    count("TaskDecided", case_id=sight.task.case_id, task=sight.task.kind.value, choice=choice)
    try:
        dossier, task = _as_it_stands(sight)
        follow_through(dossier.file, task, now)
    except Exception as error:  # the decision stands, and the sweep follows it through
        log_failure("FollowThroughFailed", error, case_id=sight.task.case_id)
    return None


def _as_it_stands(sight: Sight) -> tuple[Dossier, Task]:
    dossier = reloaded(sight.dossier)
    return dossier, dossier.file.task(sight.task.kind, sight.task.round) or sight.task


def _echo(sight: Sight, data: Mapping[str, str], now: datetime) -> Sight | None:
    """The answer to a second click: the same choice is simply confirmed, another is told what stands."""
    decision = sight.task.decision
    if decision is None:
        return sight
    if data.get("choice") != decision.choice:
        return Sight(sight.dossier, sight.task, Decided())
    return None


def _obstacle(task: Task, recipient: str, dossier: Dossier, now: datetime) -> KuultuError | None:
    if task.decision:
        return None
    if not task.kind.for_customer and recipient != task.assignee.email:
        return Gone(code="handed-over")
    try:
        may_act(task, dossier.file, now)
    except KuultuError as obstacle:
        return obstacle
    return None


def _refuse_other_sites(headers: Mapping[str, str]) -> None:
    """Only the page itself may post (ASVS 5.0 V3.5.1); old clients that say nothing of where they come from may too."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise CrossSite
    origin, ours = headers.get("origin"), urlsplit(settings().public_url)
    if origin is not None and origin != f"{ours.scheme}://{ours.netloc}":
        raise CrossSite
