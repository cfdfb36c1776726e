"""Answers in the console: what a list tells of each, and which of them a view asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kuultu.domain.cases.short_number import short_number
from kuultu.domain.console.look import Look
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import View, bounds, view_of
from kuultu.domain.responses.readable_answers import texts_in, with_scale
from kuultu.domain.responses.response import Response
from kuultu.domain.responses.rude_words import is_rude
from kuultu.domain.surveys.survey import Survey

PATH = "/console/answers"
FILTERS = (
    "read",
    "survey",
    "unit",
    "from",
    "to",
    "verdict",
    "topic",
    "language",
    "touchpoint",
    "case",
    "text",
)
YES_NO = ("yes", "no")
VERDICTS = ("negative", "neutral", "positive")
CHOICES: Mapping[str, Sequence[str]] = {"read": (*YES_NO, "any"), "case": YES_NO, "verdict": VERDICTS}


def answers_view(asked: Mapping[str, str]) -> View:
    """The view of answers that a query asks for: without any filter, those that nobody has read."""
    view = view_of(PATH, asked, FILTERS, CHOICES)
    return view if view.filters else view_of(PATH, {**asked, "read": "no"}, FILTERS, CHOICES)


@dataclass(frozen=True)
class HeardAnswer:
    """A response in the console, with the survey's version that it answers."""

    response: Response
    survey: Survey

    @property
    def unit_id(self) -> str:
        """The id of the unit that heard it; of the first unit for a response that an earlier release stored."""
        return self.response.unit or self.survey.unit(self.response.context.unit).id

    @property
    def texts(self) -> list[str]:
        """The customer's own words, in the survey's order."""
        return texts_in(self.response.answers, self.survey)

    @property
    def words(self) -> str:
        """The customer's own words, on one line; "" without any."""
        return " ".join(" ".join(self.texts).split())

    @property
    def rude(self) -> bool:
        """True if a list leaves the words out, because one of them is rude."""
        return is_rude(self.words)

    @property
    def topics(self) -> list[str]:
        """The values of the choices that the customer picked."""
        return [choice.value for choice in self.survey.chosen(self.response.answers)]

    @property
    def score(self) -> int | None:
        """The customer's answer to the first scored question; None without one."""
        question = self.survey.first_scored
        score = self.response.answers.get(question.id) if question else None
        return score if isinstance(score, int) else None

    @property
    def scale(self) -> tuple[int, int] | None:
        """The scale of the first scored question; None without such a question."""
        return self.survey.first_scored.scale if self.survey.first_scored else None

    @property
    def score_text(self) -> str:
        """The score with the end of its scale; "" without a score."""
        return with_scale(self.score, self.scale) if self.score is not None and self.scale else ""

    @property
    def has_case(self) -> bool:
        """True if there is a case, or one is about to begin."""
        return self.response.begun or self.response.needs_case


@dataclass(frozen=True)
class AnswerView:
    """An answer as somebody of the staff sees it: others' latest looks at it, and the next answer of the view."""

    one: HeardAnswer
    view: View
    looked: tuple[Look, ...] = ()
    following: str = ""

    def name_of(self, address: str) -> str:
        """The name of a colleague; the address of somebody who is not there any more."""
        known = (member.person for member in self.one.survey.people)
        return next((person.name for person in known if person.has(address)), address)


def matches(one: HeardAnswer, view: View) -> bool:
    """True if a view asks for an answer; the unit, the time and who has read it are the index's."""
    response = one.response
    wanted = {
        "survey": response.survey_id,
        "verdict": response.verdict,
        "language": response.language,
        "touchpoint": response.context.touchpoint,
        "case": "yes" if one.has_case else "no",
    }
    asked = {name: value for name, value in view.filters.items() if name in wanted}
    topic = view.filter("topic")
    return (
        all(wanted[name] == value for name, value in asked.items())
        and (not topic or topic in one.topics)
        and _says(one, view.filter("text"))
    )


def _says(one: HeardAnswer, text: str) -> bool:
    """True if the customer's words hold a text, capitals aside, or if it is the reference or the case's number."""
    wanted = text.casefold()
    named = (one.response.context.reference, short_number(one.response.id), one.response.id)
    heard = any(wanted in words.casefold() for words in one.texts)
    return heard or wanted in ["", *(name.casefold() for name in named)]


def period(view: View, time_zone: str) -> tuple[datetime | None, datetime | None]:
    """The first moment of a view's time and the moment after its last, by a time zone; None for no bound."""
    first, last = view.day("from"), view.day("to")
    return bounds(first, time_zone)[0] if first else None, bounds(last, time_zone)[1] if last else None


def lists_of(view: View, staff: Staff) -> list[tuple[str, bool]]:
    """The lists in which a view looks: of each unit that the person sees, those read, unread, or both."""
    asked, read = view.filter("unit"), view.filter("read")
    units = [unit for unit in sorted(staff.visible) if asked in {"", unit}]
    states = {"yes": (True,), "no": (False,)}.get(read, (False, True))
    return [(unit, state) for unit in units for state in states]
