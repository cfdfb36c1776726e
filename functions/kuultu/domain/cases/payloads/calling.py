"""Payload of a call to the customer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.task_kind import TaskKind


@dataclass(frozen=True)
class Call(Payload):
    """The words of a call and the agreement, with the customer's answers to the questions of the call.

    `call_again_at` is a moment in UTC (ISO 8601), or empty. `remedy` is the choice from the offer, `solved` the answer
    to the follow-up. `dispute_body`: the customer was told where to turn. `complaint`: a contact wish that turned out
    to be a complaint. `account`: where a refund is to go, told in the call; deleted after the delivery.
    """

    kind = TaskKind.CALL
    REACHED: ClassVar = "reached"
    NOT_REACHED: ClassVar = "not_reached"
    WILL_CALL: ClassVar = "will_call"
    said: str = ""
    agreed: str = ""
    call_again_at: str = ""
    bought_at: str = ""
    wish: str = ""
    remedy: str = ""
    dispute_body: bool = False
    solved: str = ""
    score: int | None = None
    ease: int | None = None
    complaint: bool = False
    account: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        return "\n\n".join(part for part in (self.said, self.agreed) if part)

    @property
    def again_at(self) -> datetime | None:
        """The time that was agreed for another call; None without one."""
        return datetime.fromisoformat(self.call_again_at) if self.call_again_at else None
