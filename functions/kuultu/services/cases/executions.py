"""Who carries a case: which execution does, and when the sweep sees whether it still does."""

from dataclasses import replace
from datetime import datetime, timedelta

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.promise import is_watched, watch_of
from kuultu.errors import Gone
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.case_opening import workflow_input
from kuultu.store import cases

LOOK_EVERY = timedelta(hours=1)
"""How often the sweep sees whether an open case is still being carried."""


def refuse_superseded(case_id: str, execution: str | None) -> None:
    """Raise Gone for a step of an execution that carries the case no longer; a crash may have left it running.

    None is for executions that began before steps said who they are.
    """
    record = cases.load(case_id)
    if record and execution and execution != rules.execution_of(record.case):
        raise Gone("Another execution carries this case.", code="superseded")


def carry_on(dossier: Dossier, reason: str, now: datetime) -> None:
    """Carry a case on in a new execution, from where its own record says that it stands."""
    case = dossier.case
    name = rules.next_execution(case)
    if cases.move_to_execution(case, name, look_at(dossier, now)):
        workflow.start(name, workflow_input(case.id))
        workflow.stop(rules.execution_of(case), reason)
        count("CaseCarriedOn", case_id=case.id, reason=reason)


def look_at(dossier: Dossier, now: datetime) -> datetime:
    """When the sweep looks at an open case again: within the hour, or earlier when the promise asks for it."""
    if not is_watched(dossier.record):
        return now + LOOK_EVERY
    watch = watch_of(dossier.case, clocks_of(dossier.survey), working_time_of(dossier.unit))
    return min(now + LOOK_EVERY, watch.next_at)


def first_look_at(case: Case, dossier: Dossier, now: datetime) -> datetime:
    """When the sweep first looks at a case, or a round of it, that begins now."""
    begun = CaseRecord(replace(case, acknowledged=True), dossier.record.tasks)  # as it will be in a moment
    return look_at(dossier.with_record(begun), now)
