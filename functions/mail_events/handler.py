"""SES events by EventBridge: each is noted in the mail ledger, whatever their order and however often they come."""

from datetime import UTC, datetime
from typing import Any

from kuultu.services.mail.mail_events import note


def handle(event: dict[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's context
    """Note an SES event in the mail ledger."""
    mail_ids = event["detail"]["mail"].get("tags", {}).get("mail_id", [])
    for mail_id in mail_ids:
        note(mail_id, event["detail"]["eventType"], datetime.now(UTC))
