"""Mails with codes: sent apart from the request for them, so that nobody learns from its time who works here."""

from datetime import UTC, datetime
from typing import Any

from kuultu.domain.console.sign_in import EVENT_KEY
from kuultu.observability import observed
from kuultu.services.console.sign_in_mail import mail_code


@observed
def handle(event: dict[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's context
    """Mail a code for the sign-in whose key the event holds; after a failure Lambda asks again, twice."""
    mail_code(event[EVENT_KEY], datetime.now(UTC))
