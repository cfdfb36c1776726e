"""The form behind a link: one choice, fields, and the checks of their texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kuultu.domain.responses.submission import EmailCheck

FieldKind = Literal[
    "text",
    "date",
    "email",
    "language",
    "heard",
    "owner",
    "member",
    "person",
    "people",
    "customer",
    "root_cause",
    "score",
    "ease",
    "checkbox",
    "wish",
    "remedies",
    "amount",
    "moment",
    "remedy",
    "solved",
    "unit",
]


@dataclass(frozen=True)
class Field:
    """A field beside the choice; with `times`, the field may come several times, as `name`, `name_2` …"""

    kind: FieldKind = "text"
    required: bool = False
    times: bool = False


@dataclass(frozen=True)
class Form:
    """A radio group named `choice`, without preselection, and some fields."""

    choices: tuple[str, ...]
    fields: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True)
class TextChecks:
    """Checks of texts, given in by the caller, so that a Lambda that only shows a task holds no checks.

    `remarks_on`: concern and found words of each remark of the reply guide on a reply to a reader of a language.
    `quotes`: True if a reply repeats a statement. `another_language`: the language of a text that is plainly not in
    the reader's, else "".
    """

    email_flaw: EmailCheck
    remarks_on: Callable[[str, str], Sequence[tuple[str, str]]]
    quotes: Callable[[str, str], bool]
    another_language: Callable[[str, str], str]


DESPITE = {"despite_warnings": Field("checkbox")}
NAMING = {**DESPITE, "despite_unknown": Field("checkbox")}
"""The boxes of a form in which people are named: a shared mailbox, or an address that is not in the directory."""

PASSING_ON: Mapping[str, Field] = {"owner_email": Field("owner"), "unit": Field("unit")}
"""The fields of a hand-over: to a person, or to another unit."""

ASKING: Mapping[str, Field] = {
    "ask_customer": Field(),
    "colleague_name": Field(times=True),
    "colleague_email": Field("person", times=True),
    "colleague_question": Field(times=True),
    "third_party_name": Field(times=True),
    "third_party_email": Field("person", times=True),
    "third_party_question": Field(times=True),
    "return_product": Field("checkbox"),
    **NAMING,
}

NO_FORM = Form(())
"""The form of a task that nobody does through a link."""
