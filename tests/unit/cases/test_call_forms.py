"""The form of a call: what must be said, by what the call stands in for."""

import pytest

from kuultu.domain.cases.decision_rules import decision_in
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Invalid
from tests.unit.helpers.builders import (
    CHECKS,
    COLLEAGUE,
    DAY,
    NOW,
    Life,
)
from tests.unit.helpers.callers import CALL, by_phone, to_answer


def refused(life: Life, name: str, choice: str, **fields: str) -> list[tuple[str, str]]:
    """Field and code of what must be mended before the call is recorded."""
    task = life.is_asked(CALL, name).task(CALL, name)
    try:
        decision_in({"choice": choice, **fields}, task, life.dossier, CHECKS, NOW)
    except Invalid as flawed:
        return [(flaw.pointer, flaw.code) for flaw in flawed.flaws]
    return []


def test_of_a_call_that_reached_the_customer_there_are_words_and_a_choice() -> None:
    assert refused(to_answer(), "reply-1-1", "reached") == [("said", "required"), ("remedy", "required")]
    assert refused(to_answer(), "reply-1-1", "reached", said="s", remedy="repair") == [("remedy", "not-offered")]
    assert refused(to_answer(), "reply-1-1", "reached", said="s", remedy="none_of_these") == []
    assert refused(to_answer(), "reply-1-1", "not_reached") == []


def test_whoever_is_refused_by_phone_hears_where_to_turn() -> None:
    life = by_phone().is_concluded("none").decides(TaskKind.PROPOSE_REMEDY, "nothing")
    assert refused(life, "reply-1-1", "reached", said="s") == [("dispute_body", "required")]
    assert refused(life, "reply-1-1", "reached", said="s", dispute_body="yes") == []


def test_a_follow_up_by_phone_says_whether_it_is_settled() -> None:
    assert refused(to_answer(), "follow_up-1-1", "reached", said="s") == [("solved", "required")]
    assert refused(to_answer(), "tell_more-0f3a-1", "reached", said="s") == []


def test_what_was_agreed_and_is_mailed_keeps_a_colleague_s_statement_private() -> None:
    told = "Laatikko putosi minulta lattialle aamulla ennen avaamista."
    life = Life(phone=True).hears(COLLEAGUE, told).is_concluded().offers("refund")
    assert refused(life, "reply-1-1", "reached", said=told) == []
    assert refused(life, "reply-1-2", "reached", said="s", agreed=told) == [("agreed", "quotes-statement")]


@pytest.mark.parametrize(
    ("typed", "flaws"),
    [
        ("", []),
        ((NOW + DAY).isoformat(), []),
        ((NOW - DAY).isoformat(), [("call_again_at", "past-time")]),
        ("huomenna", [("call_again_at", "invalid-time")]),
    ],
)
def test_a_call_is_put_off_to_a_time_to_come(typed: str, flaws: list[tuple[str, str]]) -> None:
    assert refused(to_answer(), "reply-1-1", "will_call", call_again_at=typed) == flaws


def test_the_time_of_the_next_call_is_kept_in_utc_and_only_if_there_is_one() -> None:
    life = to_answer().is_asked(CALL, "reply-1-1")
    given = {"choice": "will_call", "call_again_at": "2026-11-25T14:30"}
    kept = decision_in(given, life.task(CALL, "reply-1-1"), life.dossier, CHECKS, NOW).payload
    assert kept.written() == {"call_again_at": "2026-11-25T12:30:00+00:00"}
    other = decision_in({**given, "choice": "not_reached"}, life.task(CALL, "reply-1-1"), life.dossier, CHECKS, NOW)
    assert other.payload.written() == {}
