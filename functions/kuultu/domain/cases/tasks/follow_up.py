"""FOLLOW_UP: the customer rates the solution and the ease, and answers the survey's first scored question again."""

from dataclasses import replace

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.payloads.putting_right import FollowUp
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.surveys.survey import Survey


def recovered(choice: str, score: int | None, survey: Survey) -> bool:
    """True for the choice `solved`, and for `partly` with a score that is not negative.

    The choice `not_solved` counts, whatever the score beside it.
    """
    if choice != FollowUp.PARTLY:
        return choice == FollowUp.SOLVED
    question = survey.first_scored
    return question is not None and score is not None and not question.is_negative(score)


def _completed(attempt: Attempt) -> FollowUp:
    """The answers, with `recovered` filled in."""
    told: FollowUp = attempt.decision.payload
    return replace(told, recovered=recovered(attempt.choice, told.score, attempt.dossier.survey))


ENTRY = TaskEntry(
    TaskKind.FOLLOW_UP,
    FollowUp,
    Doer.CUSTOMER,
    Form(
        (FollowUp.SOLVED, FollowUp.PARTLY, FollowUp.NOT_SOLVED),
        {"score": Field("score"), "ease": Field("ease"), "comment": Field()},
    ),
    Deadlines(reminders=0, span=Span.ANSWER),
    TimeOut.EXPIRES,
    TaskMail.FOLLOW_UP,
    stages=frozenset({Stage.WAIT, Stage.FOLLOW_UP}),
    completed=_completed,
)
