"""The steps of the state machine: `{"step", "case_id", "execution"}`, or `ask` and `callback` to ask somebody."""

from datetime import UTC, datetime
from typing import Any

from kuultu.domain.cases.task import TaskKind
from kuultu.errors import KuultuError
from kuultu.observability import log_failure
from kuultu.services.cases.executions import refuse_superseded
from kuultu.services.cases.task_flow import ask
from kuultu.services.cases.workflow_steps import STEPS, WorkflowState


def handle(event: dict[str, Any], context: Any) -> WorkflowState | None:  # noqa: ANN401 - Lambda's context
    """Take the step; answers where the case stands. What breaks is not quoted: Step Functions keeps what it hears."""
    try:
        return _take(event, datetime.now(UTC))
    except KuultuError:
        raise
    except Exception as error:
        log_failure("StepFailed", error, case_id=event["case_id"])
        raise KuultuError from None


def _take(event: dict[str, Any], now: datetime) -> WorkflowState | None:
    refuse_superseded(event["case_id"], event.get("execution"))
    if "ask" in event:
        ask(TaskKind(event["ask"]), event["case_id"], event["callback"], now)
        return None
    return STEPS[event["step"]](event["case_id"], now)
