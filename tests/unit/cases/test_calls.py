"""Calls: what they stand in for, what follows from them, and where a case stands meanwhile."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.call_effects import NoteEnd
from kuultu.domain.cases.call_plan import begins_at
from kuultu.domain.cases.calls import (
    CallName,
    CallRole,
    call_name,
    due_call,
    has_attempt_left,
    is_managers_turn,
    never_reached,
)
from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.effects import HandOver, Open
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.stages import TIME_TO_ASK, due_kind, lacks_task, stage_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from tests.unit.helpers.builders import (
    DAY,
    MANAGER,
    NOW,
    Life,
    case,
)
from tests.unit.helpers.callers import (
    CALL,
    FOLLOW_UP,
    FOLLOWED,
    REPLIED,
    REPLY,
    WISHED,
    by_phone,
    called,
    followed_by,
    to_answer,
    wishing,
)


def test_a_call_s_name_tells_what_it_is_about() -> None:
    assert call_name("tell_more-0f3a-2") == CallName(CallRole.TELL_MORE, "0f3a", 2)
    assert str(call_name("tell_more-0f3a-2").next) == "tell_more-0f3a-3"
    assert call_name("") == REPLIED


def test_only_a_customer_without_a_mail_address_is_called_in_place_of_letters() -> None:
    assert due_kind(to_answer().record, Stage.REPLY) is CALL
    assert due_kind(Life(phone=True).record, Stage.REPLY) is REPLY
    assert due_kind(to_answer().record, Stage.WAIT) is CALL
    assert due_kind(to_answer().record, Stage.CONCLUDE) is TaskKind.CONCLUDE
    assert due_kind(to_answer().record, Stage.CLOSE) is None


def test_a_case_by_phone_stands_at_the_reply_until_the_plan_is_at_its_end() -> None:
    life = to_answer()
    assert stage_of(life.record) is Stage.REPLY
    assert stage_of(called(life, REPLIED, *["not_reached"] * 3).record) is Stage.REPLY
    last = str(replace(REPLIED, attempt=4))
    life.is_asked(CALL, last, case().manager).decides(CALL, "not_reached", last, MANAGER)
    assert stage_of(life.record) is Stage.CLOSE
    assert case_outcome(life.record) is Outcome.SILENT
    assert never_reached(life.record)


def test_an_owner_who_is_the_manager_makes_three_attempts_and_no_other() -> None:
    life = called(to_answer(owner=case().manager), REPLIED, *["not_reached"] * 3, by=MANAGER)
    assert not has_attempt_left(life.record, REPLIED)
    assert stage_of(life.record) is Stage.CLOSE


def test_a_letter_takes_the_place_of_the_manager_s_attempt_where_one_can_be_sent() -> None:
    life = called(Life(phone=True).is_concluded().offers("refund"), REPLIED, *["not_reached"] * 3)
    assert not has_attempt_left(life.record, REPLIED)
    assert stage_of(life.record) is Stage.REPLY


def test_a_call_that_will_be_made_again_is_no_attempt_in_vain() -> None:
    life = called(to_answer(), REPLIED, "will_call", "not_reached", "will_call", "not_reached")
    assert has_attempt_left(life.record, REPLIED)
    assert not is_managers_turn(life.record, REPLIED)
    assert due_call(life.record) == "reply-1-5"


def test_the_open_attempt_is_the_one_that_is_due() -> None:
    life = called(to_answer(), REPLIED, "not_reached").is_asked(CALL, "reply-1-2")
    assert due_call(life.record) == "reply-1-2"
    assert lacks_task(life.record, NOW) is False


def test_a_case_by_phone_without_its_call_lacks_a_task() -> None:
    assert lacks_task(to_answer().record, NOW)


def test_a_follow_up_by_phone_has_begun_when_somebody_has_called() -> None:
    life = to_answer().decides(REPLY, "called").becomes(replies_sent=1, follow_up_at=NOW)
    assert stage_of(life.record) is Stage.WAIT
    assert stage_of(life.is_asked(CALL, str(FOLLOWED)).record) is Stage.FOLLOW_UP
    assert due_call(life.record) == "follow_up-1-1"
    assert not lacks_task(life.record, NOW + 2 * TIME_TO_ASK)


def test_after_a_partly_settled_follow_up_another_one_is_called_about() -> None:
    life = to_answer().decides(REPLY, "called").becomes(replies_sent=1, follow_up_at=NOW).says("partly")
    life.waits(1).offers("refund", name="2").decides(REPLY, "called", "2").becomes(replies_sent=2)
    assert (stage_of(life.record), due_call(life.record)) == (Stage.WAIT, "follow_up-2-1")


def test_after_three_calls_in_vain_the_manager_has_the_case() -> None:
    life = called(to_answer(), REPLIED, *["not_reached"] * 3)
    assert followed_by(life, "reply-1-3") == [HandOver(case().manager, "", HandOverReason.NOT_REACHED)]
    last = "reply-1-4"
    life.is_asked(CALL, last, case().manager).decides(CALL, "not_reached", last, MANAGER)
    assert followed_by(life, last) == []


def test_the_workflow_asks_for_the_next_attempt_where_it_waits_for_the_call() -> None:
    assert followed_by(called(to_answer(), REPLIED, "not_reached"), "reply-1-1") == []
    assert followed_by(called(wishing(), WISHED, "not_reached"), "wish-1-1") == []
    assert followed_by(called(to_answer(), FOLLOWED, "not_reached"), "follow_up-1-1") == []


def test_a_question_is_asked_again_and_lapses_in_the_end() -> None:
    asked = CallName(CallRole.TELL_MORE, "0f3a")
    life = called(by_phone(), asked, "not_reached")
    assert followed_by(life, "tell_more-0f3a-1") == [Open(CALL, "tell_more-0f3a-2")]
    life = called(by_phone(), asked, *["not_reached"] * 3)
    (lapsed,) = followed_by(life, "tell_more-0f3a-3")
    assert isinstance(lapsed, NoteEnd)
    assert (lapsed.kind, lapsed.name, lapsed.decision) == (TaskKind.TELL_MORE, "0f3a", None)


def test_a_follow_up_lapses_when_nobody_was_reached() -> None:
    life = called(to_answer(), FOLLOWED, *["not_reached"] * 3)
    assert followed_by(life, "follow_up-1-3") == [NoteEnd(FOLLOW_UP, "", None, {"by_phone": "yes"})]


@pytest.mark.parametrize(
    ("remedy", "kinds"),
    [("refund", [TaskKind.CHOOSE_REMEDY, REPLY]), ("none_of_these", [TaskKind.CHOOSE_REMEDY, REPLY]), ("", [REPLY])],
)
def test_a_call_ends_the_reply_and_the_choice(remedy: str, kinds: list[TaskKind]) -> None:
    life = called(to_answer(), REPLIED, "reached", said="s", agreed="Uusi.", remedy=remedy)
    ends = [effect for effect in followed_by(life, "reply-1-1") if isinstance(effect, NoteEnd)]
    assert [end.kind for end in ends] == kinds
    assert ends[-1].decision
    assert (ends[-1].decision.choice, ends[-1].decision.payload.text) == ("called", "Uusi.")


def test_a_choice_by_mail_is_left_to_the_customer() -> None:
    both = Life(phone=True).is_concluded().offers("refund")
    (end,) = followed_by(called(both, REPLIED, "reached", said="s", remedy="refund"), "reply-1-1")
    assert isinstance(end, NoteEnd)
    assert end.kind is REPLY


def test_what_the_customer_said_counts_as_their_answer() -> None:
    life = called(to_answer(), FOLLOWED, "reached", said="Hyvä.", solved="partly", score="7", ease="5")
    (end,) = followed_by(life, "follow_up-1-1")
    assert isinstance(end, NoteEnd)
    assert end.decision
    assert (end.decision.choice, end.decision.by) == ("partly", "customer")
    told = called(by_phone(), CallName(CallRole.TELL_MORE, "0f3a"), "reached", said="Reunassa.", wish="refund")
    (answer,) = followed_by(told, "tell_more-0f3a-1")
    assert isinstance(answer, NoteEnd)
    assert answer.decision
    assert answer.decision.payload.text == "Reunassa."


def test_a_call_about_safety_is_tried_again_soon_and_nothing_else_follows() -> None:
    safe = CallName(CallRole.SAFETY)
    life = called(Life(phone=True, urgent=True), safe, "not_reached")
    assert followed_by(life, "safety-1-1") == [Open(CALL, "safety-1-2")]
    assert begins_at(life.is_asked(CALL, "safety-1-2").task(CALL, "safety-1-2")) == NOW + DAY / 4
    assert followed_by(called(Life(phone=True), safe, "reached"), "safety-1-1") == []
    assert followed_by(called(Life(phone=True), safe, *["not_reached"] * 3), "safety-1-3") == []


def test_nothing_follows_from_a_call_that_is_still_open() -> None:
    assert followed_by(to_answer().is_asked(CALL, "reply-1-1"), "reply-1-1") == []


def test_before_triage_of_danger_a_call_is_opened_if_there_is_a_number() -> None:
    opened = entry_of(TaskKind.TRIAGE).first(Life(phone=True, urgent=True).record)
    assert [one.name for one in opened if one.kind is CALL] == ["safety-1-1"]
    assert len(entry_of(TaskKind.TRIAGE).first(Life(urgent=True).record)) == 1


def test_before_the_reply_a_call_is_opened_beside_it_once() -> None:
    both = Life(phone=True).is_concluded().offers("refund")
    assert [one.name for one in entry_of(REPLY).first(both.record)] == ["reply-1-1"]
    assert entry_of(REPLY).first(called(both, REPLIED, "not_reached").record) == []


def test_before_the_gate_of_enquiries_a_customer_without_a_mail_address_is_called() -> None:
    life = by_phone().decides(TaskKind.TRIAGE, "handle", ask_customer="Missä?")
    (opening,) = entry_of(TaskKind.FIND_OUT).first(life.record)
    assert (opening.kind, opening.details["question"]) == (CALL, "Missä?")
    assert opening.name.startswith("tell_more-")


def test_a_customer_who_wished_to_be_called_is_called_about_the_wish() -> None:
    life = wishing()
    assert due_call(life.record) == str(WISHED)
