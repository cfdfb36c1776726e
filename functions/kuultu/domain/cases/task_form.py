"""The form behind a link: one choice, and fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FieldKind = Literal[
    "text", "email", "person", "people", "root_cause", "score", "ease", "checkbox", "wish", "remedies", "amount"
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

NO_FORM = Form(())
"""The form of a task that nobody does through a link."""
