"""The state of a case, told to the workflow after every step: the stage, and the times to wait for."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.stages import stage_of

WorkflowState = Mapping[str, str]


def workflow_state(record: CaseRecord) -> WorkflowState:
    """`stage`, `reflection_ends_at` and `follow_up_at` (empty before the follow-up is planned)."""
    follow_up_at = record.case.follow_up_at
    return {
        "stage": stage_of(record).value,
        "reflection_ends_at": timestamp(record.reflection_ends_at),
        "follow_up_at": timestamp(follow_up_at) if follow_up_at else "",
    }


def timestamp(moment: datetime) -> str:
    """A moment in the format of Step Functions: RFC 3339 in UTC, rounded up to the millisecond, never too early."""
    rounded = moment + timedelta(microseconds=-moment.microsecond % 1000)
    return rounded.isoformat(timespec="milliseconds").replace("+00:00", "Z")
