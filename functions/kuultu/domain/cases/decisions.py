"""Decisions: the choice made through a link, with a typed payload; `payloads` holds one for each kind of task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Generic, Self, TypeVar

from kuultu.domain.cases.task_kind import TaskKind

Fields = Mapping[str, str]
"""Texts by field name, as a form sends them and a record keeps them."""

READERS: Mapping[object, Callable[[str], object]] = {
    str: str,
    bool: lambda text: text not in ("", "no"),
    int | None: lambda text: int(text) if text else None,
    tuple[str, ...]: lambda text: tuple(line.strip() for line in text.splitlines() if line.strip()),
}
"""A reader for each type of value, from a text to the value; `written` is the way back."""


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)


class Payload:
    """The content of a decision beside the choice."""

    kind: ClassVar[TaskKind]

    @classmethod
    def read(cls, given: Fields) -> Self:
        """The payload in the fields of a form or record; fields of other names are left out."""
        declared: Any = fields(cls)  # type: ignore[arg-type]
        return cls(**{one.name: READERS[one.type](given.get(one.name, "")) for one in declared})

    def written(self) -> dict[str, str]:
        """The payload as texts by field name, without empty fields."""
        texts = {name: _written(value) for name, value in vars(self).items()}
        return {name: text for name, text in texts.items() if text}

    @property
    def text(self) -> str:
        """The text that goes with the decision in the history of a case."""
        return ""


AnyPayload = TypeVar("AnyPayload", bound=Payload, covariant=True)


@dataclass(frozen=True)
class Decision(Generic[AnyPayload]):
    """A choice with a payload; `by` is a mail address, `customer`, or empty for the workflow itself."""

    choice: str
    payload: AnyPayload
    by: str
    at: datetime
