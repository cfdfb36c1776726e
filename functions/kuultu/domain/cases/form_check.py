"""The check of a filled form: choice, known fields, and the contents of each field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kuultu.domain.calendar.typed_time import is_moment
from kuultu.domain.cases.address_check import ADDRESSES, AddressCheck
from kuultu.domain.cases.enquiry import suffixes
from kuultu.domain.cases.remedy import NONE_OF_THESE, WISHES, Remedy, cents_in
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.responses.submission import LONGEST_TEXT
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Flaw, Invalid

Given = Mapping[str, str]

SOLVED = ("solved", "partly", "not_solved")
"""The answers to the question at the follow-up if the matter is settled."""


def checked_form(form: Form, data: Given, survey: Survey | None, addresses: AddressCheck) -> tuple[str, dict[str, str]]:
    """The choice and the filled fields; raises Invalid with a flaw per field that must be changed.

    `survey`: for the values that it offers; None for a form without such fields.
    """
    known = field_names(form)
    given = {name: value.strip() for name, value in data.items() if value.strip() and name != "choice"}
    flaws = [Flaw(name, "unknown-field", "This field is not known here.") for name in given if name not in known]
    if data.get("choice") not in form.choices:
        flaws.append(Flaw("choice", "choose", f"Choose one of: {', '.join(form.choices)}."))
    found = (_flaw(name, wanted, given, survey, addresses) for name, wanted in known.items())
    flaws += [flaw for flaw in found if flaw]
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return data["choice"], given


def field_names(form: Form) -> dict[str, Field]:
    """The fields of a form by name; one that may come several times also as `name_2`, `name_3` …"""
    return {name + end: wanted for name, wanted in form.fields.items() for end in _ends(wanted)}


def _ends(wanted: Field) -> list[str]:
    return suffixes() if wanted.times else [""]


def _flaw(name: str, wanted: Field, given: Given, survey: Survey | None, addresses: AddressCheck) -> Flaw | None:
    value = given.get(name, "")
    if not value:
        return Flaw(name, "required", "This field must be filled in.") if wanted.required else None
    if len(value) > LONGEST_TEXT:
        return Flaw(name, "too-long", f"At most {LONGEST_TEXT} characters.")
    if re.search("[\x00\ud800-\udfff]", value):
        return Flaw(name, "invalid-text", "The text holds characters that are not text.")
    if wanted.kind in ADDRESSES:
        return addresses.flaw(name, wanted.kind, given)
    if wanted.kind == "customer":
        reason = addresses.email_flaw(value)
        return Flaw(name, "invalid-email", reason) if reason else None
    if wanted.kind in FORMATS:
        reads, flaw = FORMATS[wanted.kind]
        return None if reads(value) else replace(flaw, pointer=name)
    return _offer_flaw(name, value.split(",") if wanted.kind == "remedies" else [value], wanted, survey)


def date_in(text: str) -> date | None:
    """The day in a text such as `2027-07-01`; None for any other text."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


FORMATS: Mapping[str, tuple[Callable[[str], object], Flaw]] = {
    "date": (date_in, Flaw("", "invalid-date", "A date, such as 2027-07-01.")),
    "amount": (cents_in, Flaw("", "invalid-amount", "A sum in euros, such as 49,90.")),
    "moment": (is_moment, Flaw("", "invalid-time", "A date and a time, such as 2026-11-25T14:30.")),
}
"""Reader of each kind of value with a format, and the flaw of a value that cannot be read."""


def _offer_flaw(name: str, values: list[str], wanted: Field, survey: Survey | None) -> Flaw | None:
    allowed = allowed_values(wanted, survey)
    if allowed is not None and any(value not in allowed for value in values):
        return Flaw(name, "not-offered", f"One of: {', '.join(allowed)}.")
    return None


def allowed_values(wanted: Field, survey: Survey | None) -> list[str] | None:
    """The allowed values of a field, in order; None if the field's kind has no list of values."""
    if survey and wanted.kind == "root_cause":
        return [*(cause.value for cause in survey.root_causes), "other"]
    if survey and wanted.kind == "unit":
        return [unit.id for unit in survey.units]
    if wanted.kind == "ease":
        return [str(score) for score in range(1, 8)]
    if survey and wanted.kind == "score":
        scored = survey.first_scored
        return [str(score) for score in range(scored.scale[0], scored.scale[1] + 1)] if scored and scored.scale else []
    if wanted.kind == "wish":
        return list(WISHES)
    if wanted.kind == "solved":
        return list(SOLVED)
    if wanted.kind == "remedy":
        return [*(remedy.value for remedy in Remedy), NONE_OF_THESE]
    return [remedy.value for remedy in Remedy] if wanted.kind == "remedies" else None
