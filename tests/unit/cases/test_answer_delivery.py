"""An answer that has not reached the customer: what waits for it, and how long."""

import pytest

from kuultu.domain.cases.answer_delivery import MOST_WAITS, follow_up_waits, is_given_up
from kuultu.domain.cases.calls import CallName, CallRole, answer_waits, due_call, is_told_by_phone
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.effects import PlanFollowUp
from kuultu.domain.cases.events import Event, MailReturned
from kuultu.domain.cases.promise import is_watched
from kuultu.domain.cases.stages import due_kind, stage_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.task_mails import is_moot
from kuultu.domain.people import hash_of_address
from tests.unit.helpers.builders import CLOCKS, DAY, NOW, Life
from tests.unit.helpers.callers import REPLIED, called, followed_by

ID = "a" * 26
LETTER = Mail(ID, 1, MailKind.REPLY)
WITH_CHOICE = Mail(ID, 1, MailKind.REPLY, TaskKind.CHOOSE_REMEDY)
DEAD: tuple[Event, ...] = (MailReturned(NOW, "", "bounced", hash_of_address("aino@example.com")),)


def undelivered(life: Life, mail: Mail = LETTER, **changes: object) -> Life:
    """The same case, whose answer did not arrive."""
    return life.becomes(undelivered=(f"{ID}-1-acknowledgement-0", mail.id), **changes)


def test_an_answer_waits_while_its_letter_has_not_arrived() -> None:
    assert not answer_waits(Life().is_answered().record)
    assert answer_waits(undelivered(Life().is_answered()).record)
    assert answer_waits(undelivered(Life().has_offered("refund"), WITH_CHOICE).record)


def test_another_round_and_an_earlier_answer_are_none_of_its_business() -> None:
    assert not answer_waits(undelivered(Life().is_answered()).is_reopened().record)
    later = Life().has_offered("refund").chooses("none_of_these").offers("replacement", name="2").sends_the_answer()
    assert not answer_waits(undelivered(later, WITH_CHOICE).record)
    second = Mail(ID, 1, MailKind.REPLY, TaskKind.CHOOSE_REMEDY, 1, "2")
    assert answer_waits(undelivered(later.is_asked(TaskKind.CHOOSE_REMEDY, "2"), second).record)


def test_who_has_chosen_or_was_told_on_the_phone_knows_the_answer() -> None:
    assert not answer_waits(undelivered(Life().has_offered("refund").chooses("refund"), WITH_CHOICE).record)
    assert not answer_waits(called(undelivered(Life().is_answered()), REPLIED, "reached", said="s").record)
    assert answer_waits(called(undelivered(Life().has_offered("refund"), WITH_CHOICE), REPLIED, "reached").record)


@pytest.mark.parametrize(("waiting", "after", "waits"), [(False, 6.9, True), (False, 7, False), (True, 8, True)])
def test_nobody_is_asked_too_early_nor_about_an_answer_that_waits(waiting: bool, after: float, waits: bool) -> None:
    life = undelivered(Life().is_answered()) if waiting else Life().is_answered()
    assert follow_up_waits(life.record, NOW + after * DAY) is waits


def test_a_case_without_a_planned_follow_up_does_not_wait_for_one() -> None:
    assert not follow_up_waits(Life().is_answered().becomes(follow_up_at=None).record, NOW)


def test_an_answer_that_waits_too_long_is_given_up() -> None:
    last = NOW + MOST_WAITS * 7 * DAY
    record = undelivered(Life().is_answered()).record
    assert [is_given_up(record, CLOCKS, at) for at in (last - DAY, last)] == [False, True]
    assert not is_given_up(Life().is_answered().record, CLOCKS, last)


def test_an_answer_that_waits_keeps_no_promise() -> None:
    assert not is_watched(Life().is_answered().record)
    assert is_watched(undelivered(Life().is_answered()).record)


def test_where_no_mail_arrives_and_there_is_a_number_a_letter_is_told_in_a_call() -> None:
    life = undelivered(Life(phone=True, events=DEAD).is_answered())
    assert stage_of(life.record) is Stage.REPLY
    assert due_kind(life.record, Stage.REPLY) is TaskKind.CALL
    assert due_call(life.record) == str(REPLIED)
    called(life, REPLIED, "reached", said="s")
    assert stage_of(life.record) is Stage.WAIT
    assert PlanFollowUp(NOW) in followed_by(life, str(REPLIED))
    assert due_call(life.record) == str(CallName(CallRole.FOLLOW_UP))


def test_a_letter_that_was_told_in_a_call_is_not_sent_later() -> None:
    life = undelivered(Life(phone=True, events=DEAD).is_answered())
    assert not is_moot(LETTER, life.record)
    called(life, REPLIED, "reached", said="s")
    assert is_moot(LETTER, life.record)
    assert not is_told_by_phone(life.record, 2)


def test_a_letter_of_an_earlier_round_and_a_follow_up_that_has_ended_are_not_sent_later() -> None:
    life = undelivered(Life().is_answered()).is_asked(TaskKind.FOLLOW_UP)
    follow_up = Mail(ID, 1, MailKind.FOLLOW_UP, TaskKind.FOLLOW_UP)
    assert not is_moot(follow_up, life.record)
    assert is_moot(follow_up, life.says("not_solved").record)
    assert is_moot(LETTER, life.is_reopened().record)
