"""Form bodies (application/x-www-form-urlencoded) as our pages post them, and queries."""

from urllib.parse import parse_qsl

from kuultu.domain.cases.tasks import ENTRIES
from kuultu.errors import Malformed, TooLarge, Unsupported

MOST_FORM_BYTES = 64 * 1024
"""Bytes of a body: a text of 5 000 characters, each percent-encoded, and some room."""

MOST_FIELDS = 100

MOST_ANSWERS = 1_000
"""Fields of a survey, which may offer many choices."""

FIELDS = {name: field for entry in ENTRIES.values() for name, field in entry.form.fields.items()}
CHECKBOXES = {name for name, field in FIELDS.items() if field.kind == "remedies"}
REPEATED = {name for name, field in FIELDS.items() if field.times}
"""The fields that may come more than once."""


Values = dict[str, list[str]]
"""What was given under each name, in order."""


def form_from(body: bytes, content_type: str) -> dict[str, str]:
    """The fields of a link's form; raises Unsupported, TooLarge or Malformed."""
    fields: dict[str, str] = {}
    for name, value in _pairs(body, content_type, MOST_FIELDS):
        _add(fields, name, value)
    return fields


def _add(fields: dict[str, str], name: str, value: str) -> None:
    """Checkboxes of one name are one field, joined by commas; another field that comes again is `name_2`, `name_3` …"""
    if name not in fields:
        fields[name] = value
    elif name in CHECKBOXES:
        fields[name] += f",{value}"
    elif name in REPEATED:
        number = 2
        while f"{name}_{number}" in fields:
            number += 1
        fields[f"{name}_{number}"] = value
    else:
        raise Malformed("A field came twice.", code="malformed-form")


def values_from(body: bytes, content_type: str) -> Values:
    """The fields of a survey's form, each as often as it came; raises Unsupported, TooLarge or Malformed."""
    return _by_name(_pairs(body, content_type, MOST_ANSWERS))


def values_in_query(query: str) -> Values:
    """What a query says; nothing, when it says too much."""
    try:
        return _by_name(parse_qsl(query, max_num_fields=MOST_ANSWERS, errors="replace"))
    except ValueError:
        return {}


def _pairs(body: bytes, content_type: str, most: int) -> list[tuple[str, str]]:
    if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Unsupported("Send the form as application/x-www-form-urlencoded.")
    if len(body) > MOST_FORM_BYTES:
        raise TooLarge(f"At most {MOST_FORM_BYTES} bytes.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=most, errors="strict")
    except ValueError as error:
        raise Malformed("The form could not be read.", code="malformed-form") from error
    return [(name, value.replace("\r\n", "\n")) for name, value in pairs]


def _by_name(pairs: list[tuple[str, str]]) -> Values:
    values: Values = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values
