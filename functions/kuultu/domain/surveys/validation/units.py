"""The schema of a unit in a definition: people, place and working hours."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from kuultu.domain.calendar.opening_hours import week_from
from kuultu.domain.surveys.validation.known import Known
from kuultu.domain.surveys.validation.value_checks import IDENTIFIER, TEXT, Check, Path, Violation, sentence, table

UNIT_MEANINGS = {
    "id": "the short name that links use, such as helsinki",
    "name": "what the unit is called, as a part of a sentence",
    "language": "the language of its people",
    "time_zone": "where its clock is, such as Europe/Helsinki",
    "owner": 'whoever takes up unhappy answers: { name = "…", email = "…" }',
    "manager": 'whoever sees to it when the owner does not: { name = "…", email = "…" }',
    "mailbox": "the mailbox that takes customers' answers to our mails, and that somebody reads",
}
PERSON = {"name": "mails are signed with it", "email": "mails go there"}


def unit_check(texts: Check, language: Check, person: Check, known: Known) -> Check:
    """The check of a unit; `person` is the check of its owner and its manager."""
    required = {
        "id": IDENTIFIER,
        "name": texts,
        "language": language,
        "time_zone": TIME_ZONE,
        "owner": person,
        "manager": person,
        "mailbox": address_check(known.email_flaw),
    }
    return table(required, {"working_hours": _working_hours, "holidays": _holidays(known.has_holidays)}, UNIT_MEANINGS)


def person_check(email_flaw: Callable[[str], str | None]) -> Check:
    """The check of a person with name and mail address."""
    return table({"name": TEXT, "email": address_check(email_flaw)}, {}, PERSON)


def address_check(email_flaw: Callable[[str], str | None]) -> Check:
    """The check of a mail address."""
    return sentence(
        "This is not a mail address that a mail can be sent to.",
        lambda value: isinstance(value, str) and email_flaw(value) is None,
    )


def _holidays(has_holidays: Callable[[str], bool]) -> Check:
    def known(value: object) -> bool:
        code = isinstance(value, str) and re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", value, re.ASCII)
        return bool(code) and has_holidays(str(value))

    return sentence(
        "No public holidays are known for this. Write the code of a country or of a part of it: FI, SE, FI-18.",
        known,
    )


def _exists(time_zone: object) -> bool:
    try:
        ZoneInfo(str(time_zone))
    except (KeyError, ValueError, OSError):
        return False
    return isinstance(time_zone, str)


TIME_ZONE = sentence("There is no such time zone. Write it like Europe/Helsinki.", _exists)
WEEK = 'Working hours are written like { mon = ["9:00-17:00"], tue = ["9:00-12:00", "13:00-17:00"] }.'


def _working_hours(value: Any, path: Path) -> Iterator[Violation]:  # noqa: ANN401 - any value
    if not isinstance(value, dict) or any(not isinstance(hours, (list, str)) for hours in value.values()):
        yield Violation(path, WEEK)
        return
    try:
        week_from(value)
    except ValueError as reason:
        yield Violation(path, str(reason))
