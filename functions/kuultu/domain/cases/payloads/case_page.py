"""Payload of the actions of owner and manager on the page of a case."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from kuultu.domain.cases.decisions import Fields
from kuultu.domain.cases.payloads.finding_out import Asking
from kuultu.domain.cases.task_kind import TaskKind


@dataclass(frozen=True)
class CaseAction(Asking):
    """An action on the page of a case."""

    kind = TaskKind.CASE
    HAND_OVER: ClassVar = "hand_over"
    ASK: ClassVar = "ask"
    END_REFLECTION: ClassVar = "end_reflection"
    HANDLE: ClassVar = "handle"
    CORRECT_ADDRESS: ClassVar = "correct_address"
    SEND_AGAIN: ClassVar = "send_again"
    DISPUTE: ClassVar = "dispute"
    DISPUTE_ANSWERED: ClassVar = "dispute_answered"
    OWN: ClassVar = ("customer_email", "body", "case_number", "came_on", "answer_by", "said", "answered_on")
    customer_email: str = ""
    body: str = ""
    case_number: str = ""
    came_on: str = ""
    answer_by: str = ""
    said: str = ""
    answered_on: str = ""

    @classmethod
    def read(cls, given: Fields) -> Self:
        own: dict[str, Any] = {name: given.get(name, "") for name in cls.OWN}
        return replace(super().read(given), **own)

    def written(self) -> dict[str, str]:
        own = {name: getattr(self, name) for name in self.OWN}
        return super().written() | {name: text for name, text in own.items() if text}
