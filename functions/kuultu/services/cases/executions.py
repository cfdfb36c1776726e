"""The executions of the workflow that carry a case: one at a time, watched by the sweep."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.case_looks import next_look_at
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.lifecycle import execution_of, next_execution
from kuultu.domain.cases.promise import is_watched, watch_of
from kuultu.errors import Gone
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.handling_start import start_execution
from kuultu.services.dossiers import after_write
from kuultu.store import case_executions


def refuse_superseded(case: Case, execution: str | None) -> None:
    """Raise Gone for a step of an execution that carries the case no longer; a crash may have left it running.

    None stands for executions that began before steps named their execution.
    """
    if execution and execution != execution_of(case):
        raise Gone("Another execution carries this case.", code="superseded")


def carry_on(dossier: Dossier, reason: str, now: datetime) -> Dossier:
    """Carry a case on in a new execution, from the stage that the record gives; the old execution is stopped."""
    case = replace(dossier.case, unit=dossier.unit.id)
    name = next_execution(case.id, execution_of(case))
    moved = case_executions.move_to_execution(case, name, look_at(dossier, now))
    if moved:
        start_execution(name, case.id)
        workflow.stop(execution_of(case), reason)
        count("CaseCarriedOn", case_id=case.id, reason=reason)
    return after_write(dossier, moved)


def look_at(dossier: Dossier, now: datetime) -> datetime:
    """The sweep's next look at an open case, if nothing happens before: ended executions are heard of."""
    record, clocks = dossier.record, clocks_of(dossier.survey)
    watched = is_watched(record)
    watch = watch_of(dossier.case, clocks, working_time_of(dossier.unit)) if watched else None
    return next_look_at(record, watch, clocks, dossier.unit.time_zone, now)


def first_look_at(case: Case, dossier: Dossier, now: datetime) -> datetime:
    """The sweep's first look at a case, or at a round, that begins now."""
    begun = CaseRecord(replace(case, acknowledged=True), dossier.record.tasks)  # as it will be in a moment
    return look_at(dossier.with_record(begun), now)
