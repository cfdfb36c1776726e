"""Letters from dispute bodies: the time for an answer, the reminders, and what can be entered."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kuultu.domain.calendar.opening_hours import USUAL_WEEK
from kuultu.domain.calendar.working_time import AllHours, WorkingHours, WorkingTime
from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.dispute import Dispute, DisputeAnswer, Urgency, answer_due, urgency_of, wants_reminder
from kuultu.domain.cases.lifecycle import possible_on_case
from kuultu.domain.cases.payloads.case_page import CaseAction
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.timeline import timeline
from kuultu.domain.mail.dispute_mails import came_mails, dispute_reminder, dispute_told, is_for_manager
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.mail.task_mails import is_moot
from tests.unit.helpers.builders import DAY, MANAGER, NOW, OWNER, Life
from tests.unit.helpers.deciding import flaws_of

ZONE = "Europe/Helsinki"
CHRISTMAS = {date(2026, 12, 24), date(2026, 12, 25)}
COUNTRY = WorkingHours(ZONE, USUAL_WEEK, CHRISTMAS.__contains__)
CAME = date(2026, 11, 23)
LETTER = Dispute("a" * 26, 1, "fine", "", CAME, NOW + 28 * DAY, False, NOW, OWNER)
LATER = replace(LETTER, number=2)
ANSWERED = replace(LETTER, answer=DisputeAnswer(NOW, OWNER, "Maksoimme.", CAME))


def due(came_on: date, named: date | None = None, country: WorkingTime = COUNTRY) -> datetime:
    """The end of the time for an answer to a letter that was entered now."""
    return answer_due(came_on, named, country, 20, NOW, ZONE)


def with_letters(*letters: Dispute, life: Life | None = None) -> Life:
    """A case about which these letters have come."""
    life = life or Life()
    life.record = replace(life.record, disputes=letters)
    return life.is_asked(TaskKind.CASE, person=life.record.case.owner)


def enters(choice: str, **fields: str) -> list[tuple[str, str]]:
    """The flaws of a form on the page of a case, with a letter that came today."""
    return flaws_of(with_letters(LETTER), TaskKind.CASE, choice, **fields)


@pytest.mark.parametrize(
    ("came_on", "last"),
    [
        (date(2026, 11, 23), date(2026, 12, 21)),  # a Monday: four weeks later
        (date(2026, 11, 28), date(2026, 12, 29)),  # a Saturday counts as no day, nor do two days of Christmas
        (date(2026, 11, 27), date(2026, 12, 29)),
    ],
)
def test_the_answer_goes_within_twenty_working_days_of_the_country_after_the_letters(came_on: date, last: date) -> None:
    at = due(came_on).astimezone(NOW.tzinfo)
    assert (at.date(), at.hour) == (last, 15)


@pytest.mark.parametrize("named", [date(2026, 11, 30), date(2027, 2, 1)])
def test_a_day_that_the_letter_names_counts_whether_earlier_or_later(named: date) -> None:
    assert due(CAME, named).date() == named


def test_on_a_fast_clock_the_time_counts_from_the_entry() -> None:
    assert due(CAME, None, AllHours(timedelta(seconds=60))) == NOW + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(1, Urgency.NONE), (14, Urgency.HALF), (22, Urgency.HALF), (25.3, Urgency.SOON), (28, Urgency.LATE)],
)
def test_an_answer_becomes_more_urgent_at_half_the_time_then_three_working_days_before(
    days: float, urgency: Urgency
) -> None:
    assert urgency_of(LETTER, COUNTRY, NOW + days * DAY) is urgency


def reminded(*days: float, upto: float, country: WorkingTime = COUNTRY) -> bool:
    """True if a letter wants a reminder, after reminders some days after its entry."""
    letter = replace(LETTER, reminders=tuple(NOW + day * DAY for day in days))
    return wants_reminder(letter, country, NOW + upto * DAY, ZONE)


def test_each_step_of_urgency_wants_one_reminder() -> None:
    assert [reminded(upto=1), reminded(upto=14), reminded(14, upto=15)] == [False, True, False]
    assert [reminded(14, upto=25.3), reminded(14, 25.3, upto=26), reminded(14, 25.3, upto=28)] == [True, False, True]


def test_a_late_answer_wants_a_reminder_each_day() -> None:
    assert [reminded(28, upto=28.1), reminded(28, upto=29)] == [False, True]
    assert [reminded(28, upto=28.9, country=AllHours(DAY)), reminded(28, upto=29, country=AllHours(DAY))] == [
        False,
        True,
    ]


def test_a_letter_entered_when_its_time_is_over_is_late_at_once() -> None:
    assert wants_reminder(replace(LETTER, at=LETTER.due_at), COUNTRY, LETTER.due_at, ZONE)


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({}, [("body", "required"), ("came_on", "required")]),
        ({"body": "fine"}, [("came_on", "required")]),
        ({"body": "nobody", "came_on": "2026-11-23"}, [("body", "not-offered")]),
        ({"body": "fine", "came_on": "23.11."}, [("came_on", "invalid-date")]),
        ({"body": "fine", "came_on": "2026-11-24"}, [("came_on", "future-day")]),
        ({"body": "fine", "came_on": "2026-11-23", "case_number": "1" * 61}, [("case_number", "too-long-line")]),
        ({"body": "fine", "came_on": "2026-11-23", "case_number": "1\n2"}, [("case_number", "too-long-line")]),
        ({"body": "fine", "came_on": "2026-11-23", "answer_by": "2026-11-22"}, [("answer_by", "before-letter")]),
        ({"body": "fine", "came_on": "2026-11-23", "answer_by": "2028-11-22"}, [("answer_by", "too-far")]),
        ({"body": "fine", "came_on": "2026-11-23", "answer_by": "2026-12-07"}, []),
        ({"body": "consumer_disputes_board", "came_on": "2026-10-23"}, []),
    ],
)
def test_a_letter_has_a_body_of_the_country_and_days_that_can_be(
    fields: dict[str, str], flaws: list[tuple[str, str]]
) -> None:
    assert enters("dispute", **fields) == flaws


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({}, [("said", "required")]),
        ({"said": "Maksoimme."}, []),
        ({"said": "Maksoimme.", "answered_on": "2026-11-23"}, []),
        ({"said": "Maksoimme.", "answered_on": "2026-11-24"}, [("answered_on", "future-day")]),
        ({"said": "Maksoimme.", "answered_on": "2026-11-22"}, [("answered_on", "before-letter")]),
    ],
)
def test_an_answer_says_something_and_went_after_the_letter(
    fields: dict[str, str], flaws: list[tuple[str, str]]
) -> None:
    assert enters("dispute_answered", **fields) == flaws


def test_what_is_entered_about_a_letter_is_kept_as_it_was_typed() -> None:
    fields = {"body": "fine", "case_number": "7", "came_on": "2026-11-23", "said": "s", "answered_on": "2026-11-24"}
    assert CaseAction.read(fields).written() == fields


def test_an_open_letter_can_be_answered_and_a_closed_case_handed_over_until_then() -> None:
    closed = with_letters(LETTER, life=Life(outcome=Outcome.SILENT)).record
    assert possible_on_case(closed, OWNER, NOW) == ["hand_over", "dispute", "dispute_answered"]
    assert possible_on_case(with_letters(ANSWERED).record, OWNER, NOW) == ["hand_over", "dispute"]


def test_a_later_letter_takes_the_place_of_an_earlier() -> None:
    later = replace(LETTER, number=2, reference="7")
    assert with_letters(LETTER, later).record.open_dispute is later
    assert not later.says_the_same(LETTER)
    assert replace(LETTER, number=2).says_the_same(LETTER)
    assert later.key == "dispute#002"


def test_owner_and_manager_hear_of_a_letter_but_not_whoever_entered_it() -> None:
    case = Life().record.case
    assert [(mail.kind, is_for_manager(mail)) for mail in came_mails(LETTER, case)] == [(MailKind.NEWS, True)]
    by_manager = came_mails(replace(LETTER, by=MANAGER), case)
    assert [is_for_manager(mail) for mail in by_manager] == [False]
    alone = replace(case, manager=case.owner)
    assert len(came_mails(replace(LETTER, by="x@example.com"), alone)) == 1


def test_reminders_go_to_the_owner_and_to_the_manager_once_the_time_is_over() -> None:
    case = Life().record.case
    kinds = [dispute_reminder(LETTER, case, urgency).kind for urgency in (Urgency.HALF, Urgency.SOON, Urgency.LATE)]
    assert kinds == [MailKind.WARNING, MailKind.WARNING, MailKind.ESCALATION]


def test_a_mail_about_a_letter_is_out_of_date_after_the_answer_a_later_letter_or_a_later_reminder() -> None:
    mail = dispute_reminder(LETTER, Life().record.case, Urgency.HALF)
    reminded_since = replace(LETTER, reminders=(NOW, NOW))
    records = [with_letters(*letters).record for letters in ([LETTER], [ANSWERED], [LETTER, LATER], [reminded_since])]
    assert [is_moot(mail, record) for record in records] == [False, True, True, True]


def test_a_mail_about_something_else_tells_of_no_letter() -> None:
    record = with_letters(LETTER).record
    assert dispute_told(Mail("a", 1, MailKind.NEWS, TaskKind.CASE, name="related"), record) is None
    assert dispute_told(Mail("a", 1, MailKind.NEWS, TaskKind.TRIAGE, name="dispute-1"), record) is None
    assert dispute_told(Mail("a", 1, MailKind.NEWS, TaskKind.CASE, name="dispute-7"), record) is None


def test_the_history_of_an_open_letter_tells_of_no_answer() -> None:
    assert "dispute_answered" not in {line.what for line in timeline(with_letters(LETTER).record)}


def test_the_history_tells_of_letter_reminders_and_answer() -> None:
    letter = replace(ANSWERED, reminders=(NOW + DAY, LETTER.due_at), answer=replace(ANSWERED.answer, at=NOW + 30 * DAY))
    told = [(line.what, line.choice, line.text) for line in timeline(with_letters(letter).record)]
    assert [line for line in told if line[0].startswith("dispute")] == [
        ("dispute_came", "fine", ""),
        ("dispute_reminded", "", ""),
        ("dispute_late", "", ""),
        ("dispute_answered", "", "Maksoimme."),
    ]
