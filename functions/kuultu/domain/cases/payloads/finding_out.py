"""Payloads of the decisions from triage to the sharing of the conclusion."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from kuultu.domain.cases.decisions import Fields, Payload
from kuultu.domain.cases.enquiry import Enquiry, enquiries_in, enquiry_fields
from kuultu.domain.cases.task_kind import TaskKind


@dataclass(frozen=True)
class Asking(Payload):
    """A new owner by mail address, another unit by id, and enquiries; the base of the two forms with enquiries."""

    owner_email: str = ""
    reason: str = ""
    enquiries: tuple[Enquiry, ...] = ()
    despite_warnings: bool = False
    despite_unknown: bool = False
    unit: str = ""

    @classmethod
    def read(cls, given: Fields) -> Self:
        insisted = (bool(given.get("despite_warnings")), bool(given.get("despite_unknown")))
        owner, reason, unit = (given.get(name, "") for name in ("owner_email", "reason", "unit"))
        return cls(owner, reason, enquiries_in(given), *insisted, unit)

    def written(self) -> dict[str, str]:
        insisted = {name: "yes" for name in ("despite_warnings", "despite_unknown") if getattr(self, name)}
        kept = {"owner_email": self.owner_email, "reason": self.reason, "unit": self.unit} | insisted
        return {name: text for name, text in kept.items() if text} | enquiry_fields(self.enquiries)

    @property
    def text(self) -> str:
        asked = (one.question for one in self.enquiries if one.kind is TaskKind.TELL_MORE)
        return self.reason or next(asked, "")


@dataclass(frozen=True)
class Triage(Asking):
    """The way on after the first reading of a case."""

    kind = TaskKind.TRIAGE
    HANDLE: ClassVar = "handle"
    NOT_A_COMPLAINT: ClassVar = "not_a_complaint"


@dataclass(frozen=True)
class EarlyEnd(Payload):
    """The early end of reflection, with the reason."""

    kind = TaskKind.END_REFLECTION
    END: ClassVar = "end"
    reason: str = ""

    @property
    def text(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Settlement(Payload):
    """The end of all enquiries."""

    kind = TaskKind.FIND_OUT
    SETTLED: ClassVar = "settled"


@dataclass(frozen=True)
class Explanation(Payload):
    """The details that a customer adds, and the wish; a wish is one of `WISHES` or empty."""

    kind = TaskKind.TELL_MORE
    ANSWER: ClassVar = "answer"
    DECLINE: ClassVar = "decline"
    details: str = ""
    bought_at: str = ""
    wish: str = ""

    @property
    def text(self) -> str:
        return self.details


@dataclass(frozen=True)
class Statement(Payload):
    """The statement of a colleague or a third party."""

    kind = TaskKind.STATEMENT
    ANSWER: ClassVar = "answer"
    DECLINE: ClassVar = "decline"
    statement: str = ""

    @property
    def text(self) -> str:
        return self.statement


@dataclass(frozen=True)
class ProductReturn(Payload):
    """The transport of a returned product, in the customer's words: a tracking number, for example."""

    kind = TaskKind.RETURN_PRODUCT
    SENT: ClassVar = "sent"
    KEEP: ClassVar = "keep"
    tracking: str = ""

    @property
    def text(self) -> str:
        return self.tracking


@dataclass(frozen=True)
class Inspection(Payload):
    """The finding about a returned product."""

    kind = TaskKind.INSPECT
    FAULT_FOUND: ClassVar = "fault_found"
    NO_FAULT: ClassVar = "no_fault"
    NOT_RECEIVED: ClassVar = "not_received"
    finding: str = ""

    @property
    def text(self) -> str:
        return self.finding


class Fault(StrEnum):
    """The choice of a conclusion: the place where it went wrong."""

    OURS = "ours"
    PRODUCT = "product"
    THIRD_PARTY = "third_party"
    NONE = "none"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Conclusion(Payload):
    """Facts, root cause (a value of the survey's list, or `other`), and the addresses of the recipients.

    `outsider`: the seller does not answer for the third party whose fault it was.
    """

    kind = TaskKind.CONCLUDE
    facts: str = ""
    root_cause: str = ""
    share_with: tuple[str, ...] = ()
    despite_warnings: bool = False
    outsider: bool = False
    despite_unknown: bool = False

    @property
    def text(self) -> str:
        return self.facts

    @property
    def recipients(self) -> list[str]:
        """The addresses of the recipients, each once."""
        return list({address.lower(): address for address in self.share_with}.values())


@dataclass(frozen=True)
class Confirmation(Payload):
    """The comment of a reader of the conclusion."""

    kind = TaskKind.CONFIRM_READ
    READ: ClassVar = "read"
    comment: str = ""

    @property
    def text(self) -> str:
        return self.comment
