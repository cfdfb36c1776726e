"""The state machine's steps: `{"step", "case_id"}`, or `{"ask", "case_id", "callback"}` for what somebody is asked."""

from datetime import UTC, datetime
from typing import Any

from kuultu.domain.case import TaskKind
from kuultu.services.handling import STEPS, Standing, ask


def handle(event: dict[str, Any], context: Any) -> Standing | None:  # noqa: ANN401 - Lambda's context
    """Take the step; answers where the case stands."""
    now = datetime.now(UTC)
    if "ask" in event:
        ask(TaskKind(event["ask"]), event["case_id"], event["callback"], now)
        return None
    return STEPS[event["step"]](event["case_id"], now)
