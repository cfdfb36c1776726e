"""Drafts on the page of a case: one of the owner, one of the manager, on the item of the case."""

from dataclasses import asdict

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.draft import Draft
from kuultu.store.case_items import CASE_KEY, CaseItem
from kuultu.store.draft_documents import draft_document
from kuultu.store.tables import wrote


def keep(case: Case, draft: Draft) -> bool:
    """Keep what owner or manager has typed; False when the case was closed, or is another's by now."""
    of_owner = case.owner.has(draft.by)
    place = CaseItem.owner_draft if of_owner else CaseItem.manager_draft
    theirs = CaseItem.owner == asdict(case.owner) if of_owner else CaseItem.manager == asdict(case.manager)
    still = theirs & CaseItem.outcome.does_not_exist()
    return wrote(CaseItem(case.id, CASE_KEY).update, [place.set(draft_document(draft))], condition=still)


def forget(case: Case, by: str) -> None:
    """Delete the draft of a person (a mail address): it was sent."""
    place = CaseItem.owner_draft if case.owner.has(by) else CaseItem.manager_draft
    CaseItem(case.id, CASE_KEY).update([place.remove()], condition=CaseItem.item.exists())
