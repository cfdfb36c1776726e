"""Form bodies (application/x-www-form-urlencoded) from Kuultu's pages, and queries."""

from urllib.parse import parse_qsl

from kuultu.errors import Malformed, TooLarge, Unsupported

MOST_FORM_BYTES = 64 * 1024
"""Bytes of a body: a text of 5 000 characters, each percent-encoded, and some room."""

MOST_ANSWERS = 1_000
"""Fields of a survey's form, which may offer many choices."""

Values = dict[str, list[str]]
"""The values under each name, in order."""


def values_from(body: bytes, content_type: str) -> Values:
    """The fields of a survey's form, each with all values; raises Unsupported, TooLarge or Malformed."""
    return _by_name(pairs_in(body, content_type, MOST_ANSWERS))


def values_in_query(query: str) -> Values:
    """The values in a query; empty for a query of more than 1 000 fields."""
    try:
        return _by_name(parse_qsl(query, max_num_fields=MOST_ANSWERS, errors="replace"))
    except ValueError:
        return {}


def pairs_in(body: bytes, content_type: str, most: int) -> list[tuple[str, str]]:
    """Names and values in a form's body, at most `most` pairs; raises Unsupported, TooLarge or Malformed."""
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
