"""One case, played by everybody in any order, while its record is held against the rules."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.findings import enquiry_outcome
from kuultu.domain.cases.payloads.finding_out import Conclusion, Explanation, Statement
from kuultu.domain.cases.payloads.putting_right import Approval, Proposal, RemedyChoice
from kuultu.domain.cases.remedies import is_refused, numbered, wishes_in
from kuultu.domain.cases.stages import asked_at
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from tests.unit.helpers.builders import Life
from tests.unit.helpers.office import STEPS, Office
from tests.unit.helpers.temptations import ASKED, SAID, TRIES

DELIVER = TaskKind.DELIVER_REMEDY
STATUTORY = {"repair", "replacement", "price_reduction", "refund"}
MONEY = {"price_reduction", "refund", "gift_card"}
AFTER_REFLECTION = {TaskKind.CONCLUDE, TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY}

ORDER = list(Stage)
CHOSEN_LATE = {Stage.FOLLOW_UP, Stage.REOPEN, Stage.CLOSE}
BACK = {
    (Stage.REFLECT, Stage.FIND_OUT): "somebody else is asked while all reflect",
    (Stage.APPROVE, Stage.PROPOSE): "the proposal is rejected",
    (Stage.CHOOSE, Stage.PROPOSE): "the customer wishes for something else",
    (Stage.DELIVER, Stage.PROPOSE): "what was chosen cannot be delivered",
    (Stage.REOPEN, Stage.TRIAGE): "another round begins",
    **{(stage, Stage.DELIVER): "the customer chose late" for stage in CHOSEN_LATE},
    (Stage.FOLLOW_UP, Stage.PROPOSE): "a part is settled, or the customer chose late, and it cannot be delivered",
    (Stage.FOLLOW_UP, Stage.WAIT): "a part is settled, and the rest was answered in the same moment",
}
"""The only ways back, and why each is taken."""


class Play:
    """One case, played by everybody; its record is looked at after every step."""

    def __init__(self, life: Life) -> None:
        self.office = Office(life)
        self.seen = [(1, self.office.stage)]

    def the_case_goes_its_way(self, pick: int) -> None:
        before = self.office.stage
        self.office.goes_on(hasty=pick % 5 == 0)
        assert before not in STEPS or self.office.stage is not before, "A step takes the case on."
        self.looks()
        waiting = self.due() or self.undecided()[: pick % 2]
        if waiting and (pick % 4 or waiting[0].kind is not TaskKind.CHOOSE_REMEDY):
            self.decides(waiting[0], pick)
        elif self.office.stage is before:
            self.days_pass(1)

    def somebody_decides(self, pick: int) -> None:
        undecided = self.undecided()
        if undecided:
            self.decides(undecided[pick % len(undecided)], pick // 3)

    def days_pass(self, pick: int) -> None:
        for _ in range(pick % 12):
            self.office.life.waits(1)
            self.office.sweeps()
            self.looks()

    def an_hour_passes(self, pick: int) -> None:
        self.office.life.waits(1 / 24)

    def somebody_else_is_asked(self, pick: int) -> None:
        self.office.asks_somebody_else(ASKED[pick % len(ASKED)])

    def the_manager_takes_the_case(self, pick: int) -> None:
        self.office.hand_over(self.office.record.case.manager)

    def decides(self, task: Task, pick: int) -> None:
        choice, fields = TRIES[task.kind][pick % len(TRIES[task.kind])]
        if self.office.tries(task, choice, fields):
            decided = self.office.life.task(task.kind, task.name)
            assert decided.decision
            assert task.kind not in AFTER_REFLECTION or self.office.now >= self.office.record.reflection_ends_at
            CHECKS.get(task.kind, _nothing)(self.office, decided, decided.decision)
        self.looks()

    def undecided(self) -> list[Task]:
        return [task for task in self.office.record.of_kind(*TRIES) if task.open]

    def due(self) -> list[Task]:
        kind = asked_at(self.office.stage)
        task = self.office.record.task(kind, name=entry_of(kind).due_name(self.office.record)) if kind else None
        assert task is None or not task.ended, "Nobody is asked for what has ended."
        return [task] if task and kind in TRIES else []

    def looks(self) -> None:
        """The case only goes forward but for the known ways back; what is refused is said to be."""
        before, here = self.seen[-1], (self.office.record.case.round, self.office.stage)
        if here == before:
            return
        self.seen.append(here)
        assert ORDER.index(here[1]) > ORDER.index(before[1]) or (before[1], here[1]) in BACK
        wishes = [one[0] for one, other in pairwise(self.seen) if (one[1], other[1]) == (Stage.CHOOSE, Stage.PROPOSE)]
        assert len(wishes) == len(set(wishes)), "A wish for something else leads back once in a round."
        assert is_refused(self.office.record) == _refused(self.office)


def _refused(office: Office) -> bool:
    """No fault was found, nothing suited, or the proposal that stands offers less than was asked, beyond an apology."""
    concluded, accepted = office.record.decision(Conclusion), _accepted(office)
    no_fault = concluded is not None and concluded.choice == "none"
    wishes = wishes_in(office.record)
    asked = wishes - {"nothing", "apology"}
    given = set(accepted[-1].payload.remedies) - {"apology"} if accepted else set()
    less = not given & asked if asked else not given and not wishes
    choices = [one.decision.choice for one in office.record.of_kind(TaskKind.CHOOSE_REMEDY) if one.decision]
    return no_fault or "none_of_these" in choices or (bool(accepted) and less)


def _accepted(office: Office) -> list[Decision[Proposal]]:
    """The proposals of this round that needed nobody's approval, or got it."""
    named = [one.name for one in office.record.of_kind(TaskKind.PROPOSE_REMEDY)]
    made = [(name, decision) for name in named if (decision := office.record.decision(Proposal, name))]
    approvals = {one.name: one.decision for one in office.record.of_kind(TaskKind.APPROVE_REMEDY) if one.decision}
    approved = {name for name, decision in approvals.items() if decision.choice == "approve"}
    return [decision for name, decision in made if name in approved or not decision.payload.approver]


