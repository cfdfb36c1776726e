"""Mails with codes: sent apart from the request for them, so that nobody learns from its time who works here."""

from typing import Any

from kuultu.observability import observed


@observed
def handle(event: dict[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's context
    """Mail a code for the sign-in whose key the event holds."""
