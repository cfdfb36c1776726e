"""What may be filled in through each link, and how it is checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kuultu.domain.case import TaskKind
from kuultu.domain.submission import LONGEST_TEXT, EmailCheck
from kuultu.domain.survey import Survey
from kuultu.errors import Flaw, Invalid

FieldKind = Literal["text", "email", "root_cause", "score", "ease", "checkbox"]


@dataclass(frozen=True)
class Field:
    """One field beside the choice."""

    kind: FieldKind = "text"
    required: bool = False


@dataclass(frozen=True)
class Form:
    """A radio group named `choice`, of which nothing is preselected, and some fields."""

    choices: tuple[str, ...]
    fields: Mapping[str, Field] = field(default_factory=dict)


FORMS: Mapping[TaskKind, Form] = {
    TaskKind.TRIAGE: Form(("handle", "not_a_complaint"), {"owner_email": Field("email")}),
    TaskKind.END_REFLECTION: Form(("end",), {"reason": Field(required=True)}),
    TaskKind.CONCLUDE: Form(
        ("ours", "product", "third_party", "none", "unclear"),
        {"facts": Field(required=True), "root_cause": Field("root_cause", required=True)},
    ),
    TaskKind.REPLY: Form(("send",), {"message": Field(required=True), "despite_warnings": Field("checkbox")}),
    TaskKind.FOLLOW_UP: Form(
        ("solved", "partly", "not_solved"), {"score": Field("score"), "ease": Field("ease"), "comment": Field()}
    ),
}


def filled_in(
    kind: TaskKind, data: Mapping[str, str], survey: Survey, email_flaw: EmailCheck
) -> tuple[str, dict[str, str]]:
    """The choice and the filled fields; raises Invalid with a flaw per field that must be changed."""
    form = FORMS[kind]
    given = {name: value.strip() for name, value in data.items() if value.strip() and name != "choice"}
    flaws = [Flaw(name, "unknown-field", "This field is not known here.") for name in given if name not in form.fields]
    if data.get("choice") not in form.choices:
        flaws.append(Flaw("choice", "choose", f"Choose one of: {', '.join(form.choices)}."))
    for name, wanted in form.fields.items():
        flaw = _flaw(name, wanted, given.get(name, ""), survey, email_flaw)
        if flaw:
            flaws.append(flaw)
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return data["choice"], given


def _flaw(name: str, wanted: Field, value: str, survey: Survey, email_flaw: EmailCheck) -> Flaw | None:
    if not value:
        return Flaw(name, "required", "This field must be filled in.") if wanted.required else None
    if len(value) > LONGEST_TEXT:
        return Flaw(name, "too-long", f"At most {LONGEST_TEXT} characters.")
    if re.search("[\x00\ud800-\udfff]", value):
        return Flaw(name, "invalid-text", "The text holds characters that are not text.")
    if wanted.kind == "email" and (reason := email_flaw(value)):
        return Flaw(name, "invalid-email", reason)
    allowed = allowed_values(wanted, survey)
    if allowed is not None and value not in allowed:
        return Flaw(name, "not-offered", f"One of: {', '.join(allowed)}.")
    return None


def allowed_values(wanted: Field, survey: Survey) -> list[str] | None:
    """The values that this field takes, in order; None when any text will do."""
    if wanted.kind == "root_cause":
        return [*(cause.value for cause in survey.root_causes), "other"]
    if wanted.kind == "ease":
        return [str(score) for score in range(1, 8)]
    if wanted.kind == "score":
        scored = survey.first_scored
        return [str(score) for score in range(scored.scale[0], scored.scale[1] + 1)] if scored and scored.scale else []
    return None
