"""SES events by EventBridge: each is noted in the mail ledger, whatever their order and however often they come."""

from datetime import UTC, datetime
from typing import Any

from kuultu.observability import observed
from kuultu.services.mail.mail_events import note


@observed
def handle(event: dict[str, Any], context: Any) -> None:  # noqa: ANN401 - Lambda's context
    """Note an SES event in the mail ledger."""
    detail = event["detail"]
    subtype = detail.get("bounce", {}).get("bounceType") or detail.get("complaint", {}).get("complaintFeedbackType")
    for mail_id in detail["mail"].get("tags", {}).get("mail_id", []):
        note(mail_id, detail["eventType"], datetime.now(UTC), subtype or "")
