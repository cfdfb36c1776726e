"""Responses: one customer's answers, and the verdict that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kuultu.domain.surveys.survey import Question, Survey

Answer = int | str | list[str]
Verdict = Literal["negative", "neutral", "positive"]


@dataclass(frozen=True)
class Contact:
    """How the customer can be reached, given with consent."""

    name: str = ""
    email: str = ""
    phone: str = ""
    wants_contact: bool = False


@dataclass(frozen=True)
class Context:
    """Where the response was given and what it is about, as the page that asked tells it."""

    unit: str = ""
    reference: str = ""
    page: str = ""
    touchpoint: str = ""


@dataclass(frozen=True)
class Response:
    """One customer's answers to one survey version; never changed once it is complete.

    A partial one may be replaced until it is complete, and rests until `quiet_at`; `case_begun` tells that a case was
    begun on an earlier one. `body_hash` tells what was sent from what was sent before.
    """

    id: str
    survey_id: str
    survey_version: int
    language: str
    answers: Mapping[str, Answer]
    contact: Contact
    context: Context
    verdict: Verdict
    received_at: datetime
    handled: bool = False
    partial: bool = False
    quiet_at: datetime | None = None
    case_begun: bool = False
    body_hash: str = ""

    @property
    def reachable(self) -> bool:
        """Whether mail can reach the customer."""
        return bool(self.contact.email)

    def rests(self, now: datetime) -> bool:
        """Whether the customer may still be answering."""
        return self.partial and self.quiet_at is not None and now < self.quiet_at

    @property
    def anonymous(self) -> bool:
        """Whether the customer left no way at all to be reached."""
        return not (self.contact.email or self.contact.phone)


def scores(answers: Mapping[str, Answer], survey: Survey) -> list[tuple[Question, int]]:
    """The scored questions that were answered, in the survey's order."""
    answered = [(question, answers.get(question.id)) for question in survey.questions if question.scale]
    return [(question, score) for question, score in answered if isinstance(score, int)]


def unhappy_scores(answers: Mapping[str, Answer], survey: Survey) -> list[tuple[Question, int]]:
    """The answers that make a response negative by the survey's rules."""
    return [(question, score) for question, score in scores(answers, survey) if question.is_negative(score)]


def urgent(answers: Mapping[str, Answer], survey: Survey) -> bool:
    """Whether the customer picked a topic that is about health or safety."""
    return any(choice.urgent for choice in survey.chosen(answers))


def legal_days(answers: Mapping[str, Answer], survey: Survey) -> int | None:
    """Within how many days the law wants an answer, the shortest counts; None when it wants none."""
    return min((choice.legal_days for choice in survey.chosen(answers) if choice.legal_days is not None), default=None)


def verdict_of(answers: Mapping[str, Answer], contact: Contact, survey: Survey) -> Verdict:
    """Negative when any score is, when the customer asks to be contacted, or when somebody must act whatever the score.

    That is so for topics that are urgent or that the law wants answered; else it is as the first score says.
    """
    must_act = urgent(answers, survey) or legal_days(answers, survey) is not None
    if contact.wants_contact or must_act or unhappy_scores(answers, survey):
        return "negative"
    scored = scores(answers, survey)
    return "positive" if scored and scored[0][0].is_positive(scored[0][1]) else "neutral"
