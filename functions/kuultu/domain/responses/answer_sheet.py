"""Answer sheets: a survey as a form on a page, with the filled fields and the hidden ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kuultu.domain.responses.submission import LONGEST_LINE, LONGEST_TEXT, text_flaws
from kuultu.domain.surveys.survey import Question, Survey
from kuultu.errors import KuultuError, Malformed

Values = Mapping[str, Sequence[str]]
"""The values under each name, in order."""

CONTEXT = ("unit", "reference", "touchpoint")
LINES = ("name", "email", "phone", "contact_when")
TICKS = ("wants_contact", "consent")


@dataclass(frozen=True)
class AnswerSheet:
    """A survey's form in a language; `token` is the form token, and sheets with the same `key` are one response."""

    survey: Survey
    language: str
    key: str
    token: str
    filled: Values = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)
    problem: KuultuError | None = None


def preselected(survey: Survey, query: Values) -> Values:
    """The answers in a query that the survey takes; all other values are left out."""
    usable = {question.id: _usable(question, query.get(question.id, ())) for question in survey.questions}
    return {name: values for name, values in usable.items() if values}


def _usable(question: Question, values: Sequence[str]) -> list[str]:
    if question.scale:
        return [value for value in values if value in _scores(question)][:1]
    if question.kind == "choice":
        return [choice.value for choice in question.choices if choice.value in values]
    return [value for value in values[:1] if not [*text_flaws("", value, LONGEST_TEXT, lines=True)]]


def _scores(question: Question) -> Mapping[str, int]:
    lowest, highest = question.scale or (0, -1)
    return {str(score): score for score in range(lowest, highest + 1)}


def context_in(values: Values) -> dict[str, str]:
    """The context of an answer: unit, reference, touchpoint.

    Unusable values (too long, no text) are left out, as nobody could mend them.
    """
    given = {name: _first(values, name) for name in CONTEXT}
    return {name: value for name, value in given.items() if value and not [*text_flaws("", value, LONGEST_LINE[name])]}


def filled_sheet(survey: Survey, values: Values) -> Values:
    """The customer's values under the names of the form; raises Malformed when a single-value field comes twice."""
    several = {question.id for question in survey.questions if question.kind == "choice"}
    names = [*(question.id for question in survey.questions), *LINES, *TICKS]
    if any(len(values.get(name, ())) > 1 for name in names if name not in several):
        raise Malformed("A field came twice.", code="malformed-form")
    given = {name: [value for value in values.get(name, ()) if value.strip()] for name in names}
    return {name: kept for name, kept in given.items() if kept}


def content_of(sheet: AnswerSheet) -> dict[str, Any]:
    """The content of a sheet as the JSON body of a program; contact details and context only if there are any."""
    questions = [question for question in sheet.survey.questions if question.id in sheet.filled]
    answers = {question.id: _answer(question, sheet.filled[question.id]) for question in questions}
    beside = {"contact": _contact(sheet.filled), "context": dict(sheet.context)}
    return {"language": sheet.language, "answers": answers} | {name: value for name, value in beside.items() if value}


def _answer(question: Question, values: Sequence[str]) -> object:
    if question.kind == "choice":
        return list(values)
    return _scores(question).get(values[0], values[0]) if question.scale else values[0].strip()


def _contact(filled: Values) -> dict[str, object]:
    given: dict[str, object] = {name: _first(filled, name) for name in LINES if name in filled}
    if "wants_contact" in filled:
        given["wants_contact"] = True
    return {**given, "consent": "consent" in filled} if given else {}


def _first(values: Values, name: str) -> str:
    return next(iter(values.get(name, ())), "").strip()
