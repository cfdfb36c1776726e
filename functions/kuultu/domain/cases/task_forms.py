"""What may be filled in through each link, and how it is checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kuultu.domain.cases.enquiries import suffixes
from kuultu.domain.cases.remedies import NONE_OF_THESE, WISHES, Remedy, cents_in
from kuultu.domain.cases.task import TaskKind
from kuultu.domain.responses.submission import LONGEST_TEXT, EmailCheck
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Flaw, Invalid

FieldKind = Literal[
    "text", "email", "person", "people", "root_cause", "score", "ease", "checkbox", "wish", "remedies", "amount"
]

GROUP_NAMES = frozenset(
    "all asiakaspalvelu aspa butik contact customerservice everyone feedback hallinto hello help henkilosto "
    "henkilokunta hr info kaikki kassa kontakt kundservice kundtjanst markkinointi myymala myynti office order palaute "
    "palvelu personal personnel post posti reception reklamaatiot sales service shop staff support team tiimi "
    "tilaukset toimisto tuki varasto".split()
)
"""What stands before the @ of a mailbox that several people read."""

MOST_PEOPLE = 20
"""With how many people a conclusion can be shared."""


@dataclass(frozen=True)
class Field:
    """One field beside the choice; `times` says that it may come several times, as `name`, `name_2` …"""

    kind: FieldKind = "text"
    required: bool = False
    times: bool = False


@dataclass(frozen=True)
class Form:
    """A radio group named `choice`, of which nothing is preselected, and some fields."""

    choices: tuple[str, ...]
    fields: Mapping[str, Field] = field(default_factory=dict)


DESPITE = {"despite_warnings": Field("checkbox")}

ASKING: Mapping[str, Field] = {
    "ask_customer": Field(),
    "colleague_name": Field(times=True),
    "colleague_email": Field("person", times=True),
    "colleague_question": Field(times=True),
    "third_party_name": Field(times=True),
    "third_party_email": Field("email", times=True),
    "third_party_question": Field(times=True),
    "return_product": Field("checkbox"),
    **DESPITE,
}

FORMS: Mapping[TaskKind, Form] = {
    TaskKind.TRIAGE: Form(("handle", "not_a_complaint"), {"owner_email": Field("email"), **ASKING}),
    TaskKind.TELL_MORE: Form(("answer", "decline"), {"details": Field(), "bought_at": Field(), "wish": Field("wish")}),
    TaskKind.STATEMENT: Form(("answer", "decline"), {"statement": Field()}),
    TaskKind.RETURN_PRODUCT: Form(("sent", "keep"), {"tracking": Field()}),
    TaskKind.INSPECT: Form(("fault_found", "no_fault", "not_received"), {"finding": Field()}),
    TaskKind.END_REFLECTION: Form(("end",), {"reason": Field(required=True)}),
    TaskKind.CONCLUDE: Form(
        ("ours", "product", "third_party", "none", "unclear"),
        {
            "facts": Field(required=True),
            "root_cause": Field("root_cause", required=True),
            "share_with": Field("people"),
            **DESPITE,
        },
    ),
    TaskKind.CONFIRM_READ: Form(("read",), {"comment": Field()}),
    TaskKind.PROPOSE_REMEDY: Form(
        ("offer", "nothing"), {"remedies": Field("remedies"), "amount": Field("amount"), "reason": Field()}
    ),
    TaskKind.APPROVE_REMEDY: Form(("approve", "reject"), {"reason": Field()}),
    TaskKind.REPLY: Form(("send",), {"message": Field(required=True), **DESPITE}),
    TaskKind.CHOOSE_REMEDY: Form((*(remedy.value for remedy in Remedy), NONE_OF_THESE), {"wish": Field()}),
    TaskKind.DELIVER_REMEDY: Form(("delivered", "impossible"), {"delivery_reference": Field()}),
    TaskKind.FOLLOW_UP: Form(
        ("solved", "partly", "not_solved"), {"score": Field("score"), "ease": Field("ease"), "comment": Field()}
    ),
    TaskKind.CASE: Form(
        ("hand_over", "ask", "end_reflection"), {"owner_email": Field("email"), "reason": Field(), **ASKING}
    ),
}

Given = Mapping[str, str]


def filled_in(kind: TaskKind, data: Given, survey: Survey, email_flaw: EmailCheck) -> tuple[str, dict[str, str]]:
    """The choice and the filled fields; raises Invalid with a flaw per field that must be changed."""
    form = FORMS[kind]
    known = {name + end: wanted for name, wanted in form.fields.items() for end in _ends(wanted)}
    given = {name: value.strip() for name, value in data.items() if value.strip() and name != "choice"}
    flaws = [Flaw(name, "unknown-field", "This field is not known here.") for name in given if name not in known]
    if data.get("choice") not in form.choices:
        flaws.append(Flaw("choice", "choose", f"Choose one of: {', '.join(form.choices)}."))
    for name, wanted in known.items():
        flaw = _flaw(name, wanted, given, survey, email_flaw)
        if flaw:
            flaws.append(flaw)
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return data["choice"], given


def _ends(wanted: Field) -> list[str]:
    return suffixes() if wanted.times else [""]


def _flaw(name: str, wanted: Field, given: Given, survey: Survey, email_flaw: EmailCheck) -> Flaw | None:
    value = given.get(name, "")
    if not value:
        return Flaw(name, "required", "This field must be filled in.") if wanted.required else None
    if len(value) > LONGEST_TEXT:
        return Flaw(name, "too-long", f"At most {LONGEST_TEXT} characters.")
    if re.search("[\x00\ud800-\udfff]", value):
        return Flaw(name, "invalid-text", "The text holds characters that are not text.")
    if wanted.kind in {"email", "person", "people"}:
        return _address_flaw(name, wanted.kind, given, email_flaw)
    if wanted.kind == "amount":
        return None if cents_in(value) else Flaw(name, "invalid-amount", "A sum in euros, such as 49,90.")
    return _offer_flaw(name, value.split(",") if wanted.kind == "remedies" else [value], wanted, survey)


def _offer_flaw(name: str, values: list[str], wanted: Field, survey: Survey) -> Flaw | None:
    allowed = allowed_values(wanted, survey)
    if allowed is not None and any(value not in allowed for value in values):
        return Flaw(name, "not-offered", f"One of: {', '.join(allowed)}.")
    return None


def _address_flaw(name: str, kind: FieldKind, given: Given, email_flaw: EmailCheck) -> Flaw | None:
    """Whether these are addresses of persons; a mailbox that looks shared is taken only when the sender insists."""
    addresses = [line.strip() for line in given[name].splitlines() if line.strip()]
    reasons = [reason for address in addresses if (reason := email_flaw(address))]
    if reasons or (kind != "people" and len(addresses) > 1):
        return Flaw(name, "invalid-email", (*reasons, "One address only.")[0])
    if len(addresses) > MOST_PEOPLE:
        return Flaw(name, "too-many", f"At most {MOST_PEOPLE} people.")
    if kind != "email" and not given.get("despite_warnings") and any(map(looks_shared, addresses)):
        return Flaw(name, "group-address", "This looks like a mailbox that several people read.")
    return None


def looks_shared(address: str) -> bool:
    """Whether several people seem to read this mailbox, by what stands before the @."""
    return re.split(r"[.+_-]", address.split("@")[0].lower())[0] in GROUP_NAMES


def allowed_values(wanted: Field, survey: Survey) -> list[str] | None:
    """The values that this field takes, in order; None when any text will do."""
    if wanted.kind == "root_cause":
        return [*(cause.value for cause in survey.root_causes), "other"]
    if wanted.kind == "ease":
        return [str(score) for score in range(1, 8)]
    if wanted.kind == "score":
        scored = survey.first_scored
        return [str(score) for score in range(scored.scale[0], scored.scale[1] + 1)] if scored and scored.scale else []
    if wanted.kind == "wish":
        return list(WISHES)
    return [remedy.value for remedy in Remedy] if wanted.kind == "remedies" else None
