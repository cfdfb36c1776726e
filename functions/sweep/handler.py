"""The sweep, every quarter of an hour and on demand."""

from datetime import UTC, datetime
from typing import Any

from kuultu.observability import observed
from kuultu.services.sweep import sweep

SPARE_MILLISECONDS = 30_000
"""The time that is left for the last item, before Lambda ends the process."""


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ANN401 - Lambda's context
    """Sweep while there is time; with `{"resume": true}` all open responses, cases and tasks, not only the due ones."""

    def has_time() -> bool:
        return context is None or context.get_remaining_time_in_millis() > SPARE_MILLISECONDS

    return sweep(datetime.now(UTC), everything=bool(event.get("resume")), has_time=has_time)
