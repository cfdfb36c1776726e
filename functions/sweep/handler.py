"""The sweep, every quarter of an hour and on demand."""

from datetime import UTC, datetime
from typing import Any

from kuultu.services.sweep import sweep


def handle(event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ANN401 - Lambda's context
    """Sweep; with `{"resume": true}` all open responses, cases and tasks, not only the due ones."""
    return sweep(datetime.now(UTC), everything=bool(event.get("resume")))
