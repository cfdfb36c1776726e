"""Contact wishes of content customers: a path of their own, until they turn out to be complaints."""

from dataclasses import replace
from datetime import timedelta

from kuultu.domain.cases.call_effects import HandleAfterAll
from kuultu.domain.cases.calls import (
    never_reached,
)
from kuultu.domain.cases.case import CaseRecord, Outcome, Stage
from kuultu.domain.cases.ending import told_of_the_end
from kuultu.domain.cases.late_answers import completed
from kuultu.domain.cases.lifecycle import handled_after_all, new_case, possible_on_case
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.promise import is_watched
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.timeline import timeline
from tests.unit.helpers.builders import (
    CLOCKS,
    DAY,
    MANAGER,
    NOW,
    OWNER,
    REACHABLE,
    WORKING,
    Life,
    case,
    response,
    survey,
)
from tests.unit.helpers.callers import (
    REPLY,
    WISHED,
    called,
    followed_by,
    wishing,
)


def test_a_content_customer_is_called_and_that_is_the_end() -> None:
    life = wishing()
    assert stage_of(life.record) is Stage.CALL
    assert stage_of(called(life, WISHED, "reached").record) is Stage.CLOSE
    assert case_outcome(life.record) is Outcome.CONTACT
    assert not never_reached(life.record)


def test_a_content_customer_without_a_number_is_written_to() -> None:
    life = Life(wish=True)
    assert stage_of(life.record) is Stage.REPLY
    assert entry_of(REPLY).due_name(life.record) == "wish"
    assert stage_of(life.decides(REPLY, "send", "wish").record) is Stage.SEND_REPLY
    assert stage_of(life.becomes(replies_sent=1).record) is Stage.CLOSE


def test_a_content_customer_who_is_never_reached_gets_a_letter_if_one_can_be_sent() -> None:
    both = called(wishing(reachable=True), WISHED, *["not_reached"] * 3)
    assert stage_of(both.record) is Stage.REPLY
    number_only = called(wishing(owner=case().manager), WISHED, *["not_reached"] * 3, by=MANAGER)
    assert stage_of(number_only.record) is Stage.CLOSE
    assert never_reached(number_only.record)


def test_of_a_wish_that_was_seen_to_only_the_manager_hears() -> None:
    life = called(wishing(), WISHED, "reached")
    assert told_of_the_end(life.dossier) == {"manager": case().manager}
    assert told_of_the_end(life.becomes(owner=case().manager).dossier) == {}
    assert set(told_of_the_end(wishing().dossier)) == {"owner", "manager"}


def test_an_attempt_keeps_the_promise_to_a_content_customer() -> None:
    life = wishing(reachable=True)
    assert is_watched(life.record)
    assert not is_watched(called(life, WISHED, "not_reached").record)


def test_a_wish_that_is_a_complaint_is_handled_after_all() -> None:
    assert followed_by(called(wishing(), WISHED, "reached", complaint="yes"), "wish-1-1") == [HandleAfterAll(OWNER)]
    assert followed_by(called(wishing(), WISHED, "reached"), "wish-1-1") == []


def test_a_wish_handled_after_all_begins_both_clocks_again() -> None:
    after = handled_after_all(wishing().record.case, OWNER, CLOCKS, WORKING, NOW + DAY)
    assert (after.wish, after.reflection_planned_until, after.promised_at) == (
        False,
        NOW + 2 * DAY,
        NOW + 4 * DAY + timedelta(minutes=30),
    )
    assert timeline(CaseRecord(after, ()))[-1].what == "handled_after_all"


def test_on_the_page_of_a_case_only_a_wish_can_be_handled_after_all() -> None:
    assert possible_on_case(wishing().record, OWNER, NOW) == ["hand_over", "handle", "dispute"]
    assert "handle" not in possible_on_case(Life().record, OWNER, NOW)


def test_a_content_customer_s_wish_begins_a_case_of_its_own_kind() -> None:
    wish = replace(REACHABLE, wants_contact=True, phone="+358 40 1")
    begun_by = response(wish, answers={"nps": 10})
    opened = new_case(begun_by, survey(), CLOCKS, WORKING, NOW)
    assert (opened.wish, opened.phone, opened.reflection_planned_until) == (True, True, NOW)
    assert not new_case(response(wish, answers={"nps": 6}), survey(), CLOCKS, WORKING, NOW).wish
    assert not new_case(response(wish, answers={}), survey(), CLOCKS, WORKING, NOW).wish
    assert wish.dialled == "+358401"


def test_a_partial_answer_that_ends_unhappily_is_no_wish_any_more() -> None:
    after = completed(wishing().record.case, response(), survey(), CLOCKS, WORKING, NOW + DAY)
    assert (after.wish, after.reflection_planned_until) == (False, NOW + 2 * DAY)
    content = response(replace(REACHABLE, wants_contact=True), answers={"nps": 10})
    assert completed(wishing().record.case, content, survey(), CLOCKS, WORKING, NOW + DAY).wish
