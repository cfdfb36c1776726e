"""The form of a call: what must be said, by what the call stands in for."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.decision_rules import decision_in
from kuultu.domain.cases.remedies import account_holders
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Invalid
from tests.unit.helpers.builders import (
    CHECKS,
    COLLEAGUE,
    DAY,
    NOW,
    Life,
)
from tests.unit.helpers.callers import CALL, by_phone, followed_by, to_answer


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


@pytest.mark.parametrize(
    ("asks", "role", "choice", "remedy", "kept"),
    [
        (True, "reply-1-1", "reached", "refund", "FI21"),
        (False, "reply-1-1", "reached", "refund", ""),
        (True, "reply-1-1", "reached", "none_of_these", ""),
        (True, "reply-1-1", "not_reached", "refund", ""),
        (True, "tell_more-0f3a-1", "reached", "refund", ""),
    ],
)
def test_an_account_number_is_kept_with_a_refund_if_the_survey_asks_for_one(
    asks: bool, role: str, choice: str, remedy: str, kept: str
) -> None:
    task = (life := to_answer()).is_asked(CALL, role).task(CALL, role)
    asking = replace(life.dossier.survey, settings=replace(life.dossier.survey.settings, refund_account=asks))
    form = {"choice": choice, "said": "s", "remedy": remedy, "account": "FI21"}
    decided = decision_in(form, task, replace(life.dossier, survey=asking), CHECKS, NOW)
    assert decided.payload.written().get("account", "") == kept


def test_whoever_can_be_written_to_says_the_account_with_the_choice_and_not_on_the_phone() -> None:
    life = Life(phone=True).is_concluded().offers("refund")
    task = life.is_asked(CALL, "reply-1-1").task(CALL, "reply-1-1")
    asking = replace(life.dossier.survey, settings=replace(life.dossier.survey.settings, refund_account=True))
    form = {"choice": "reached", "said": "s", "remedy": "refund", "account": "FI21"}
    decided = decision_in(form, task, replace(life.dossier, survey=asking), CHECKS, NOW)
    assert "account" not in decided.payload.written()


def test_the_account_number_is_with_the_choice_and_with_the_call_until_it_is_deleted() -> None:
    life = to_answer().decides(CALL, "reached", "reply-1-1", said="s", remedy="refund", account="FI21")
    life.decides(TaskKind.CHOOSE_REMEDY, "refund", account="FI21")
    assert [task.kind for task, _ in account_holders(life.record, "")] == [TaskKind.CHOOSE_REMEDY, CALL]
    assert account_holders(to_answer().is_asked(CALL, "reply-1-1").record, "") == []


def test_the_choice_that_a_call_records_holds_the_account_number() -> None:
    life = to_answer().decides(CALL, "reached", "reply-1-1", said="s", remedy="refund", account="FI21")
    choice = next(effect.decision for effect in followed_by(life, "reply-1-1") if effect.kind is TaskKind.CHOOSE_REMEDY)
    assert choice.payload.account == "FI21"
