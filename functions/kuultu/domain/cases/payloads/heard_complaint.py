"""Payload of what staff enter beside the answers of a customer whom they heard."""

from dataclasses import dataclass
from typing import ClassVar

from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses import staff_sheet


@dataclass(frozen=True)
class HeardComplaint(Payload):
    """The customer's contact details, language and reference, and the place where the customer was heard."""

    kind = TaskKind.ENTER
    STORE: ClassVar = staff_sheet.STORE
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    reference: str = ""
    heard: str = ""
