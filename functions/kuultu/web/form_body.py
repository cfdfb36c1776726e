"""Form bodies (application/x-www-form-urlencoded) as link pages post them."""

from urllib.parse import parse_qsl

from kuultu.domain.forms import FORMS
from kuultu.errors import Malformed, TooLarge, Unsupported

LARGEST = 64 * 1024
"""Bytes of a body: a text of 5 000 characters, each percent-encoded, and some room."""

MOST_FIELDS = 100

FIELDS = {name: field for form in FORMS.values() for name, field in form.fields.items()}
CHECKBOXES = {name for name, field in FIELDS.items() if field.kind == "remedies"}
REPEATED = {name for name, field in FIELDS.items() if field.times}
"""The fields that may come more than once."""


def form_from(body: bytes, content_type: str) -> dict[str, str]:
    """The fields of a form; raises Unsupported, TooLarge or Malformed."""
    if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Unsupported("Send the form as application/x-www-form-urlencoded.")
    if len(body) > LARGEST:
        raise TooLarge(f"At most {LARGEST} bytes.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise Malformed("The form could not be read.", code="malformed-form") from error
    fields: dict[str, str] = {}
    for name, value in pairs:
        _add(fields, name, value.replace("\r\n", "\n"))
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
