"""Responses: one customer's answers, and the verdict that follows from them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kuultu.domain.responses.staff_acts import Praise, Raised
from kuultu.domain.surveys.survey import Question, Survey

NAME_SIGNS = " -'\u2019\u2010\u00a0"
"""Signs in names, beside letters."""

DIALLED = "+0123456789"
"""Signs of a phone number in a link."""

LONGEST_NAME = 60
"""Characters of a name in a sentence of ours."""

Answer = int | str | list[str]
Verdict = Literal["negative", "neutral", "positive"]


@dataclass(frozen=True)
class Contact:
    """The customer's contact details, given with consent; `contact_when`: the time that suits a call, in own words."""

    name: str = ""
    email: str = ""
    phone: str = ""
    wants_contact: bool = False
    contact_when: str = ""

    @property
    def dialled(self) -> str:
        """The phone number without spaces and signs, for a link that dials it."""
        return "".join(sign for sign in self.phone if sign in DIALLED)

    @property
    def plain_name(self) -> str:
        """The name, for a sentence of ours; "" for a name with anything but letters, spaces, hyphens and apostrophes.

        A name can hold a whole sentence of a stranger's, with an address.
        """
        name = self.name.strip()
        plain = all(unicodedata.category(one)[0] in "LM" or one in NAME_SIGNS for one in name)
        return name if plain and len(name) <= LONGEST_NAME else ""

    @property
    def first_name(self) -> str:
        """The first name, for a greeting; "" without a plain name."""
        return self.plain_name.partition(" ")[0]


@dataclass(frozen=True)
class Context:
    """The context of a response: unit, reference, page and touchpoint, as the page of the survey gives them.

    `heard` is the place where staff heard the customer, for a response that staff entered; "" for a customer's own.
    """

    unit: str = ""
    reference: str = ""
    page: str = ""
    touchpoint: str = ""
    heard: str = ""


@dataclass(frozen=True)
class Response:
    """A customer's answers to a version of a survey; never changed once complete.

    A partial response may be replaced until it is complete, and rests until `quiet_at`; `case_begun` tells that a
    case was begun on a partial response. `execution` is the latest one that was started to open the case; `handled`
    is a response with its case on record. `body_hash` tells the body of the response from earlier bodies.
    `unit` is the id of the unit that heard it, "" in an earlier release's; `read`: somebody of the unit has read it.
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
    execution: str = ""
    body_hash: str = ""
    unit: str = ""
    read: bool = False
    raised: Raised | None = None
    praises: tuple[Praise, ...] = ()

    @property
    def reachable(self) -> bool:
        """True if the customer left a mail address."""
        return bool(self.contact.email)

    @property
    def needs_case(self) -> bool:
        """True if the response is to be handled: the customer is unhappy, or somebody of the staff wants it so."""
        return self.verdict == "negative" or self.raised is not None

    @property
    def asks_for_nothing(self) -> bool:
        """True if nobody has anything to do: the customer is content, wishes for nothing, and left no mail address."""
        return self.verdict != "negative" and not self.reachable

    def rests(self, now: datetime) -> bool:
        """True if the customer may still be answering: the response is partial, and `quiet_at` is to come."""
        return self.partial and self.quiet_at is not None and now < self.quiet_at

    @property
    def begun(self) -> bool:
        """True if a case was begun on the response, whether it is on record or not."""
        return self.case_begun or bool(self.execution)

    @property
    def entered(self) -> bool:
        """True if staff entered what the customer told them."""
        return bool(self.context.heard)

    @property
    def anonymous(self) -> bool:
        """True if the customer left neither a mail address nor a phone number."""
        return not (self.contact.email or self.contact.phone)


def scores(answers: Mapping[str, Answer], survey: Survey) -> list[tuple[Question, int]]:
    """The scored questions that were answered, with their scores, in the survey's order."""
    answered = [(question, answers.get(question.id)) for question in survey.questions if question.scale]
    return [(question, score) for question, score in answered if isinstance(score, int)]


def written(answers: Mapping[str, Answer], survey: Survey) -> bool:
    """True if the customer wrote something in words of their own."""
    return any(question.kind == "text" and answers.get(question.id) for question in survey.questions)


def unhappy_scores(answers: Mapping[str, Answer], survey: Survey) -> list[tuple[Question, int]]:
    """The scored questions with scores that make a response negative by the survey's rules."""
    return [(question, score) for question, score in scores(answers, survey) if question.is_negative(score)]


def urgent(answers: Mapping[str, Answer], survey: Survey) -> bool:
    """True if the customer picked a topic of health or safety."""
    return any(choice.urgent for choice in survey.chosen(answers))


def legal_days(answers: Mapping[str, Answer], survey: Survey) -> int | None:
    """The time for an answer by law, in days: the shortest of the chosen topics; None when the law sets none."""
    return min((choice.legal_days for choice in survey.chosen(answers) if choice.legal_days is not None), default=None)


def is_contact_wish(answers: Mapping[str, Answer], contact: Contact, survey: Survey) -> bool:
    """True if only the wish to be contacted makes a response negative: there are scores, and none of them is."""
    must_act = urgent(answers, survey) or legal_days(answers, survey) is not None
    content = bool(scores(answers, survey)) and not unhappy_scores(answers, survey)
    return contact.wants_contact and content and not must_act


def verdict_of(answers: Mapping[str, Answer], contact: Contact, survey: Survey, *, entered: bool = False) -> Verdict:
    """The verdict: negative for a negative score, a wish to be contacted, or a topic that demands action.

    Such topics are urgent, or the law wants an answer, whatever the score. What staff entered is a complaint that
    somebody has heard: negative, too. Otherwise the first score decides between positive and neutral.
    """
    must_act = urgent(answers, survey) or legal_days(answers, survey) is not None or entered
    if contact.wants_contact or must_act or unhappy_scores(answers, survey):
        return "negative"
    scored = scores(answers, survey)
    return "positive" if scored and scored[0][0].is_positive(scored[0][1]) else "neutral"
