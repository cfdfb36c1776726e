"""Staff sheets: a survey's form that staff of a unit fill in for a customer whom they heard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kuultu.domain.responses.answer_sheet import LINES, TICKS, AnswerSheet, Values, content_of, filled_sheet
from kuultu.domain.responses.submission import EmailCheck, Submission, is_blank, submission_from
from kuultu.domain.surveys.survey import Survey
from kuultu.domain.surveys.unit import Unit
from kuultu.errors import Flaw, Invalid, KuultuError

HEARD = ("counter", "phone", "mail")
"""The places where staff hear customers."""

SOMEWHERE = "somewhere"
"""The place on record when staff did not say where they heard the customer."""

STORE = "store"
"""The one choice on a staff sheet."""

BESIDE = ("choice", *LINES, "language", "reference", "heard")
"""The fields of a staff sheet beside the questions."""


@dataclass(frozen=True)
class Receipt:
    """The answer that staff stored, as told to them: short number, name of the owner, and the customer's contact."""

    number: str
    owner: str
    email: str
    phone: str


@dataclass(frozen=True)
class StaffSheet:
    """A survey's form on the page of a unit's staff; sheets with the same `key` are one response.

    `filled` has the answers, `beside` the other fields. `receipt` tells of the sheet stored before, `stored` is the id
    under which this sheet is stored.
    """

    survey: Survey
    unit: Unit
    key: str
    filled: Values = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    problem: KuultuError | None = None
    receipt: Receipt | None = None
    stored: str = ""

    @property
    def languages(self) -> list[str]:
        """The languages in which the customer can be answered, first the unit's if the survey speaks it."""
        return sorted(self.survey.languages, key=lambda code: code != self.unit.language)


def blank_sheet(survey: Survey, unit: Unit, key: str, receipt: Receipt | None = None) -> StaffSheet:
    """An empty sheet.

    Every question may be left out, and none waits for the score of another: staff write down what they were told.
    """
    asked = tuple(replace(question, required=False, show_when=None) for question in survey.questions)
    return StaffSheet(replace(survey, questions=asked), unit, key, receipt=receipt)


def filled_in(sheet: StaffSheet, values: Values) -> StaffSheet:
    """A sheet with the fields of its form; raises Malformed when a single-value field comes twice."""
    beside = {name: text for name in BESIDE if (text := next(iter(values.get(name, ())), "").strip())}
    key = next(iter(values.get("key", ())), "")
    return replace(sheet, key=key or sheet.key, filled=filled_sheet(sheet.survey, values), beside=beside)


def submission_in(sheet: StaffSheet, email_flaw: EmailCheck) -> Submission:
    """The submission on a sheet; raises Invalid with every flaw. Who gives contact details to staff consents by it."""
    content = _content(sheet)
    flaws = [*_said_flaws(sheet, content["answers"]), *_choice_flaws(sheet)]
    try:
        submission = submission_from(content, sheet.survey, email_flaw)
    except Invalid as invalid:
        raise Invalid(flaws=(*invalid.flaws, *flaws)) from invalid
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return replace(submission, context=replace(submission.context, heard=sheet.beside.get("heard", SOMEWHERE)))


def _content(sheet: StaffSheet) -> dict[str, Any]:
    """The content of a sheet as the JSON body of a program."""
    filled = {name: values for name, values in sheet.filled.items() if name not in TICKS}
    consent = {"consent": ["yes"]} if filled.keys() & set(LINES) else {}
    context = {"unit": sheet.unit.id, "reference": sheet.beside.get("reference", "")}
    language = sheet.beside.get("language", sheet.languages[0])
    return content_of(AnswerSheet(sheet.survey, language, sheet.key, "", filled | consent, context))


def _said_flaws(sheet: StaffSheet, answers: Mapping[str, Any]) -> Iterator[Flaw]:
    if all(is_blank(answer) for answer in answers.values()):
        yield Flaw(_first_to_write(sheet.survey), "nothing-said", "Something of what was said.")


def _choice_flaws(sheet: StaffSheet) -> Iterator[Flaw]:
    if sheet.beside.get("choice") != STORE:
        yield Flaw("choice", "choose", f"One of: {STORE}.")
    if sheet.beside.get("heard", "") not in {"", *HEARD}:
        yield Flaw("heard", "not-offered", f"One of: {', '.join(HEARD)}.")


def _first_to_write(survey: Survey) -> str:
    """The id of the first open question; of the first question if none is open."""
    return next((question.id for question in survey.questions if question.kind == "text"), survey.questions[0].id)
