"""A case in an office that does what the services do, by the pure rules alone: without store, mail and workflow."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.decision_rules import may_act
from kuultu.domain.cases.decisions import Decision, Fields
from kuultu.domain.cases.effects import Effect, FollowThrough, HandOver, Open, Settle
from kuultu.domain.cases.enquiry import enquiries_in
from kuultu.domain.cases.escalation import next_above
from kuultu.domain.cases.findings import all_found_out
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.remedies import numbered, replies_wanted, standing_offer
from kuultu.domain.cases.stages import asked_at, stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import handed_to, has_run_out, lapsed, may_remind, reminded
from kuultu.domain.cases.task_entry import Attempt, Situation
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.tasks.confirm_read import share_name
from kuultu.domain.people import Person
from kuultu.errors import KuultuError
from tests.unit.helpers.builders import CHECKS, CLOCKS, WORKING, Life


class Office:
    """Asks for what is due, records what the rules allow, and sees to what time takes away."""

    def __init__(self, life: Life) -> None:
        self.life = life

    @property
    def record(self) -> CaseRecord:
        """What is on record."""
        return self.life.record

    @property
    def stage(self) -> Stage:
        """Where the case stands."""
        return stage_of(self.record)

    @property
    def now(self) -> datetime:
        """What the clock says."""
        return self.life.now

    def goes_on(self, *, hasty: bool = False) -> None:
        """The workflow takes its next step, unless it is still to wait and not hasty."""
        step, kind = STEPS.get(self.stage), asked_at(self.stage)
        if step:
            step(self)
        elif kind and (hasty or self.now >= self._not_before()):
            self._ask(kind)

    def _not_before(self) -> datetime:
        waits = {Stage.REFLECT: self.record.reflection_ends_at, Stage.WAIT: self.record.case.follow_up_at}
        return waits.get(self.stage) or self.now

    def _ask(self, kind: TaskKind) -> None:
        entry = entry_of(kind)
        for one in entry.first(self.record):
            self.opens(one.kind, one.name, one.person, **one.details)
        self.opens(kind, entry.due_name(self.record))
        self.performs(entry.when_asked)

    def opens(self, kind: TaskKind, name: str = "", person: Person | None = None, **details: str) -> None:
        """Ask somebody for something, unless that was done before."""
        if self.record.task(kind, name=name) is None:
            self.life.is_asked(kind, name, person, **details)

    def tries(self, task: Task, choice: str, fields: Fields) -> bool:
        """Somebody decides through a link; whether the rules allow it."""
        entry = entry_of(task.kind)
        by = "customer" if entry.for_customer else task.assignee.email
        attempt = Attempt(self.life.dossier, Decision(choice, entry.payload.read(fields), by, self.now), fields, CHECKS)
        try:
            may_act(task, self.record, self.now)
        except KuultuError:
            return False
        if entry.rule(attempt):
            return False
        decided = replace(task, decision=replace(attempt.decision, payload=entry.completed(attempt)))
        self.life.keeps(decided)
        self.performs([FollowThrough(decided)])
        return True

    def performs(self, wanted: Iterable[Effect]) -> None:
        """Effects are carried out on the record alone, with all that follow from them."""
        for effect in wanted:
            self.performs(PERFORMERS.get(type(effect), _nothing)(self, effect))

    def hand_over(self, heir: Person) -> None:
        """The case, and every open task of its owner, goes to somebody else."""
        self.life.becomes(owner=heir)
        for task in self.record.of_kind(*TaskKind):
            if entry_of(task.kind).of_the_owner and not task.ended and task.assignee != heir:
                self.life.keeps(handed_to(task, heir))

    def asks_somebody_else(self, fields: Fields) -> None:
        """The owner asks somebody on the page of the case, as long as that is possible."""
        if "ask" in rules.possible_on_case(self.record, self.record.case.owner.email, self.now):
            for one in enquiries_in(fields):
                self.opens(one.kind, one.name, one.person, **one.details)

    def sweeps(self) -> None:
        """Reminders are sent, and what has run out of time ends or passes on."""
        for task in self.record.of_kind(*TaskKind):
            if may_remind(task, WORKING, self.now):
                self.life.keeps(reminded(task, WORKING, self.now))
            elif has_run_out(task, self.now):
                self._lapses(task)

    def _lapses(self, task: Task) -> None:
        after = lapsed(task, next_above(task, self.life.dossier, self.now), WORKING, self.now)
        self.life.keeps(after)
        if after.ended:
            self.performs([FollowThrough(after)])
        elif entry_of(after.kind).of_the_owner:
            self.hand_over(after.assignee)


def _nothing(office: Office, effect: Effect) -> list[Effect]:
    """Mails, the workflow and the clock of the follow-up are not played here."""
    return []


def _follow_through(office: Office, effect: FollowThrough) -> list[Effect]:
    return entry_of(effect.task.kind).follows(Situation(office.life.dossier, effect.task, office.stage))


def _hand_over(office: Office, effect: HandOver) -> list[Effect]:
    office.hand_over(effect.owner)
    return []


def _open(office: Office, effect: Open) -> list[Effect]:
    office.opens(effect.kind, effect.name)
    return []


def _settle(office: Office, effect: Settle) -> list[Effect]:
    gate = office.record.task(TaskKind.FIND_OUT)
    if gate and gate.open and all_found_out(office.record):
        office.life.decides(TaskKind.FIND_OUT, "settled")
    return []


PERFORMERS: Mapping[type[Effect], Callable[[Office, Any], list[Effect]]] = {
    FollowThrough: _follow_through,
    HandOver: _hand_over,
    Open: _open,
    Settle: _settle,
}


def _acknowledge(office: Office) -> None:
    office.life.becomes(acknowledged=True)


def _share(office: Office) -> None:
    concluded = office.record.decision(Conclusion)
    for address in concluded.payload.recipients if concluded else []:
        office.opens(TaskKind.CONFIRM_READ, share_name(address), office.life.dossier.person_at(address))


def _send_reply(office: Office) -> None:
    number = replies_wanted(office.record)
    if standing_offer(office.record).to_choose:
        office.opens(TaskKind.CHOOSE_REMEDY, numbered(number))
    office.life.becomes(replies_sent=number, follow_up_at=CLOCKS.follow_up_from(office.now))


def _reopen(office: Office) -> None:
    office.life.is_reopened()


def _close(office: Office) -> None:
    office.life.becomes(outcome=case_outcome(office.record), closed_at=office.now)


STEPS: Mapping[Stage, Callable[[Office], None]] = {
    Stage.ACKNOWLEDGE: _acknowledge,
    Stage.SHARE: _share,
    Stage.SEND_REPLY: _send_reply,
    Stage.REOPEN: _reopen,
    Stage.CLOSE: _close,
}
