"""The schema of a definition: the keys, and the check of each value."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kuultu.domain.surveys.survey import SCALES
from kuultu.domain.surveys.validation.known import Known
from kuultu.domain.surveys.validation.units import person_check, unit_check
from kuultu.domain.surveys.validation.value_checks import (
    FLAG,
    IDENTIFIER,
    TEXT,
    Check,
    Path,
    Violation,
    list_of,
    number,
    one_of,
    sentence,
    table,
    whole,
    words,
)

LANGUAGES: Mapping[str, str] = {"fi": "Finnish", "sv": "Swedish", "en": "English"}
"""The languages in which Kuultu writes."""

MEANINGS: Mapping[str, str] = {
    "id": "the short name that links and web pages use, such as after-purchase",
    "organisation": "who asks, as the customer knows you",
    "languages": 'the languages of the survey, such as ["fi", "sv", "en"]',
    "title": "what customers read first",
    "intro": "what stands below the title",
    "thanks": "what customers read when they have answered",
    "contact": "the texts of the form for contact details",
    "questions": "what you ask",
    "root_causes": "what the owner of a case can choose from when they conclude what caused it",
    "units": "the shops or teams that answers are about, by their ids in the directory",
}
CONTACT: Mapping[str, str] = {
    "title": "the heading of the contact form",
    "name": "the label of the name",
    "email": "the label of the mail address",
    "phone": "the label of the phone number",
    "wants_contact": 'the label of "please be in touch with me"',
    "consent": "the words with which the customer agrees that you use the details for this feedback",
}
CHOICE_MEANINGS = {"value": "a short name of the choice, which never changes", "label": "what people read"}
QUESTION_MEANINGS = {"id": "a short name of the question", "kind": "how it is answered", "text": "what you ask"}


def languages_of(document: object) -> tuple[str, ...]:
    """The languages that a definition names and Kuultu knows."""
    named = document.get("languages") if isinstance(document, dict) else None
    return tuple(code for code in LANGUAGES if isinstance(named, list) and code in named)


def survey_check(languages: tuple[str, ...], known: Known) -> Check:
    """The check of a whole survey."""
    texts = texts_in(languages)
    required = {
        "id": IDENTIFIER,
        "organisation": TEXT,
        "languages": list_of(one_of(*LANGUAGES), "languages"),
        "title": texts,
        "intro": texts,
        "thanks": texts,
        "contact": table(dict.fromkeys(CONTACT, texts), {"contact_when": texts}, CONTACT),
        "questions": list_of(_question(texts), "questions"),
        "root_causes": list_of(_choice(texts, {}), "causes"),
        "units": _units(unit_check(texts, one_of(*LANGUAGES), person_check(known.email_flaw), known)),
    }
    return table(required, TERMS, MEANINGS)


def _units(unit: Check) -> Check:
    """The check of a survey's units: ids of the directory's units, or tables."""

    def check(value: Any, path: Path) -> Iterator[Violation]:  # noqa: ANN401 - any value
        by_id = isinstance(value, list) and any(isinstance(item, str) for item in value)
        yield from list_of(IDENTIFIER if by_id else unit, "units")(value, path)

    return check


def texts_in(languages: tuple[str, ...]) -> Check:
    """The check for a text in each of the survey's languages, and in no other."""

    def check(value: Any, path: Path) -> Iterator[Violation]:  # noqa: ANN401 - any value
        if not isinstance(value, dict):
            example = ", ".join(f'{code} = "…"' for code in languages or ("fi",))
            yield Violation(path, f"Here should be a text for each language: {{ {example} }}.")
            return
        for code in languages:
            if not words(value.get(code)):
                yield Violation(
                    (*path, code) if code in value else path, f"The {LANGUAGES[code]} text ({code}) is missing."
                )
        for code in value:
            if languages and code not in languages:
                yield Violation((*path, code), f'"{code}" is not among the languages of this survey.')

    return check


def _question(texts: Check) -> Check:
    urgency = {"urgent": FLAG, "legal_days": whole(1, 365, "The time that the law gives, in days,")}
    return table(
        {"id": IDENTIFIER, "kind": one_of(*SCALES, "choice", "text"), "text": texts},
        {
            "required": FLAG,
            "min_label": texts,
            "max_label": texts,
            "choices": list_of(_choice(texts, urgency), "choices"),
            "show_when": table({"question": TEXT}, {"at_most": SCORE, "at_least": SCORE}, SHOWN),
            "negative_at_most": SCORE,
        },
        QUESTION_MEANINGS,
    )


def _choice(texts: Check, optional: Mapping[str, Check]) -> Check:
    return table({"value": IDENTIFIER, "label": texts}, optional, CHOICE_MEANINGS)


def _is_origin(value: object) -> bool:
    secure = r"https://[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?"
    here = r"http://(localhost|127\.0\.0\.1)(:\d{1,5})?"
    return isinstance(value, str) and bool(re.fullmatch(f"{secure}|{here}", value, re.ASCII))


SHOWN = {"question": "the id of the question that decides"}
SCORE = whole(0, 10, "A score")
ORIGIN = sentence(
    "Write the beginning of the page's address only, in small letters and without a slash at its end:"
    " https://shop.example.",
    _is_origin,
)
TERMS: Mapping[str, Check] = {
    "remedy_limit": number(0, 1_000_000, "The limit, in euros, above which somebody else must approve a remedy,"),
    "reflection_days": number(0.01, 30, "The time to think before anybody answers, in days,"),
    "promise_days": number(0.01, 60, "The time within which you promise an answer, in working days,"),
    "follow_up_days": number(0.01, 90, "The time after which you ask whether it helped, in days,"),
    "retention_days": whole(90, 3650, "The time that answers and cases are kept, in days,"),
    "allowed_origins": list_of(ORIGIN, "addresses"),
    "partial": FLAG,
    "refund_account": FLAG,
    "closed": FLAG,
}
"""The optional keys of a survey; without a key the usual value holds."""
