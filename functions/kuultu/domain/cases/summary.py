"""The summary of a case for readers: conclusion, offer, choice, delivery, and the reason of a second proposal."""

from dataclasses import dataclass

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.events import TakenBack
from kuultu.domain.cases.payloads.finding_out import Conclusion, Explanation, ProductReturn
from kuultu.domain.cases.payloads.putting_right import Approval, Delivery, FollowUp, Proposal, RemedyChoice, Reply
from kuultu.domain.cases.remedies import is_refused, proposed, standing_offer, wishes_in
from kuultu.domain.cases.remedy import NONE_OF_THESE, Offer
from kuultu.domain.cases.reopening import follow_up_answer, latest_follow_up, objection_of, partly_settled
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind

SETBACKS = {Approval.REJECT: "rejected", NONE_OF_THESE: "turned_down", Delivery.IMPOSSIBLE: "impossible"}


@dataclass(frozen=True)
class Setback:
    """The reason of another proposal: `rejected` (by `name`), `turned_down` or `impossible`, and its text."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True)
class Summary:
    """The main decisions of the current round; None for a decision that is still to be made.

    `wishes` are of all rounds; `earlier_words` and `last_comment` are of earlier rounds.
    """

    conclusion: Decision[Conclusion] | None
    proposal: Decision[Proposal] | None
    product_return: Decision[ProductReturn] | None
    reply: Decision[Reply] | None
    offer: Offer
    refused: bool
    wishes: set[str]
    setback: Setback | None
    delivered: bool
    partly_settled: bool
    follow_up: Decision[FollowUp] | None
    choice_lapsed: bool
    earlier_words: list[str]
    last_comment: str
    objected: bool


def summary_of(record: CaseRecord) -> Summary:
    """The summary of a case."""
    replies, deliveries = record.decisions(Reply), record.decisions(Delivery)
    choices = record.of_kind(TaskKind.CHOOSE_REMEDY)
    return Summary(
        conclusion=record.decision(Conclusion),
        proposal=proposed(record),
        product_return=record.decision(ProductReturn),
        reply=replies[-1] if replies else None,
        offer=standing_offer(record),
        refused=is_refused(record),
        wishes=wishes_in(record),
        setback=_setback(record),
        delivered=bool(deliveries) and deliveries[-1].choice == Delivery.DELIVERED,
        partly_settled=partly_settled(record) is not None,
        follow_up=follow_up_answer(record),
        choice_lapsed=bool(choices) and choices[-1].lapsed_at is not None,
        earlier_words=_earlier_words(record),
        last_comment=_last_comment(record),
        objected=objection_of(record.case) is not None,
    )


def _setback(record: CaseRecord) -> Setback | None:
    tried = record.of_kind(TaskKind.APPROVE_REMEDY, TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY)
    decided = _by_time([(task, task.decision) for task in tried if task.decision])
    if not decided or decided[-1][1].choice not in SETBACKS:
        return None
    task, decision = decided[-1]
    return Setback(SETBACKS[decision.choice], task.assignee.name, decision.payload.text)


def _by_time(decided: list[tuple[Task, Decision[Payload]]]) -> list[tuple[Task, Decision[Payload]]]:
    return sorted(decided, key=lambda one: one[1].at)


def _earlier_words(record: CaseRecord) -> list[str]:
    """The customer's words in earlier rounds, oldest first."""
    earlier = [task for task in record.tasks if task.round < record.case.round]
    told = [task.decision for task in earlier if task.decision]
    words = [(one.at, one.payload.text) for one in told if isinstance(one.payload, (Explanation, FollowUp))]
    words += [(one.at, one.text) for one in record.case.events if isinstance(one, TakenBack)]
    return [text for _, text in sorted(words) if text]


def _last_comment(record: CaseRecord) -> str:
    """The customer's comment at the follow-up of the round before, or in the objection that began the round."""
    objection = objection_of(record.case)
    if objection:
        return objection.text
    asked = latest_follow_up(record, record.case.round - 1) if record.case.round > 1 else None
    return asked.decision.payload.text if asked and asked.decision else ""


def chosen_in(record: CaseRecord, task: Task) -> Decision[RemedyChoice] | None:
    """The choice of remedy that goes with a task of the same name."""
    return record.decision(RemedyChoice, task.name)
