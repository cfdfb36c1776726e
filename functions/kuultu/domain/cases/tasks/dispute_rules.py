"""Rules of the two choices about dispute bodies on the page of a case: a letter has come, and it was answered."""

from datetime import date, timedelta

from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.cases.form_check import date_in
from kuultu.domain.cases.task_entry import Attempt
from kuultu.errors import Flaw

LONGEST_TIME = timedelta(days=366)
"""The longest time that a letter can give for an answer, counted from today."""

LONGEST_NUMBER = 60
"""Characters of a body's number of a case."""


def letter_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaws of a letter: it has a body of the country's and a number of one line, and its days can be true."""
    missing = attempt.missing("body", "came_on")
    if missing:
        return missing
    if attempt.fields["body"] not in attempt.dossier.law.dispute_bodies:
        return [Flaw("body", "not-offered", "One of the country's dispute bodies, or `other`.")]
    number = attempt.fields.get("case_number", "")
    if len(number) > LONGEST_NUMBER or "\n" in number:
        return [Flaw("case_number", "too-long-line", f"One line of at most {LONGEST_NUMBER} characters.")]
    return _day_flaws(attempt)


def _day_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a letter that comes tomorrow, or that names a day before it came or in more than a year."""
    came_on, named = date_in(attempt.fields["came_on"]), date_in(attempt.fields.get("answer_by", ""))
    if came_on and came_on > _today(attempt):
        return [Flaw("came_on", "future-day", "The letter has come already.")]
    if came_on and named and named < came_on:
        return [Flaw("answer_by", "before-letter", "A day after the letter came.")]
    too_far = named is not None and named > _today(attempt) + LONGEST_TIME
    return [Flaw("answer_by", "too-far", "At most a year from today.")] if too_far else []


def answer_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaws of an answer to a dispute body: it says something, and went out after the letter, today or earlier."""
    missing = attempt.missing("said")
    dispute, day = attempt.dossier.record.open_dispute, date_in(attempt.fields.get("answered_on", ""))
    if missing or day is None:
        return missing
    if day > _today(attempt):
        return [Flaw("answered_on", "future-day", "The answer has gone already.")]
    before = dispute is not None and day < dispute.came_on
    return [Flaw("answered_on", "before-letter", "A day after the letter came.")] if before else []


def _today(attempt: Attempt) -> date:
    return day_of(attempt.decision.at, attempt.dossier.unit.time_zone)
