"""Cross-checks of a definition: parts that must fit together.

Each rule looks past values of the wrong shape, which the schema reports.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kuultu.domain.surveys.survey import SCALES
from kuultu.domain.surveys.validation.value_checks import Path, Violation, is_number, is_whole

RESERVED = {
    "language",
    "unit",
    "reference",
    "page",
    "touchpoint",
    "name",
    "email",
    "phone",
    "contact_when",
    "wants_contact",
    "consent",
    "key",
    "form",
    "website",
    "choice",
    "heard",
}
"""Names that links and forms use for other things than answers."""

Document = Mapping[str, Any]


def nothing_twice(document: Document) -> Iterator[Violation]:
    """No id, value, language or allowed origin is listed twice."""
    for path, key in ((("questions",), "id"), (("units",), "id"), (("root_causes",), "value")):
        yield from repeated(tables(document.get(path[0])), path, key)
    for index, question in tables(document.get("questions")):
        yield from repeated(tables(question.get("choices")), ("questions", index, "choices"), "value")
    for name in ("languages", "allowed_origins", "units"):
        listed = document.get(name)
        items = (
            [(at, item) for at, item in enumerate(listed) if isinstance(item, str)] if isinstance(listed, list) else []
        )
        for index, item in items:
            if item in [earlier for _, earlier in items[:index]]:
                yield Violation((name, index), f'"{item}" is there already.')


def repeated(items: list[tuple[int, Document]], path: Path, key: str) -> Iterator[Violation]:
    """The violations of tables that repeat the value of an earlier table under a key."""
    seen: set[str] = set()
    for index, item in items:
        name = item.get(key)
        if isinstance(name, str) and name in seen:
            yield Violation((*path, index, key), f'The {key} "{name}" is used twice; each must be another.')
        elif isinstance(name, str):
            seen.add(name)


def no_name_is_taken(document: Document) -> Iterator[Violation]:
    """No question has a reserved id, and no cause the value `other`.

    Links to a survey carry answers under the ids of questions; a cause `other` is always offered.
    """
    for index, question in tables(document.get("questions")):
        if str(question.get("id")) in RESERVED:
            yield Violation(
                ("questions", index, "id"), "Links and forms use this word for something else; choose another."
            )
    for index, cause in tables(document.get("root_causes")):
        if cause.get("value") == "other":
            yield Violation(("root_causes", index, "value"), '"other" is always offered; leave it out here.')


def each_kind_has_its_own(document: Document) -> Iterator[Violation]:
    """Choices belong to choice questions, which must have some; labels and limits belong to scored questions."""
    for index, question in tables(document.get("questions")):
        kind, path = str(question.get("kind")), ("questions", index)
        if kind == "choice" and "choices" not in question:
            yield Violation(path, '"choices" is missing: what customers can choose from.')
        if kind in {*SCALES, "text"} and "choices" in question:
            yield Violation((*path, "choices"), f'A question of the kind "{kind}" has no choices.')
        for key in ("min_label", "max_label", "negative_at_most"):
            if kind in {"choice", "text"} and key in question:
                yield Violation((*path, key), f'A question of the kind "{kind}" has no score, so no "{key}".')


def limits_are_on_the_scale(document: Document) -> Iterator[Violation]:
    """The limit of an unhappy score is on the question's scale, below the best score."""
    for index, question in tables(document.get("questions")):
        scale, limit = _scale(question), question.get("negative_at_most")
        if scale and is_whole(limit) and not scale[0] <= limit < scale[1]:
            text = f'"negative_at_most" is from {scale[0]} to {scale[1] - 1} here: the best score is never unhappy.'
            yield Violation(("questions", index, "negative_at_most"), text)


def questions_follow_what_they_depend_on(document: Document) -> Iterator[Violation]:
    """`show_when` looks back at an earlier scored question, and at scores on the scale of that question."""
    questions = tables(document.get("questions"))
    for index, question in questions:
        rule, path = question.get("show_when"), ("questions", index, "show_when")
        if not isinstance(rule, dict) or not isinstance(rule.get("question"), str):
            continue
        decides = next((other for at, other in questions if other.get("id") == rule["question"]), None)
        earlier = any(other is decides for at, other in questions if at < index)
        if decides is None:
            yield Violation((*path, "question"), f'There is no question "{rule["question"]}".')
        elif not earlier:
            yield Violation((*path, "question"), f'"{rule["question"]}" must be asked before this question.')
        elif not _scale(decides):
            yield Violation((*path, "question"), f'"{rule["question"]}" has no score to depend on.')
        else:
            yield from _bounds(rule, path, _scale(decides) or (0, 0))


def _bounds(rule: Document, path: Path, scale: tuple[int, int]) -> Iterator[Violation]:
    given = {key: rule[key] for key in ("at_most", "at_least") if is_whole(rule.get(key))}
    if "at_most" not in rule and "at_least" not in rule:
        yield Violation(path, 'Say for which scores: "at_most" (this or less), "at_least" (this or more), or both.')
    for key, bound in given.items():
        if not scale[0] <= bound <= scale[1]:
            yield Violation((*path, key), f"Its scores go from {scale[0]} to {scale[1]}.")
    if len(given) == 2 and given["at_least"] > given["at_most"]:
        yield Violation(path, 'No score is both: "at_least" must not be above "at_most".')


def promises_can_be_kept(document: Document) -> Iterator[Violation]:
    """The promise is longer than reflection, and a survey sets both or neither: nobody answers during reflection."""
    thinking, promise = document.get("reflection_days"), document.get("promise_days")
    if (thinking is None) != (promise is None):
        given, other = ("reflection_days", "promise_days") if promise is None else ("promise_days", "reflection_days")
        yield Violation((given,), f'Set "{other}" as well: an answer must be promised for after the time to think.')
    if is_number(thinking) and is_number(promise) and promise <= thinking:
        yield Violation(("promise_days",), '"promise_days" must be more than "reflection_days": nobody answers before.')


def tables(value: object) -> list[tuple[int, Document]]:
    """The tables in a list, with positions; empty when the value is no list."""
    items = enumerate(value) if isinstance(value, list) else ()
    return [(index, item) for index, item in items if isinstance(item, dict)]


def _scale(question: Document) -> tuple[int, int] | None:
    kind = question.get("kind")
    return SCALES.get(kind) if isinstance(kind, str) else None


CROSS_CHECKS = (
    nothing_twice,
    no_name_is_taken,
    each_kind_has_its_own,
    limits_are_on_the_scale,
    questions_follow_what_they_depend_on,
    promises_can_be_kept,
)
"""The rules; their order does not matter."""
