"""Published surveys, and the directory: every version for ever, and a copy of the current version under `current`."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.models import Model

from kuultu.domain.surveys.directory import refers
from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.errors import Decided, Unknown
from kuultu.store.tables import Connection, TableName, wrote

CURRENT = "current"

DIRECTORY = "#people"
"""The key of the directory, which no survey can have as its id."""


class SurveyItem(Model):
    """Hash `survey_id`, range `version`: six digits of a published version, or `current`, which alone has a `key`.

    The directory is kept in the same way, under DIRECTORY; its units are joined to a survey when the survey is read.
    """

    class Meta(Connection):
        table_name = TableName("surveys_table")

    survey_id = UnicodeAttribute(hash_key=True)
    version = UnicodeAttribute(range_key=True)
    number = NumberAttribute()
    definition: JSONAttribute = JSONAttribute()
    closed = BooleanAttribute(default=False)
    key = UnicodeAttribute(null=True)


_KEYLESS = SurveyItem.survey_id.exists() & SurveyItem.key.does_not_exist()


def current_survey(survey_id: str) -> Survey:
    """The current version of a survey; raises Unknown."""
    return _survey(_record(survey_id, CURRENT))


def survey_version(survey_id: str, version: int) -> Survey:
    """The version that a response was given to; raises Unknown."""
    return _survey(_version(survey_id, f"{version:06}"))


@lru_cache(maxsize=100)
def _version(survey_id: str, version: str) -> SurveyItem:
    """The record of a version, read once by each process: a version never changes."""
    return _record(survey_id, version)


def forget_versions() -> None:
    """Forget the versions that were read, as a new Lambda would."""
    _version.cache_clear()


def current_definition(survey_id: str) -> tuple[int, Any] | None:
    """The number and document of the current version; None when no survey was published under the id."""
    try:
        item = _record(survey_id, CURRENT)
    except Unknown:
        return None
    return int(item.number), item.definition


def newest_definition(survey_id: str) -> tuple[int, Any] | None:
    """The number and document of the version added last, current or not: a publication can be interrupted."""
    numbered: Any = SurveyItem.version < CURRENT
    newest = next(iter(SurveyItem.query(survey_id, numbered, scan_index_forward=False, limit=1)), None)
    return (int(newest.number), newest.definition) if newest else None


def current_directory() -> dict[str, Any]:
    """The document of the current directory; empty when none was published."""
    current = current_definition(DIRECTORY)
    return dict(current[1]) if current else {}


def publish(document: dict[str, Any], number: int) -> None:
    """Add a version of a survey and make the version current, closed or open as before; raises Decided like `add`."""
    add(document["id"], document, number)


def add(key: str, document: dict[str, Any], number: int) -> None:
    """Add a version of a survey or of the directory, and make the version current; raises Decided for a used number.

    A version that is there stays as it is, and a newer one stays current.
    """
    version = SurveyItem(key, f"{number:06}", number=number, definition=document)
    added = wrote(version.save, SurveyItem.survey_id.does_not_exist())
    if not added and _record(key, version.version).definition != document:
        raise Decided("Somebody else published this in the same moment.")
    changes = [SurveyItem.number.set(number), SurveyItem.definition.set(document)]
    older = SurveyItem.survey_id.does_not_exist() | (SurveyItem.number < number)
    wrote(SurveyItem(key, CURRENT).update, changes, condition=older)


def current_definitions() -> list[tuple[str, Any]]:
    """The id and document of the current version of every published survey."""
    return [(item.survey_id, item.definition) for item in _current_items()]


def all_current() -> list[Survey]:
    """The current version of every published survey, by id."""
    return sorted((_survey(item) for item in _current_items()), key=lambda survey: survey.id)


def _current_items() -> Iterator[SurveyItem]:
    return SurveyItem.scan((SurveyItem.version == CURRENT) & (SurveyItem.survey_id != DIRECTORY))


def set_closed(survey_id: str, *, closed: bool) -> bool:
    """Close a survey, or open a closed survey again; False when no such survey has been published."""
    item = SurveyItem(survey_id, CURRENT)
    return wrote(item.update, [SurveyItem.closed.set(closed)], condition=SurveyItem.survey_id.exists())


def give_key(survey_id: str, key: str) -> None:
    """Give a survey that has none the key that signs form tokens, challenges and the links of staff."""
    wrote(SurveyItem(survey_id, CURRENT).update, [SurveyItem.key.set(key)], condition=_KEYLESS)


def replace_key(survey_id: str, key: str) -> None:
    """Give a published survey another key."""
    there = SurveyItem.survey_id.exists()
    wrote(SurveyItem(survey_id, CURRENT).update, [SurveyItem.key.set(key)], condition=there)


def _record(survey_id: str, version: str) -> SurveyItem:
    try:
        return SurveyItem.get(survey_id, version)
    except SurveyItem.DoesNotExist as error:
        raise Unknown("There is no such survey.") from error


def _survey(item: SurveyItem) -> Survey:
    directory = current_directory() if refers(item.definition) else {}
    survey = survey_from(item.definition, version=int(item.number), closed=item.closed, directory=directory)
    return replace(survey, key=item.key or "")
