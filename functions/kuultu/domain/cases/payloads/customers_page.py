"""Payload of the actions on the customer's page of a case."""

from dataclasses import dataclass
from typing import ClassVar

from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.task_kind import TaskKind

LONGEST_ADDITION = 2_000
"""Characters of a text on the page: all of them are kept in the item of the case, which holds 400 KB at most."""


@dataclass(frozen=True)
class CustomerAction(Payload):
    """An action of the customer on their page of the case, with a text, and number and best time for a call."""

    kind = TaskKind.MY_CASE
    ADD: ClassVar = "add"
    CALL_ME: ClassVar = "call_me"
    TAKE_BACK: ClassVar = "take_back"
    SOLVED: ClassVar = "solved"
    text: str = ""
    phone: str = ""
    when: str = ""
