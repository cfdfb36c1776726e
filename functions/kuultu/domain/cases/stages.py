"""The stage of a case, derived from the record alone: an interrupted case goes on from there."""

from datetime import datetime, timedelta

from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.findings import all_found_out
from kuultu.domain.cases.payloads.finding_out import Conclusion, Settlement, Triage
from kuultu.domain.cases.payloads.putting_right import Approval, Delivery, Reply
from kuultu.domain.cases.remedies import (
    is_held_back,
    latest_choice,
    latest_proposal,
    numbered,
    replies_wanted,
    to_deliver,
    turned_down,
)
from kuultu.domain.cases.remedy import NONE_OF_THESE
from kuultu.domain.cases.reopening import latest_follow_up, may_reopen, partly_settled, unhappy_again
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES
from kuultu.domain.cases.tasks.choose_remedy import MOST_WISHES

TIME_TO_ASK = timedelta(minutes=15)
"""The time in which the workflow, after a wait, has asked for the next task, retries included."""


def stage_of(record: CaseRecord) -> Stage:
    """The stage of a case."""
    if record.case.outcome:
        return Stage.CLOSED
    if not record.case.acknowledged:
        return Stage.ACKNOWLEDGE
    return _finding_out(record) or _putting_right(record) or _following_up(record)


def _finding_out(record: CaseRecord) -> Stage | None:
    triage = record.decision(Triage)
    if triage is None:
        return Stage.TRIAGE
    if triage.choice == Triage.NOT_A_COMPLAINT:
        return Stage.CLOSE
    concluded = record.decision(Conclusion)
    if concluded is None:
        return _before_the_conclusion(record)
    if len(record.of_kind(TaskKind.CONFIRM_READ)) < len(concluded.payload.recipients):
        return Stage.SHARE
    return None if record.case.reachable else Stage.CLOSE


def _before_the_conclusion(record: CaseRecord) -> Stage:
    """The stage before the conclusion; a late enquiry never leads back, a colleague's delays the conclusion only."""
    if record.task(TaskKind.CONCLUDE):
        return Stage.CONCLUDE
    found_out = record.decision(Settlement) or all_found_out(record)
    return Stage.REFLECT if found_out else Stage.FIND_OUT


def _putting_right(record: CaseRecord) -> Stage | None:
    return _proposing(record) or _answering(record) or _delivering(record)


def _proposing(record: CaseRecord) -> Stage | None:
    proposal, rest = latest_proposal(record), partly_settled(record)
    if rest and (proposal is None or proposal.opened_at < rest.at):
        return Stage.PROPOSE
    if proposal is None:  # a case from before proposals were asked for may be past this
        return None if record.decision(Reply) else Stage.PROPOSE
    if proposal.decision is None:
        return Stage.PROPOSE
    if not is_held_back(record, proposal):
        return None
    rejected = record.decision(Approval, proposal.name)
    return Stage.PROPOSE if rejected else Stage.APPROVE


def _answering(record: CaseRecord) -> Stage | None:
    wanted = replies_wanted(record)
    if record.decision(Reply, numbered(wanted)) is None:
        return Stage.REPLY
    sent = record.case.replies_sent or (1 if record.case.follow_up_at else 0)
    return Stage.SEND_REPLY if sent < wanted else None


def _delivering(record: CaseRecord) -> Stage | None:
    """The stage of an offer in the reply: CHOOSE, DELIVER or PROPOSE again; None if the offer needs nothing more."""
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
    delivery = record.decision(Delivery, choosing.name)
    if delivery is None:
        return Stage.DELIVER
    return Stage.PROPOSE if delivery.choice == Delivery.IMPOSSIBLE else None


def _following_up(record: CaseRecord) -> Stage:
    asked = latest_follow_up(record)
    if asked is None or partly_settled(record):  # what was left is answered by now
        return Stage.WAIT
    if asked.open:
        return Stage.FOLLOW_UP
    choosing = latest_choice(record)
    late = _undelivered(record, choosing) if choosing else None
    return late or (Stage.REOPEN if unhappy_again(record) and may_reopen(record.case) else Stage.CLOSE)


def lacks_task(record: CaseRecord, now: datetime) -> bool:
    """True if the workflow should have asked for a task by now that is not on record: a crash can come before it."""
    stage = stage_of(record)
    waited_until = {Stage.REFLECT: record.reflection_ends_at, Stage.WAIT: record.case.follow_up_at}
    if stage in waited_until:
        until = waited_until[stage]
        return until is not None and until + TIME_TO_ASK < now
    kind = asked_at(stage)
    return kind is not None and record.task(kind, name=ENTRIES[kind].due_name(record)) is None


def asked_at(stage: Stage) -> TaskKind | None:
    """The kind of task that the workflow asks for at a stage; None for a stage without a task."""
    return next((kind for kind, entry in ENTRIES.items() if stage in entry.stages), None)
