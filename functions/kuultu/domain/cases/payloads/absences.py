"""Payload of what is said on the page of a person's absences."""

from dataclasses import dataclass
from typing import ClassVar, Self

from kuultu.domain.cases.decisions import Fields, Payload
from kuultu.domain.cases.task_kind import TaskKind


@dataclass(frozen=True)
class AbsenceNote(Payload):
    """An absence from the first day to the last (ISO dates), or its end; addresses of the deputy and the absent person.

    No person: whoever has the page.
    """

    kind = TaskKind.ABSENCE
    AWAY: ClassVar = "away"
    BACK: ClassVar = "back"
    first: str = ""
    last: str = ""
    deputy_email: str = ""
    person_email: str = ""

    @classmethod
    def read(cls, given: Fields) -> Self:
        return cls(*(given.get(name, "") for name in ("from", "until", "deputy_email", "person_email")))

    def written(self) -> dict[str, str]:
        return {{"first": "from", "last": "until"}.get(name, name): text for name, text in super().written().items()}
