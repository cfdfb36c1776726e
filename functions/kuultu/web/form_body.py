"""Form bodies (application/x-www-form-urlencoded) as link pages post them."""

from urllib.parse import parse_qsl

from kuultu.errors import Malformed, TooLarge, Unsupported

LARGEST = 64 * 1024
"""Bytes of a body: a text of 5 000 characters, each percent-encoded, and some room."""

MOST_FIELDS = 50


def form_from(body: bytes, content_type: str) -> dict[str, str]:
    """The fields of a form; raises Unsupported, TooLarge or Malformed. A field may come once."""
    if content_type.split(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Unsupported("Send the form as application/x-www-form-urlencoded.")
    if len(body) > LARGEST:
        raise TooLarge(f"At most {LARGEST} bytes.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise Malformed("The form could not be read.", code="malformed-form") from error
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Malformed("A field came twice.", code="malformed-form")
    return {name: value.replace("\r\n", "\n") for name, value in fields.items()}
