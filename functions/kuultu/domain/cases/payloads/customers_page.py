"""Payload of the actions on the customer's page of a case."""

from dataclasses import dataclass
from typing import ClassVar

from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.task_kind import TaskKind


@dataclass(frozen=True)
class CustomerAction(Payload):
    """An action of the customer on their page of the case, with a text."""

    kind = TaskKind.MY_CASE
    TAKE_BACK: ClassVar = "take_back"
    text: str = ""
