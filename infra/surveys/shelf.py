"""The published surveys of a stack: put there, looked through, closed and opened; the settings name the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.surveys.documents import NOTATIONS, Document, Faulty, read
from kuultu.services.surveys import current_surveys as service
from kuultu.store import surveys as store
from kuultu.store.surveys import CURRENT, SurveyRecord
from kuultu.store.tables import wrote


@dataclass(frozen=True)
class Shelved:
    """The current version of a published survey."""

    id: str
    version: int
    closed: bool
    definition: dict[str, Any]


def publish(documents: Sequence[Document]) -> Iterator[str]:
    """Publish one after the other, and say of each what came of it."""
    for document in documents:
        survey_id = str(document.content["id"])
        before = store.current_definition(survey_id)
        version = service.publish(document.content)
        new = before is None or before[0] != version
        told = "is published" if new else "is published already; nothing has changed"
        closed = " It is closed: nobody can answer it." if shelved(survey_id).closed else ""
        yield f"{survey_id}: version {version} {told}.{closed}"


def shelved(survey_id: str) -> Shelved:
    """The current version of a survey; raises Faulty."""
    try:
        return _shelved(SurveyRecord.get(survey_id, CURRENT))
    except SurveyRecord.DoesNotExist as error:
        raise Faulty([f'No survey "{survey_id}" has been published here.']) from error


def everything() -> list[Shelved]:
    """The current version of every survey, by name."""
    found = SurveyRecord.scan(SurveyRecord.version == CURRENT)
    return sorted((_shelved(record) for record in found), key=lambda one: one.id)


def set_closed(survey_id: str, closed: bool) -> None:
    """Close a survey, or open it again; raises Faulty when there is none, or when its definition says it is closed."""
    if not closed and shelved(survey_id).definition.get("closed"):
        raise Faulty([f'The definition of "{survey_id}" says that it is closed: take that out, and publish it.'])
    record = SurveyRecord(survey_id, CURRENT)
    if not wrote(record.update, [SurveyRecord.closed.set(closed)], condition=SurveyRecord.survey_id.exists()):
        raise Faulty([f'No survey "{survey_id}" has been published here.'])


def id_of(named: str) -> str:
    """The id of a survey that is named by its id or by its file."""
    if Path(named).suffix not in NOTATIONS:
        return named
    found = read(Path(named)).content.get("id")
    if not isinstance(found, str):
        raise Faulty([f'{named}: "id" is missing.'])
    return found


def _shelved(record: SurveyRecord) -> Shelved:
    closed = record.closed or bool(record.definition.get("closed", False))
    return Shelved(record.survey_id, int(record.number), closed, record.definition)