def _nothing(office: Office, task: Task, decision: Decision[Any]) -> None:
    """Nothing more is asked of this decision than that it was not too early."""


def _concluded(office: Office, task: Task, decision: Decision[Any]) -> None:
    """Every colleague who was asked was heard, declined, or ran out of time."""
    asked = [one for one in office.record.of_kind(TaskKind.STATEMENT) if one.details["role"] == "colleague"]
    assert all(enquiry_outcome(one) in {"answered", "declined", "timed_out"} for one in asked)
    assert all(one.decision or office.now >= one.lapses_at for one in asked)


def _proposed(office: Office, task: Task, decision: Decision[Any]) -> None:
    """After our fault a statutory remedy, no gift card alone unwished, and an approver who is not the proposer."""
    concluded = office.record.decision(Conclusion)
    told = office.record.tasks
    said = [one.decision.payload for one in told if one.decision]
    wished = any(isinstance(one, (Explanation, RemedyChoice)) and one.wish == "gift_card" for one in said)
    offered = set(decision.payload.remedies)
    assert concluded
    if concluded.choice in {"ours", "product", "third_party"} and not _delivered_before(office):
        assert offered & STATUTORY or (wished and "gift_card" in offered)
    assert wished or "gift_card" not in offered or offered - {"gift_card", "apology"}
    cents = decision.payload.cents or 0
    if (offered and cents > 100_00) or (offered & MONEY and not cents):
        assert decision.payload.approver.email != decision.by == task.assignee.email


def _delivered_before(office: Office) -> bool:
    """True if a remedy was delivered in this round."""
    return any(one.decision and one.decision.choice == "delivered" for one in office.record.of_kind(DELIVER))


def _approved(office: Office, task: Task, decision: Decision[Any]) -> None:
    """By somebody other than the proposer; what is rejected goes back to the owner."""
    proposal = office.record.decision(Proposal, task.name)
    assert proposal
    assert proposal.payload.approver
    assert decision.by == proposal.payload.approver.email != proposal.by
    assert decision.choice == "approve" or office.stage is Stage.PROPOSE


def _replied(office: Office, task: Task, decision: Decision[Any]) -> None:
    """With a proposal that stands, approved where it had to be, and without a colleague's words."""
    assert task.name == numbered(len(_accepted(office)))
    name = office.record.of_kind(TaskKind.PROPOSE_REMEDY)[-1].name
    latest, approval = office.record.decision(Proposal, name), office.record.decision(Approval, name)
    assert latest
    assert not latest.payload.approver or (approval and approval.choice == "approve")
    heard = [one.decision for one in office.record.tasks if one.details.get("role") == "colleague" and one.decision]
    said = [one.payload for one in heard]
    assert SAID not in decision.payload.message or not any(isinstance(one, Statement) and one.text for one in said)


def _chosen(office: Office, task: Task, decision: Decision[Any]) -> None:
    """Something that the latest accepted proposal offers, or none of it."""
    offered = _accepted(office)[-1].payload.remedies
    assert decision.choice in [*offered, "none_of_these"]


def _delivered(office: Office, task: Task, decision: Decision[Any]) -> None:
    """Only what the customer chose."""
    chosen = office.record.decision(RemedyChoice, task.name)
    assert chosen
    assert chosen.choice not in {"none_of_these", "apology"}


CHECKS: Mapping[TaskKind, Callable[[Office, Task, Decision[Any]], None]] = {
    TaskKind.CONCLUDE: _concluded,
    TaskKind.PROPOSE_REMEDY: _proposed,
    TaskKind.APPROVE_REMEDY: _approved,
    TaskKind.REPLY: _replied,
    TaskKind.CHOOSE_REMEDY: _chosen,
    TaskKind.DELIVER_REMEDY: _delivered,
}
