"""Payloads of the decisions from the proposal of remedies to the follow-up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Self

from kuultu.domain.cases.decisions import Fields, Payload
from kuultu.domain.cases.remedy import MONEY, Offer, Remedy, cents_in
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person, somebody_at


@dataclass(frozen=True)
class Proposal(Payload):
    """Remedies, their sums in cents, the reason, and the approver of an offer that needs approval.

    `sums`: by remedy; `cents`: of each other remedy in money.
    """

    kind = TaskKind.PROPOSE_REMEDY
    OFFER: ClassVar = "offer"
    NOTHING: ClassVar = "nothing"
    remedies: tuple[Remedy, ...] = ()
    cents: int | None = None
    reason: str = ""
    approver: Person | None = None
    sums: Mapping[Remedy, int] = field(default_factory=dict)

    @classmethod
    def read(cls, given: Fields) -> Self:
        remedies = tuple(Remedy(value) for value in given.get("remedies", "").split(",") if value)
        amount = given.get("amount", "") if remedies else ""  # a sum for nothing, as an earlier release kept it
        cents = int(given["cents"]) if given.get("cents") else cents_in(amount)
        email, name = given.get("approver") or given.get("approver_email", ""), given.get("approver_name", "")
        approver = Person(name or somebody_at(email).name, email) if email else None
        return cls(remedies, cents, given.get("reason", ""), approver, _sums_in(given, remedies))

    def written(self) -> dict[str, str]:
        approver = {"approver": self.approver.email, "approver_name": self.approver.name} if self.approver else {}
        kept = {"remedies": ",".join(self.remedies), "cents": str(self.cents or ""), "reason": self.reason}
        sums = {f"cents_{remedy}": str(cents) for remedy, cents in self.sums.items()}
        return {name: text for name, text in kept.items() if text} | sums | approver

    @property
    def text(self) -> str:
        return self.reason

    @property
    def offer(self) -> Offer:
        """The offer that is proposed."""
        return Offer(self.remedies, self.cents, self.sums)


def _sums_in(given: Fields, remedies: Collection[Remedy]) -> dict[Remedy, int]:
    """The sums by remedy: as a record keeps them (`cents_refund`) or a form sends them (`amount_refund`)."""
    typed = {remedy: cents_in(given.get(f"amount_{remedy}", "")) for remedy in MONEY & set(remedies)}
    kept = {remedy: int(given[f"cents_{remedy}"]) for remedy in MONEY if given.get(f"cents_{remedy}")}
    return {remedy: cents for remedy, cents in typed.items() if cents} | kept


@dataclass(frozen=True)
class Approval(Payload):
    """The reason of an approver."""

    kind = TaskKind.APPROVE_REMEDY
    APPROVE: ClassVar = "approve"
    REJECT: ClassVar = "reject"
    reason: str = ""

    @property
    def text(self) -> str:
        return self.reason


@dataclass(frozen=True)
class Reply(Payload):
    """The answer to the customer; CALLED: by phone, and `message` is what was agreed there."""

    kind = TaskKind.REPLY
    SEND: ClassVar = "send"
    CALLED: ClassVar = "called"
    message: str = ""
    despite_warnings: bool = False

    @property
    def text(self) -> str:
        return self.message


@dataclass(frozen=True)
class RemedyChoice(Payload):
    """The wish that goes with a choice; the choice is a remedy or `none_of_these`.

    `account`: where a refund is to go, for the deliverer only; deleted after the delivery.
    """

    kind = TaskKind.CHOOSE_REMEDY
    wish: str = ""
    account: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        return self.wish


@dataclass(frozen=True)
class Delivery(Payload):
    """The reference of a delivery, or the reason for an impossible delivery."""

    kind = TaskKind.DELIVER_REMEDY
    DELIVERED: ClassVar = "delivered"
    IMPOSSIBLE: ClassVar = "impossible"
    delivery_reference: str = ""

    @property
    def text(self) -> str:
        return self.delivery_reference


@dataclass(frozen=True)
class FollowUp(Payload):
    """The customer's score now, the ease (1 to 7) and a comment; `recovered` is the judgement of an earlier release."""

    kind = TaskKind.FOLLOW_UP
    SOLVED: ClassVar = "solved"
    PARTLY: ClassVar = "partly"
    NOT_SOLVED: ClassVar = "not_solved"
    score: int | None = None
    ease: int | None = None
    comment: str = ""
    recovered: bool = False

    @property
    def text(self) -> str:
        return self.comment
