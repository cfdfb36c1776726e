"""Drafts: whose typing is kept, and what of it."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.draft import Draft
from kuultu.domain.cases.draft_rules import MOST_CHARACTERS, drafted, keeps_drafts
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from tests.unit.helpers.builders import COLLEAGUE, MANAGER, NOW, OWNER, case

KEPT = {"triage", "inspect", "conclude", "call", "propose_remedy", "approve_remedy", "reply", "deliver_remedy", "case"}
TRIAGE = entry_of(TaskKind.TRIAGE).form


def test_only_what_owner_approver_and_manager_type_is_kept() -> None:
    assert {kind.value for kind in TaskKind if keeps_drafts(kind)} == KEPT


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("choice", "handle"),
        ("despite_unknown", "yes"),
        ("facts", "Ei tämän lomakkeen."),
        ("reason", "   "),
        ("reason", "x" * 5_001),
        ("reason", "\x00"),
        ("reason", "\ud800"),
    ],
)
def test_what_is_chosen_unknown_empty_too_long_or_no_text_is_dropped(name: str, text: str) -> None:
    assert drafted(TRIAGE, {name: text, "ask_customer": " Miksi? "}) == {"ask_customer": "Miksi?"}


def test_a_field_that_comes_several_times_is_kept_several_times() -> None:
    asked = {"colleague_name": "Leo", "colleague_name_2": "Ida"}
    assert drafted(TRIAGE, asked) == asked


def test_a_draft_is_limited_in_all() -> None:
    many = {f"colleague_question{end}": "y" * 5_000 for end in ("", *(f"_{number}" for number in range(2, 11)))}
    assert sum(map(len, drafted(TRIAGE, many).values())) == MOST_CHARACTERS


def test_owner_and_manager_find_their_own_draft_on_the_case() -> None:
    drafts = tuple(Draft(by, NOW + timedelta(hours=1), {"reason": by}) for by in (OWNER, MANAGER))
    kept = case(drafts=drafts)
    assert [kept.draft_of(person) for person in (kept.owner, kept.manager, COLLEAGUE)] == [*drafts, None]
