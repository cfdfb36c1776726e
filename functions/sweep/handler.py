"""The sweep, every quarter of an hour, or when somebody asks for it."""

from datetime import UTC, datetime
from typing import Any

from kuultu.services.sweep import sweep


def handle(event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ANN401 - Lambda's context
    """Sweep; `{"resume": true}` looks at all that is open and not only at what is due."""
    return sweep(datetime.now(UTC), everything=bool(event.get("resume")))
