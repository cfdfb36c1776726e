"""Strict JSON bodies, by RFC 8259 and I-JSON: a body that two parsers could read differently is refused."""

import json
from collections.abc import Mapping
from typing import Any

from kuultu.errors import Malformed, TooLarge, Unsupported

MOST_JSON_BYTES = 32 * 1024
"""Bytes of a body."""

DEEPEST = 8
"""Levels of nesting."""


def json_from(body: bytes, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    """The value in a JSON body; raises Unsupported, TooLarge or Malformed, and never echoes the body."""
    _refuse_other_media(headers)
    return parsed_json(body)


def _refuse_other_media(headers: Mapping[str, str]) -> None:
    media, _, parameters = headers.get("content-type", "").lower().partition(";")
    charset = parameters.replace(" ", "").replace('"', "")
    if media.strip() != "application/json" or charset not in ("", "charset=utf-8"):
        raise Unsupported("Send JSON in UTF-8 with Content-Type: application/json.")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise Unsupported("Send the body without a Content-Encoding.")


def parsed_json(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """The value in a JSON body; raises TooLarge or Malformed, and never echoes the body."""
    if len(body) > MOST_JSON_BYTES:
        raise TooLarge(f"At most {MOST_JSON_BYTES} bytes.")
    text = _utf8(body)
    if _depth(text) > DEEPEST:
        raise Malformed(f"Nested deeper than {DEEPEST} levels.", code="malformed-json")
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON, or holds a name twice.", code="malformed-json") from error


def _utf8(body: bytes) -> str:
    if body.startswith(b"\xef\xbb\xbf"):
        raise Malformed("The body begins with a byte order mark; send plain UTF-8.", code="malformed-json")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8.", code="malformed-json") from error


def _depth(text: str) -> int:
    deepest = depth = 0
    quoted = escaped = False
    for character in text:
        if quoted:
            quoted = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            quoted = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError
    return values


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError
    return value
