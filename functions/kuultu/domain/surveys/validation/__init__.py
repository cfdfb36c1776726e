"""The validation of a definition: every violation at once, each with its place and the change it needs."""

from typing import Any

from kuultu.domain.surveys.validation.cross_checks import CROSS_CHECKS
from kuultu.domain.surveys.validation.known import Known
from kuultu.domain.surveys.validation.schema import languages_of, survey_check
from kuultu.domain.surveys.validation.value_checks import Violation

__all__ = ["Known", "violations_in"]


def violations_in(document: Any, known: Known) -> list[Violation]:  # noqa: ANN401 - any document
    """The violations in a definition, each once: by the schema, in the document's order, then by the cross-checks."""
    check = survey_check(languages_of(document), known)
    violations = list(check(document, ()))
    if isinstance(document, dict):
        violations += [violation for rule in CROSS_CHECKS for violation in rule(document)]
    return list(dict.fromkeys(violations))
