"""Events of mails from SES, in any order and repeated: the ledger only moves forward."""

from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.mail.mail import MailState
from kuultu.observability import count
from kuultu.store import mails

MEANING: Mapping[str, MailState] = {
    "Send": MailState.SENT,
    "Delivery": MailState.DELIVERED,
    "Bounce": MailState.BOUNCED,
    "Complaint": MailState.COMPLAINED,
    "Reject": MailState.NEEDS_A_PERSON,
    "Rendering Failure": MailState.NEEDS_A_PERSON,
}
"""SES event types; others (DeliveryDelay, Open …) change nothing."""

UNSURE = (MailState.CLAIMED, MailState.RELEASED, MailState.UNKNOWN)

REPLACES: Mapping[MailState, tuple[MailState, ...]] = {
    MailState.SENT: UNSURE,
    MailState.DELIVERED: (*UNSURE, MailState.SENT),
    MailState.BOUNCED: (*UNSURE, MailState.SENT, MailState.DELIVERED),
    MailState.COMPLAINED: (*UNSURE, MailState.SENT, MailState.DELIVERED),
    MailState.NEEDS_A_PERSON: (*UNSURE, MailState.SENT),
}
"""The states that each state may follow; a bounce can come after a delivery, never the other way round."""


def note(mail_id: str, event_type: str, now: datetime) -> None:
    """Note an event in the ledger; unknown mails, other kinds of event, and late or repeated ones only count."""
    state = MEANING.get(event_type)
    if state is None or not mails.note_event(mail_id, state, REPLACES[state], now):
        count("MailEventIgnored", event=event_type)
        return
    count(f"Mail{state.value.title().replace('_', '')}", mail_id=mail_id)
