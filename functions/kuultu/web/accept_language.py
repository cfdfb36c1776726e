"""The languages that a reader wants, by query and `Accept-Language`."""

from collections.abc import Mapping, Sequence

MOST_HEADER_CHARACTERS = 200
"""Characters of the header that are looked at."""


def by_preference(accept_language: str) -> list[str]:
    """The languages of an `Accept-Language`, the most wanted first; those with a weight of nothing are left out."""
    weighed = [_weighed(part) for part in accept_language[:MOST_HEADER_CHARACTERS].split(",")]
    return [language for language, weight in sorted(weighed, key=lambda one: -one[1]) if language and weight > 0]


def _weighed(part: str) -> tuple[str, float]:
    language, _, weight = part.replace(" ", "").partition(";q=")
    try:
        return language, float(weight or "1")
    except ValueError:
        return language, 0


def wanted_languages(asked: Mapping[str, Sequence[str]], headers: Mapping[str, str]) -> list[str]:
    """The languages that a reader wants: those in the query (`language`), then those of the browser."""
    return [*asked.get("language", []), *by_preference(headers.get("accept-language", ""))]
