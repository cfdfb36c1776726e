"""The validation of a definition: every violation at once, each with its place and the change it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kuultu.domain.surveys.validation.cross_checks import CROSS_CHECKS
from kuultu.domain.surveys.validation.schema import languages_of, survey_check
from kuultu.domain.surveys.validation.value_checks import Violation


@dataclass(frozen=True)
class Known:
    """Checks from outside the domain: the flaw of a mail address (or None), and the existence of a holiday code."""

    email_flaw: Callable[[str], str | None]
    has_holidays: Callable[[str], bool]


def violations_in(document: Any, known: Known) -> list[Violation]:  # noqa: ANN401 - any document
    """The violations in a definition, each once: by the schema, in the document's order, then by the cross-checks."""
    check = survey_check(languages_of(document), known.email_flaw, known.has_holidays)
    violations = list(check(document, ()))
    if isinstance(document, dict):
        violations += [violation for rule in CROSS_CHECKS for violation in rule(document)]
    return list(dict.fromkeys(violations))
