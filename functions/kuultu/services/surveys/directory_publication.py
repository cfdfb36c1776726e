"""Publication of the directory: a new version for each change; units that surveys name stay."""

from collections.abc import Mapping
from typing import Any

from kuultu.domain.surveys.directory import missing_units
from kuultu.errors import Decided
from kuultu.services.surveys.publication import publish_next
from kuultu.store import surveys


def publish_directory(document: Mapping[str, Any]) -> int:
    """Publish a directory as the next version, unless the current version is the same; returns the number.

    Raises Decided if a published survey names a unit that would be gone.
    """
    for survey_id, definition in surveys.current_definitions():
        for unit in missing_units(definition, document):
            raise Decided(f'The survey "{survey_id}" names the unit "{unit}": publish the survey without it first.')
    return publish_next(surveys.DIRECTORY, document)
