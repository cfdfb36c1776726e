"""Publication of surveys: a new version for each change; closing, opening, and the list of published surveys."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from kuultu.domain.surveys.directory import missing_units
from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.errors import Decided, TooLarge, Unknown
from kuultu.store import surveys

MOST_BYTES = 390_000
"""The longest definition, as JSON in ASCII: an item of DynamoDB holds 400 KB, with its key and the survey's."""


def publish(document: Mapping[str, Any]) -> int:
    """Publish a definition as the next version, unless the current version is the same; returns the number.

    Raises Unknown for a unit that the directory does not have, and TooLarge.
    """
    directory = surveys.current_directory()
    for unit in missing_units(document, directory):
        raise Unknown(f'There is no unit "{unit}" in the published directory: publish the people first.')
    survey_from(document, directory=directory)
    number = publish_next(str(document["id"]), document)
    surveys.give_key(str(document["id"]), new_signing_key())
    return number


def new_signing_key() -> str:
    """A random key of 256 bits, in URL-safe base64, that signs a survey's forms, challenges and staff links."""
    return secrets.token_urlsafe(32)


def publish_next(key: str, document: Mapping[str, Any]) -> int:
    """Publish a survey, or the directory, as the next version, unless the current one is the same; raises TooLarge."""
    _refuse_oversized(document)
    current = surveys.current_definition(key)
    if current and current[1] == document:
        return current[0]
    newest = surveys.newest_definition(key)
    number = newest[0] if newest else 0
    if not newest or newest[1] != document:  # else somebody was interrupted who had added it already
        number += 1
    surveys.add(key, dict(document), number)
    return number


def _refuse_oversized(document: Mapping[str, Any]) -> None:
    size = len(json.dumps(document))
    if size > MOST_BYTES:
        told = f"This takes {size // 1000} kB to keep, and {MOST_BYTES // 1000} fit into an item of DynamoDB"
        raise TooLarge(f"{told}: shorten its texts. A survey can name units of the people's file instead of its own.")


def published_surveys() -> list[Survey]:
    """The current version of every published survey, by id."""
    return surveys.all_current()


def published_survey(survey_id: str) -> Survey:
    """The current version of a published survey; raises Unknown."""
    try:
        return surveys.current_survey(survey_id)
    except Unknown as error:
        raise _not_published(survey_id) from error


def close_survey(survey_id: str) -> None:
    """Close a survey to new responses; raises Unknown."""
    if not surveys.set_closed(survey_id, closed=True):
        raise _not_published(survey_id)


def open_survey(survey_id: str) -> None:
    """Open a closed survey again; raises Unknown, or Decided when its definition says that it is closed."""
    current = surveys.current_definition(survey_id)
    if current and current[1].get("closed"):
        raise Decided(f'The definition of "{survey_id}" says that it is closed: take that out, and publish it.')
    if not surveys.set_closed(survey_id, closed=False):
        raise _not_published(survey_id)


def _not_published(survey_id: str) -> Unknown:
    return Unknown(f'No survey "{survey_id}" has been published here.')
