"""The history of a case in the making: task after task, each decided in its time, by the rules of the domain."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingHours
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.events import Settled
from kuultu.domain.cases.lifecycle import new_case, reopened, task_to_open
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.payloads.finding_out import Settlement
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_deadlines import new_task
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey
from kuultu.domain.surveys.unit import Unit

CUSTOMER = "customer"
TIME_TO_OPEN = timedelta(seconds=40)


@dataclass
class CaseHistory:
    """A case from its beginning to its end; `at` is the moment that the history has reached."""

    record: CaseRecord
    clocks: Clocks
    working: WorkingHours
    at: datetime

    @classmethod
    def begun(cls, response: Response, survey: Survey, clocks: Clocks) -> Self:
        """The history of the case that a response began, thanked for at once."""
        at, working = response.received_at + TIME_TO_OPEN, hours_of(survey.unit(response.unit))
        case = replace(new_case(response, survey, clocks, working, at), acknowledged=True)
        return cls(CaseRecord(case, ()), clocks, working, at)

    def staff_decide(self, payload: Payload, choice: str, hours: float) -> None:
        """Have whoever has a task decide after so many hours of work."""
        opened = self.at
        self.at = self.working.after_hours(opened, hours)
        self._decide(payload, choice, opened, "" if isinstance(payload, Settlement) else self._assignee(payload))

    def customer_decides(self, payload: Payload, choice: str, hours: float) -> None:
        """Have the customer decide after so many hours."""
        opened = self.at
        self.at = opened + timedelta(hours=hours)
        self._decide(payload, choice, opened, CUSTOMER)

    def nobody_answers(self, kind: TaskKind) -> None:
        """Have a task of the customer's expire."""
        task = self._task(kind, self.at)
        self.at = task.lapses_at
        self.record = self.record.having(replace(task, expired=True, lapsed_at=self.at, remind_at=None))

    def reflect(self) -> None:
        """Wait for the end of reflection."""
        self.at = max(self.at, self.record.reflection_ends_at)

    def answered(self) -> None:
        """Note that the letter is out, and plan the follow-up."""
        self._change(replies_sent=1, follow_up_at=self.at + self.clocks.follow_up_days * self.clocks.day)

    def wait(self) -> None:
        """Wait for the follow-up, a week after the answer or the delivery."""
        self.at += self.clocks.follow_up_days * self.clocks.day
        self._change(follow_up_at=self.at)

    def customer_is_satisfied(self, hours: float) -> None:
        """Have the customer say on their page that the matter is settled."""
        self.at += timedelta(hours=hours)
        self._change(events=(*self.record.case.events, Settled(self.at, "")))

    def reopen(self) -> None:
        """Begin the next round, which is the manager's."""
        self.record = replace(self.record, case=reopened(self.record.case, self.clocks, self.working, self.at))

    def closed(self) -> CaseRecord:
        """The record, closed with the outcome that follows from it."""
        self._change(outcome=case_outcome(self.record), closed_at=self.at)
        return self.record

    def _change(self, **values: object) -> None:
        self.record = replace(self.record, case=replace(self.record.case, **values))  # type: ignore[arg-type]

    def _assignee(self, payload: Payload) -> str:
        return self._task(payload.kind, self.at).assignee.email

    def _decide(self, payload: Payload, choice: str, opened: datetime, by: str) -> None:
        decision = Decision(choice, payload, by, self.at)
        self.record = self.record.having(replace(self._task(payload.kind, opened), decision=decision))

    def _task(self, kind: TaskKind, opened: datetime) -> Task:
        task = task_to_open(self.record, Opening(kind), opened)
        return new_task(self.record, task, self.clocks, self.working, opened)


def hours_of(unit: Unit) -> WorkingHours:
    """The working hours of a unit, for history: real ones on a fast clock too, and holidays like other days."""
    return WorkingHours(unit.time_zone, unit.working_hours, lambda _: False)
