"""The validation of a directory: people, units, and the references between them."""

from collections.abc import Iterator, Mapping
from typing import Any

from kuultu.domain.surveys.directory import ROLES
from kuultu.domain.surveys.validation.cross_checks import Document, repeated, tables
from kuultu.domain.surveys.validation.known import Known
from kuultu.domain.surveys.validation.schema import LANGUAGES, languages_of, texts_in
from kuultu.domain.surveys.validation.units import address_check, unit_check
from kuultu.domain.surveys.validation.value_checks import (
    IDENTIFIER,
    TEXT,
    Check,
    Path,
    Violation,
    list_of,
    one_of,
    table,
)

MEANINGS: Mapping[str, str] = {
    "languages": 'the languages of the units\' names, such as ["fi", "sv", "en"]',
    "people": "everybody who takes up cases, and their deputies",
    "units": "the shops or teams that answers are about, each with its owner and manager",
}
PERSON: Mapping[str, str] = {
    "id": "the short name by which units and deputies refer to the person, such as mari",
    "name": "mails are signed with it",
    "email": "mails go there",
    "languages": "the languages in which the person answers customers",
}


def violations_in_directory(document: Any, known: Known) -> list[Violation]:  # noqa: ANN401 - any document
    """The violations in a directory, each once: by the schema, in the document's order, then by the cross-checks."""
    violations = list(_directory_check(languages_of(document), known)(document, ()))
    if isinstance(document, dict):
        violations += [violation for rule in CROSS_CHECKS for violation in rule(document)]
    return list(dict.fromkeys(violations))


def _directory_check(languages: tuple[str, ...], known: Known) -> Check:
    spoken = list_of(one_of(*LANGUAGES), "languages")
    unit = unit_check(texts_in(languages), one_of(*LANGUAGES), IDENTIFIER, known)
    required = {
        "languages": spoken,
        "people": list_of(_person(spoken, known), "people"),
        "units": list_of(unit, "units"),
    }
    return table(required, {"contact": IDENTIFIER}, MEANINGS)


def _person(spoken: Check, known: Known) -> Check:
    required = {"id": IDENTIFIER, "name": TEXT, "email": address_check(known.email_flaw), "languages": spoken}
    return table(required, {"phone": TEXT, "deputy": IDENTIFIER}, PERSON)


def nobody_twice(document: Document) -> Iterator[Violation]:
    """No id of a person or unit and no address is there twice; capitals make no difference in an address."""
    people = tables(document.get("people"))
    yield from repeated(people, ("people",), "id")
    yield from repeated(tables(document.get("units")), ("units",), "id")
    lowered: list[tuple[int, Document]] = [
        (at, {"email": str(one["email"]).lower()}) for at, one in people if "email" in one
    ]
    yield from repeated(lowered, ("people",), "email")


def everybody_is_known(document: Document) -> Iterator[Violation]:
    """Owners, managers, deputies and the contact are people of the directory; nobody is their own deputy."""
    people = tables(document.get("people"))
    known = {one.get("id") for _, one in people if isinstance(one.get("id"), str)}
    named: list[tuple[Path, object]] = [(("contact",), document.get("contact"))]
    named += [(("people", at, "deputy"), one.get("deputy")) for at, one in people]
    named += [(("units", at, role), unit.get(role)) for at, unit in tables(document.get("units")) for role in ROLES]
    for path, name in named:
        if isinstance(name, str) and name not in known:
            yield Violation(path, f'There is no person "{name}" in this directory.')
    for at, one in people:
        if isinstance(one.get("id"), str) and one["id"] == one.get("deputy"):
            yield Violation(("people", at, "deputy"), "The deputy is somebody else.")


CROSS_CHECKS = (nobody_twice, everybody_is_known)
