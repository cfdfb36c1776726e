"""The next step after a decision: opened by the action itself, found again by the page that shows the decision."""

from datetime import datetime

from kuultu.domain.cases import effects
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_tokens import Link
from kuultu.domain.cases.next_step import next_task
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.tasks import entry_of
from kuultu.observability import log_failure
from kuultu.services.cases.performing import Performed
from kuultu.services.cases.task_opening import open_all, open_task
from kuultu.store import links


def offer_next(effect: effects.OfferNext, dossier: Dossier, now: datetime) -> Performed:
    """Open the task that falls next to the person who decided, behind a link of its own; the workflow finds it open.

    A failure is logged and not raised: then the workflow opens the task, and the mail brings the link.
    """
    try:
        return Performed(_with_next(effect, dossier, now))
    except Exception as error:
        log_failure("OfferFailed", error, case_id=dossier.case.id)
        return Performed(dossier)


def _with_next(effect: effects.OfferNext, dossier: Dossier, now: datetime) -> Dossier:
    task = next_task(dossier.record, effect.task, now)
    if task is None:
        return dossier
    links.add(Link(effect.token_hash, task.case_id, task.round, task.kind, task.assignee.email, now, task.name))
    dossier = open_all(dossier, entry_of(task.kind).first(dossier.record), now)
    return open_task(dossier, Opening(task.kind, task.name, offered=True), now)
