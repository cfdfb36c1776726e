"""The effects of the end of a call: the request for which it stood in ends too, or another attempt is made."""

from typing import cast

from kuultu.domain.cases.call_effects import HandleAfterAll, NoteEnd
from kuultu.domain.cases.calls import (
    CallName,
    CallRole,
    attempt_due,
    call_name,
    has_attempt_left,
    is_managers_turn,
)
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.effects import Effect, HandOver, Open, PlanFollowUp
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.payloads.finding_out import Explanation
from kuultu.domain.cases.payloads.putting_right import FollowUp, RemedyChoice, Reply
from kuultu.domain.cases.remedies import numbered
from kuultu.domain.cases.remedy import NONE_OF_THESE
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Situation
from kuultu.domain.cases.task_kind import TaskKind

CUSTOMER = "customer"
"""The author of the customer's answers in a call, as in a form of their own."""

BY_PHONE = {"by_phone": "yes"}
"""The details of a request whose end was recorded by a call: nobody was asked by mail."""


def call_ended(situation: Situation) -> list[Effect]:
    """The customer's answers count as if they were written; a customer who was not reached is called again, by plan."""
    call, matter = situation.task, call_name(situation.task.name)
    if call.decision is None:
        return []
    if call.decision.choice == Call.REACHED:
        return _reached(situation, matter, cast(Decision[Call], call.decision))
    if has_attempt_left(situation.record, matter):
        return _again(situation, matter)
    if matter.role is CallRole.TELL_MORE:
        return [_tell_more(call, matter, None)]
    return [_follow_up(matter, None)] if matter.role is CallRole.FOLLOW_UP else []


def _again(situation: Situation, matter: CallName) -> list[Effect]:
    """The next attempt, opened here unless the workflow asks for it; the last one is the manager's."""
    case = situation.record.case
    if is_managers_turn(situation.record, matter):
        return [HandOver(case.manager, "", HandOverReason.NOT_REACHED)]
    asked = matter.role in {CallRole.WISH, CallRole.FOLLOW_UP} or (matter.role is CallRole.REPLY and case.by_phone)
    return [] if asked else [Open(TaskKind.CALL, attempt_due(situation.record, matter))]


def _reached(situation: Situation, matter: CallName, said: Decision[Call]) -> list[Effect]:
    call = situation.task
    if matter.role is CallRole.REPLY:
        return _answered(situation, matter, said)
    if matter.role is CallRole.WISH:
        return [HandleAfterAll(said.by)] if said.payload.complaint else []
    if matter.role is CallRole.TELL_MORE:
        told = Explanation(said.payload.text, said.payload.bought_at, said.payload.wish)
        return [_tell_more(call, matter, Decision(Explanation.ANSWER, told, CUSTOMER, said.at))]
    if matter.role is CallRole.FOLLOW_UP:
        rated = FollowUp(said.payload.score, said.payload.ease, said.payload.text)
        return [_follow_up(matter, Decision(said.payload.solved, rated, CUSTOMER, said.at))]
    return []


def _answered(situation: Situation, matter: CallName, said: Decision[Call]) -> list[Effect]:
    """The reply is given; the remedy that a customer whom no mail reaches chose in the call is recorded too.

    After a letter that did not arrive, the days until the follow-up count from the call.
    """
    name = numbered(int(matter.about))
    written = situation.record.decision(Reply, name)
    reply = Decision(Reply.CALLED, Reply(said.payload.agreed), said.by, said.at)
    sent = written is not None and written.choice == Reply.SEND
    given: Effect = PlanFollowUp(said.at) if sent else NoteEnd(TaskKind.REPLY, name, reply, BY_PHONE)
    if not (said.payload.remedy and situation.record.case.by_phone):
        return [given]
    wish = said.payload.agreed if said.payload.remedy == NONE_OF_THESE else ""
    choice = Decision(said.payload.remedy, RemedyChoice(wish, said.payload.account), CUSTOMER, said.at)
    return [NoteEnd(TaskKind.CHOOSE_REMEDY, name, choice, BY_PHONE), given]


def _tell_more(call: Task, matter: CallName, decision: Decision[Explanation] | None) -> Effect:
    details = {"role": "customer", "question": call.details.get("question", ""), **BY_PHONE}
    return NoteEnd(TaskKind.TELL_MORE, matter.about, decision, details)


def _follow_up(matter: CallName, decision: Decision[FollowUp] | None) -> Effect:
    return NoteEnd(TaskKind.FOLLOW_UP, numbered(int(matter.about)), decision, BY_PHONE)
