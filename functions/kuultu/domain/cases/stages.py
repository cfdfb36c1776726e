"""Where a case stands, by what is on record and nothing else: an interrupted case goes on from here."""

from collections.abc import Mapping

from kuultu.domain.cases.case import Case, CaseRecord, Stage
from kuultu.domain.cases.enquiries import all_found_out, recipients_of
from kuultu.domain.cases.remedies import (
    NONE_OF_THESE,
    Remedy,
    accepted_proposals,
    is_held_back,
    latest_proposal,
    numbered,
    turned_down,
)
from kuultu.domain.cases.task import Task, TaskKind
from kuultu.domain.people import Person

MOST_REOPENINGS = 2
"""How often an unhappy follow-up reopens a case, before it is closed as not recovered."""

MOST_WISHES = 1
"""How often in a round the owner thinks again because the customer wished for something else."""


def stage_of(record: CaseRecord) -> Stage:
    """Where a case stands."""
    if record.case.outcome:
        return Stage.CLOSED
    if not record.case.acknowledged:
        return Stage.ACKNOWLEDGE
    return _finding_out(record) or _putting_right(record) or _following_up(record)


def _finding_out(record: CaseRecord) -> Stage | None:
    triage = record.decision(TaskKind.TRIAGE)
    if triage is None:
        return Stage.TRIAGE
    if triage.choice == "not_a_complaint":
        return Stage.CLOSE
    concluded = record.decision(TaskKind.CONCLUDE)
    if concluded is None:
        return _before_the_conclusion(record)
    if len(record.of_kind(TaskKind.CONFIRM_READ)) < len(recipients_of(concluded)):
        return Stage.SHARE
    return None if record.case.reachable else Stage.CLOSE


def _before_the_conclusion(record: CaseRecord) -> Stage:
    """Whoever is asked once all was found out leads nobody back; a colleague then holds up the conclusion itself."""
    if record.task(TaskKind.CONCLUDE):
        return Stage.CONCLUDE
    found_out = record.decision(TaskKind.FIND_OUT) or all_found_out(record)
    return Stage.REFLECT if found_out else Stage.FIND_OUT


def _putting_right(record: CaseRecord) -> Stage | None:
    return _proposing(record) or _answering(record) or _delivering(record)


def _proposing(record: CaseRecord) -> Stage | None:
    proposal = latest_proposal(record)
    if proposal is None:  # a case from before proposals were asked for may be past this
        return None if record.decision(TaskKind.REPLY) else Stage.PROPOSE
    if proposal.decision is None:
        return Stage.PROPOSE
    if not is_held_back(record, proposal):
        return None
    rejected = record.decision(TaskKind.APPROVE_REMEDY, proposal.name)
    return Stage.PROPOSE if rejected else Stage.APPROVE


def _answering(record: CaseRecord) -> Stage | None:
    wanted = replies_wanted(record)
    if record.decision(TaskKind.REPLY, numbered(wanted)) is None:
        return Stage.REPLY
    sent = record.case.replies_sent or (1 if record.case.follow_up_at else 0)
    return Stage.SEND_REPLY if sent < wanted else None


def _delivering(record: CaseRecord) -> Stage | None:
    """Whether the customer's choice is waited for, or waits for delivery; None once the case went on without it."""
    choosing = latest_choice(record)
    if choosing is None or choosing.lapsed_at:
        return None
    if choosing.decision is None:
        return Stage.CHOOSE
    if choosing.decision.choice == NONE_OF_THESE:
        return Stage.PROPOSE if turned_down(record) <= MOST_WISHES else None
    return _undelivered(record, choosing)


def _undelivered(record: CaseRecord, choosing: Task) -> Stage | None:
    if not to_deliver(choosing):
        return None
    delivery = record.decision(TaskKind.DELIVER_REMEDY, choosing.name)
    if delivery is None:
        return Stage.DELIVER
    return Stage.PROPOSE if delivery.choice == "impossible" else None


def _following_up(record: CaseRecord) -> Stage:
    asked = record.task(TaskKind.FOLLOW_UP)
    if asked is None:
        return Stage.WAIT
    if asked.open:
        return Stage.FOLLOW_UP
    choosing = latest_choice(record)
    late = _undelivered(record, choosing) if choosing else None
    return late or (Stage.REOPEN if unhappy_again(record) and may_reopen(record.case) else Stage.CLOSE)


def replies_wanted(record: CaseRecord) -> int:
    """How many answers the customer gets in this round by now: one for each proposal that stands."""
    return max(1, len(accepted_proposals(record)))


def latest_choice(record: CaseRecord) -> Task | None:
    """What the customer was asked to choose with the latest answer, if there was a choice."""
    return record.task(TaskKind.CHOOSE_REMEDY, name=numbered(replies_wanted(record)))


def to_deliver(choosing: Task) -> bool:
    """Whether the customer chose something that somebody has to deliver."""
    return choosing.decision is not None and choosing.decision.choice not in {NONE_OF_THESE, Remedy.APOLOGY}


def unhappy_again(record: CaseRecord) -> bool:
    """Whether the customer answered the follow-up, and was not helped."""
    decision = record.decision(TaskKind.FOLLOW_UP)
    return decision is not None and decision.fields.get("recovered") != "yes"


def may_reopen(case: Case) -> bool:
    """Whether another round is left."""
    return case.round <= MOST_REOPENINGS


STAGES_OF: Mapping[TaskKind, set[Stage]] = {
    TaskKind.TRIAGE: {Stage.ACKNOWLEDGE, Stage.TRIAGE},
    TaskKind.FIND_OUT: {Stage.FIND_OUT},
    TaskKind.CONCLUDE: {Stage.REFLECT, Stage.CONCLUDE},
    TaskKind.PROPOSE_REMEDY: {Stage.PROPOSE},
    TaskKind.APPROVE_REMEDY: {Stage.APPROVE},
    TaskKind.REPLY: {Stage.REPLY},
    TaskKind.CHOOSE_REMEDY: {Stage.CHOOSE},
    TaskKind.DELIVER_REMEDY: {Stage.DELIVER},
    TaskKind.FOLLOW_UP: {Stage.WAIT, Stage.FOLLOW_UP},
}
"""At which stages the workflow asks for each kind of task."""


def asked_at(stage: Stage) -> TaskKind | None:
    """What is asked at this stage; None when nobody is asked anything."""
    return next((kind for kind, stages in STAGES_OF.items() if stage in stages), None)


def name_due(record: CaseRecord, kind: TaskKind) -> str:
    """Which of its kind is due: the first, the second … proposal, approval, answer, choice or delivery of the round."""
    proposal, choosing = latest_proposal(record), latest_choice(record)
    if kind is TaskKind.PROPOSE_REMEDY:
        undecided = proposal is not None and proposal.decision is None
        return numbered(len(record.of_kind(kind)) + (0 if undecided else 1))
    if kind is TaskKind.APPROVE_REMEDY and proposal:
        return proposal.name
    if kind is TaskKind.REPLY:
        return numbered(replies_wanted(record))
    follows_a_choice = kind in {TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY}
    return choosing.name if choosing and follows_a_choice else ""


def approver_due(record: CaseRecord, kind: TaskKind) -> Person | None:
    """Who has to approve, as the proposal names them; None for every other task, which is the owner's."""
    proposal = latest_proposal(record)
    if kind is not TaskKind.APPROVE_REMEDY or proposal is None or proposal.decision is None:
        return None
    return Person(proposal.decision.fields["approver_name"], proposal.decision.fields["approver"])
