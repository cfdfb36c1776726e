"""The steps of the state machine: `{"step", "case_id", "execution"}`, or `ask` and `callback` for a task."""

from datetime import UTC, datetime
from typing import Any

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.workflow_state import WorkflowState
from kuultu.errors import KuultuError
from kuultu.observability import log_failure, observed
from kuultu.services.cases.workflow_steps import ask_for_task, take_step


@observed
def handle(event: dict[str, Any], context: Any) -> WorkflowState | None:  # noqa: ANN401 - Lambda's context
    """Take the step; returns the state of the case, or None when a task was asked for.

    An unexpected error is raised without its message, because Step Functions keeps messages.
    """
    try:
        return _take(event, datetime.now(UTC))
    except KuultuError:
        raise
    except Exception as error:
        log_failure("StepFailed", error, case_id=event["case_id"])
        raise KuultuError from None


def _take(event: dict[str, Any], now: datetime) -> WorkflowState | None:
    case_id, execution = event["case_id"], event.get("execution")
    if "ask" in event:
        ask_for_task(TaskKind(event["ask"]), case_id, event["callback"], execution, now)
        return None
    return take_step(event["step"], case_id, execution, now)
