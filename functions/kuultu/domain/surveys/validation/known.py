"""Checks from outside the domain."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """Checks from outside the domain: the flaw of a mail address (or None), and the existence of a holiday code."""

    email_flaw: Callable[[str], str | None]
    has_holidays: Callable[[str], bool]
