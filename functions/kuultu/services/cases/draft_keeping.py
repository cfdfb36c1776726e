"""The keeping of drafts: what staff have typed stays with their link until it is sent."""

from datetime import datetime

from kuultu.domain.cases.decisions import Fields
from kuultu.domain.cases.draft import Draft
from kuultu.domain.cases.draft_rules import drafted, keeps_drafts
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.tasks import PAGES, entry_of
from kuultu.observability import count
from kuultu.store import case_drafts, tasks


def keep_draft(view: LinkView, data: Fields, now: datetime) -> bool:
    """Keep what is typed into the form of a link, in place of an earlier draft; False if the link keeps none (now)."""
    task = view.task
    if view.problem or task.decision or not keeps_drafts(task.kind):
        return False
    draft = Draft(task.assignee.email, now, drafted(entry_of(task.kind).form, data))
    kept = case_drafts.keep(view.dossier.case, draft) if task.kind in PAGES else tasks.keep_draft(task, draft)
    if kept:
        count("DraftKept", case_id=task.case_id, task=task.kind.value)
    return kept


def forget_draft(view: LinkView) -> None:
    """Delete the draft on the page of a case, after the action; a decision on a task deletes the task's by itself."""
    if view.task.draft and view.task.kind in PAGES:
        case_drafts.forget(view.dossier.case, view.task.draft.by)
