"""Checks of the values in a definition, and the composition of checks."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeGuard

Path = tuple[str | int, ...]
Check = Callable[[Any, Path], Iterator["Violation"]]


@dataclass(frozen=True)
class Violation:
    """A violation: the path of keys and positions from the top, and a sentence that says what to change."""

    path: Path
    text: str


def table(required: Mapping[str, Check], optional: Mapping[str, Check], meanings: Mapping[str, str]) -> Check:
    """The check for a table of required and optional keys, and no others; `meanings` explains missing keys."""

    def check(value: Any, path: Path) -> Iterator[Violation]:  # noqa: ANN401 - any value
        if not isinstance(value, dict):
            yield Violation(path, f"Here should be {', '.join(required)}, each with its value.")
            return
        checks = {**required, **optional}
        for key in required:
            if key not in value:
                meaning = meanings.get(key)
                yield Violation(path, f'"{key}" is missing' + (f": {meaning}." if meaning else "."))
        for key, inner in value.items():
            if key in checks:
                yield from checks[key](inner, (*path, key))
            else:
                yield Violation((*path, key), _unknown(key, value, list(checks)))

    return check


def _unknown(key: str, value: Mapping[str, Any], known: list[str]) -> str:
    alike = [name for name in get_close_matches(key, known) if name not in value]
    hint = f'Did you mean "{alike[0]}"?' if alike else f"What can stand here: {', '.join(known)}."
    return f'"{key}" is not known here. {hint}'


def list_of(inner: Check, what: str) -> Check:
    """The check for a list with at least one item; `what` names the items: `questions`."""

    def check(value: Any, path: Path) -> Iterator[Violation]:  # noqa: ANN401 - any value
        if not isinstance(value, list) or not value:
            yield Violation(path, f"Here should be a list of {what}, one at least.")
            return
        for index, item in enumerate(value):
            yield from inner(item, (*path, index))

    return check


def sentence(wanted: str, accepts: Callable[[Any], bool]) -> Check:
    """The check for an accepted value; the violation of any other is the sentence `wanted`."""

    def check(value: Any, path: Path) -> Iterator[Violation]:  # noqa: ANN401 - any value
        if not accepts(value):
            yield Violation(path, wanted)

    return check


def one_of(*allowed: str) -> Check:
    """The check for an allowed word."""
    return sentence(f"This must be one of {', '.join(allowed)}.", lambda value: value in allowed)


def words(value: object) -> bool:
    """True if the value is a text that is not blank."""
    return isinstance(value, str) and bool(value.strip())


TEXT = sentence("Here should be a text.", words)
FLAG = sentence("This is true or false, without quotation marks.", lambda value: isinstance(value, bool))
IDENTIFIER = sentence(
    "An id begins with a letter and has only letters a to z, digits, - and _, 64 at most.",
    lambda value: isinstance(value, str) and bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,63}", value, re.ASCII)),
)


def number(lowest: float, highest: float, what: str) -> Check:
    """The check for a number within bounds; `what` begins the sentence: `The time to think`."""
    wanted = f"{what} is a number from {lowest:,} to {highest:,}."
    return sentence(wanted, lambda value: is_number(value) and lowest <= value <= highest)


def whole(lowest: int, highest: int, what: str) -> Check:
    """The check for a whole number within bounds; `what` begins the sentence."""
    wanted = f"{what} is a whole number from {lowest} to {highest}."
    return sentence(wanted, lambda value: is_whole(value) and lowest <= value <= highest)


def is_number(value: object) -> TypeGuard[float]:
    """True if the value is a finite number, and not a boolean."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def is_whole(value: object) -> TypeGuard[int]:
    """True if the value is a whole number, and not a boolean."""
    return type(value) is int
