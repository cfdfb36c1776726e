"""The sweep, every quarter of an hour and on demand; what it has no time for is seen to by more of its kind."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from kuultu.gateways.invocation import invoke_beside
from kuultu.observability import observed
from kuultu.services.duties.run import Scope
from kuultu.services.sweep import sweep

SPARE_MILLISECONDS = 30_000
"""The time that is left for the last item, before Lambda ends the process."""

ALONE = timedelta(minutes=2)
"""The time after which a sweep of all shards has each of them seen to by a sweep of its own."""

LANES = 8
"""Items seen to side by side: most of the time of each is waiting for AWS."""


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, int]:  # noqa: ANN401 - Lambda's context
    """Sweep while there is time; with `{"resume": true}` all open responses, cases and tasks, not only the due ones."""
    now, scope = datetime.now(UTC), _scope(event)
    if context is None:
        return sweep(now, scope)

    def has_time() -> bool:
        alone = scope.shard is not None or datetime.now(UTC) - now < ALONE
        return alone and context.get_remaining_time_in_millis() > SPARE_MILLISECONDS

    return sweep(now, scope, has_time=has_time, ask_on=partial(_ask_on, context.function_name), lanes=LANES)


def _scope(event: dict[str, Any]) -> Scope:
    since = event.get("since")
    return Scope(event.get("shard"), bool(event.get("resume")), datetime.fromisoformat(since) if since else None)


def _ask_on(function: str, scope: Scope) -> None:
    since = scope.since.isoformat() if scope.since else None
    invoke_beside(function, {"shard": scope.shard, "resume": scope.everything, "since": since})
