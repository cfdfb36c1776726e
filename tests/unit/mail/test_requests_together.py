"""Requests of the same minute go to the customer in one mail."""

from dataclasses import replace
from datetime import timedelta

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.together import companion, pair_of, reminded_together
from tests.unit.helpers.builders import DAY, NOW, Life

TELL, RETURN, STATEMENT = TaskKind.TELL_MORE, TaskKind.RETURN_PRODUCT, TaskKind.STATEMENT
SECONDS = timedelta(seconds=59) / DAY


def asked(days_between: float = SECONDS) -> Life:
    """A customer asked for more, and then for the product."""
    return Life().is_asked(TELL, "a", question="Missä?").waits(days_between).is_asked(RETURN)


def test_the_request_for_more_tells_of_the_product_as_well() -> None:
    life = asked()
    both = (life.task(TELL, "a"), life.task(RETURN))
    assert [pair_of(task, life.record) for task in both] == [both, both]


def test_requests_of_different_minutes_go_out_one_by_one() -> None:
    life = asked(timedelta(minutes=1) / DAY)
    assert [pair_of(task, life.record) for task in life.record.tasks] == [(task, None) for task in life.record.tasks]


def test_what_was_answered_is_asked_no_more() -> None:
    life = asked().decides(TELL, "answer", "a", details="Kotona.")
    assert pair_of(life.task(RETURN), life.record) == (life.task(RETURN), None)
    assert pair_of(life.task(TELL, "a"), life.record) == (life.task(TELL, "a"), None)


def test_other_enquiries_have_no_companion() -> None:
    life = asked().is_asked(STATEMENT)
    assert companion(life.task(STATEMENT), life.record) is None


def test_reminders_go_together_if_they_came_in_the_same_moment() -> None:
    life = asked()
    tell, product = life.task(TELL, "a"), life.task(RETURN)
    assert not reminded_together(tell, None)
    assert not reminded_together(tell, product)
    assert not reminded_together(replace(tell, reminders=(NOW,)), product)
    assert not reminded_together(replace(tell, reminders=(NOW,)), replace(product, reminders=(NOW + DAY,)))
    assert reminded_together(replace(tell, reminders=(NOW,)), replace(product, reminders=(NOW,)))
