"""A case in an office that does what the services do, by the pure rules alone: without store, mail and workflow."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.decision_rules import Attempt, judged
from kuultu.domain.cases.enquiries import all_found_out, enquiries_in, on_its_way, recipients_of, share_name
from kuultu.domain.cases.remedies import numbered, standing_offer
from kuultu.domain.cases.stages import approver_due, asked_at, name_due, replies_wanted, stage_of, to_deliver
from kuultu.domain.cases.task import ENQUIRIES, Decision, Fields, Task, TaskKind
from kuultu.domain.cases.task_deadlines import handed_to, has_run_out, lapsed, may_remind, reminded
from kuultu.domain.people import Person
from kuultu.errors import KuultuError
from tests.unit.builders import CLOCKS, WORKING, Life


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
        if kind is TaskKind.TRIAGE:
            self.opens(TaskKind.END_REFLECTION)
        if kind is TaskKind.FIND_OUT:
            triage = self.record.decision(TaskKind.TRIAGE)
            self._make_enquiries(triage.fields if triage else {})
        self.opens(kind, name_due(self.record, kind), approver_due(self.record, kind))
        self._settle()

    def opens(self, kind: TaskKind, name: str = "", person: Person | None = None, **details: str) -> None:
        """Ask somebody for something, unless that was done before."""
        if self.record.task(kind, name=name) is None:
            self.life.is_asked(kind, name, person, **details)

    def _make_enquiries(self, fields: Fields) -> None:
        for one in enquiries_in(fields):
            self.opens(one.kind, one.name, one.person, **one.details)

    def _settle(self) -> None:
        gate = self.record.task(TaskKind.FIND_OUT)
        if gate and gate.open and all_found_out(self.record):
            self.life.decides(TaskKind.FIND_OUT, "settled")

    def tries(self, task: Task, choice: str, fields: Fields) -> bool:
        """Somebody decides through a link; whether the rules allow it."""
        by = "customer" if task.kind.for_customer else task.assignee.email
        decision = Decision(choice, fields, by, self.now)
        try:
            rules.may_act(task, self.record, self.now)
            recorded = judged(Attempt(self.life.dossier, task.kind, decision))
        except KuultuError:
            return False
        self.life.keeps(replace(task, decision=replace(decision, fields=recorded)))
        self._follow_through(self.life.task(task.kind, task.name))
        return True

    def _follow_through(self, task: Task) -> None:
        if task.kind is TaskKind.TRIAGE and task.decision:
            heir = task.decision.fields.get("owner_email") or self.record.case.owner.email
            self.hand_over(self.life.dossier.person_at(heir))
        if task.kind in ENQUIRIES and on_its_way(self.record):
            self.opens(TaskKind.INSPECT)
        if task.kind in ENQUIRIES:
            self._settle()
        if task.kind is TaskKind.CHOOSE_REMEDY and task.lapsed_at and to_deliver(task):
            self.opens(TaskKind.DELIVER_REMEDY, task.name)

    def hand_over(self, heir: Person) -> None:
        """The case, and every open task of its owner, goes to somebody else."""
        self.life.becomes(owner=heir)
        for task in self.record.of_kind(*TaskKind):
            if task.kind.of_the_owner and not task.ended and task.assignee != heir:
                self.life.keeps(handed_to(task, heir))

    def asks_somebody_else(self, fields: Fields) -> None:
        """The owner asks somebody on the page of the case, as long as that is possible."""
        if "ask" in rules.possible_on_case(self.record, self.record.case.owner.email, self.now):
            self._make_enquiries(fields)

    def sweeps(self) -> None:
        """Reminders are sent, and what has run out of time ends or passes on."""
        for task in self.record.of_kind(*TaskKind):
            if may_remind(task, WORKING, self.now):
                self.life.keeps(reminded(task, WORKING, self.now))
            elif has_run_out(task, self.now):
                self._lapses(task)

    def _lapses(self, task: Task) -> None:
        after = lapsed(task, self.record.case.manager, WORKING, self.now)
        self.life.keeps(after)
        if after.ended:
            self._follow_through(after)
        elif after.kind.of_the_owner:
            self.hand_over(after.assignee)


def _acknowledge(office: Office) -> None:
    office.life.becomes(acknowledged=True)


def _share(office: Office) -> None:
    concluded = office.record.decision(TaskKind.CONCLUDE)
    for address in recipients_of(concluded) if concluded else []:
        office.opens(TaskKind.CONFIRM_READ, share_name(address), office.life.dossier.person_at(address))


def _send_reply(office: Office) -> None:
    number = replies_wanted(office.record)
    if standing_offer(office.record).to_choose:
        office.opens(TaskKind.CHOOSE_REMEDY, numbered(number))
    office.life.becomes(replies_sent=number, follow_up_at=CLOCKS.follow_up_from(office.now))


def _reopen(office: Office) -> None:
    office.life.is_reopened()


def _close(office: Office) -> None:
    office.life.becomes(outcome=rules.outcome_of(office.record), closed_at=office.now)


STEPS: Mapping[Stage, Callable[[Office], None]] = {
    Stage.ACKNOWLEDGE: _acknowledge,
    Stage.SHARE: _share,
    Stage.SEND_REPLY: _send_reply,
    Stage.REOPEN: _reopen,
    Stage.CLOSE: _close,
}
