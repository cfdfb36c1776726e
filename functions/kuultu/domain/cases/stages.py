"""The stage of a case, derived from the record alone: an interrupted case goes on from there."""

from datetime import datetime, timedelta

from kuultu.domain.cases.calls import (
    WISH_LETTER,
    CallName,
    CallRole,
    answer_waits,
    calls_about,
    follow_up_call,
    has_attempt_left,
    is_reached,
    reply_call,
)
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
from kuultu.domain.cases.reopening import (
    latest_follow_up,
    may_reopen,
    partly_settled,
    settled_by_customer,
    unhappy_again,
)
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
    if settled_by_customer(record.case):
        return _ending(record)
    if record.case.wish:
        return _contacting(record)
    return _finding_out(record) or _putting_right(record) or _following_up(record)


def _ending(record: CaseRecord) -> Stage:
    """The stage of a case that the customer calls settled: what they chose before, or meanwhile, is delivered."""
    choosing = latest_choice(record)
    chosen = _undelivered(record, choosing) if choosing else None
    return Stage.DELIVER if chosen is Stage.DELIVER else Stage.CLOSE


def _contacting(record: CaseRecord) -> Stage:
    """The stage of a contact wish: a call, or a letter to somebody without a number or never reached; then the end."""
    case, matter = record.case, CallName(CallRole.WISH)
    if record.decision(Reply, WISH_LETTER):
        return Stage.CLOSE if case.replies_sent else Stage.SEND_REPLY
    if is_reached(record, matter):
        return Stage.CLOSE
    if case.can_be_called and has_attempt_left(record, matter):
        return Stage.CALL
    return Stage.REPLY if case.by_mail else Stage.CLOSE


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
    return Stage.CLOSE if record.case.anonymous else None


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
    undelivered = record.case.by_phone and answer_waits(record)  # a letter is told in a call
    if undelivered or record.decision(Reply, numbered(wanted)) is None:
        given_up = record.case.by_phone and not has_attempt_left(record, reply_call(record))
        return Stage.CLOSE if given_up else Stage.REPLY
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
        return Stage.FOLLOW_UP if calls_about(record, follow_up_call(record)) else Stage.WAIT
    if asked.open:
        return Stage.FOLLOW_UP
    choosing = latest_choice(record)
    late = _undelivered(record, choosing) if choosing else None
    return late or (Stage.REOPEN if unhappy_again(record) and may_reopen(record.case) else Stage.CLOSE)


def stage_beside_sharing(record: CaseRecord) -> Stage:
    """The stage of a case as if the conclusion were shared: the owner need not wait for the mails."""
    stage = stage_of(record)
    sharing = stage is Stage.SHARE and record.case.reachable
    return (_putting_right(record) if sharing else None) or stage


def lacks_task(record: CaseRecord, now: datetime) -> bool:
    """True if the workflow should have asked for a task by now and has not: a crash can come before it.

    The task is not on record then, or was offered on a page and has no callback.
    """
    stage = stage_of(record)
    waited_until = {Stage.REFLECT: record.reflection_ends_at, Stage.WAIT: record.case.follow_up_at}
    if stage in waited_until:
        until = waited_until[stage]
        return until is not None and until + TIME_TO_ASK < now
    kind = due_kind(record, stage)
    if kind is None:
        return False
    task = record.task(kind, name=ENTRIES[kind].due_name(record))
    return task is None or _only_offered(task, now)


def _only_offered(task: Task, now: datetime) -> bool:
    return task.offered_at is not None and not task.callback and task.offered_at + TIME_TO_ASK < now


def asked_at(stage: Stage) -> TaskKind | None:
    """The kind of task that the workflow asks for at a stage; None for a stage without a task."""
    return next((kind for kind, entry in ENTRIES.items() if stage in entry.stages), None)


CALLED = {TaskKind.REPLY, TaskKind.FOLLOW_UP}
"""The kinds of tasks in place of which a customer is called whom no mail reaches."""


def due_kind(record: CaseRecord, stage: Stage) -> TaskKind | None:
    """The kind of task that is due at a stage: for which the workflow asks, or a call in its place."""
    kind = asked_at(stage)
    return TaskKind.CALL if kind in CALLED and record.case.by_phone else kind
