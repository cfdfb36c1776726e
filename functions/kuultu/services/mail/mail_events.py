"""Events of mails from SES, in any order and repeated: the ledger only moves forward."""

from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.mail.mail import UNDELIVERED, MailState
from kuultu.observability import count
from kuultu.store import mail_reports

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
    MailState.DELIVERED: (*UNSURE, MailState.SENT, MailState.NEEDS_A_PERSON),
    MailState.BOUNCED: (*UNSURE, MailState.SENT, MailState.NEEDS_A_PERSON, MailState.DELIVERED),
    MailState.COMPLAINED: (*UNSURE, MailState.SENT, MailState.NEEDS_A_PERSON, MailState.DELIVERED),
    MailState.NEEDS_A_PERSON: (*UNSURE, MailState.SENT),
}
"""The states that each state may follow; a bounce can come after a delivery, never the other way round.

A late word of the receiver's server settles a mail that needed a person, because SES had given no answer.
"""


SAY_OTHERWISE: Mapping[str, MailState | None] = {"Transient": MailState.SENT, "not-spam": None}
"""What a type of bounce or complaint means, if it is no real one (SES, contents of event data).

A soft bounce is a full mailbox, or the automatic answer of somebody who is away: SES took the mail, and what became of
it is known as before. Readers can take a complaint back.
"""


def note(mail_id: str, event_type: str, now: datetime, subtype: str = "") -> None:
    """Note an event in the ledger; unknown mails, other kinds of event, and late or repeated ones only count.

    `subtype` is the type of a bounce or complaint. Of mail that came back for good, or that SES refused after all, the
    next sweep tells somebody.
    """
    state = SAY_OTHERWISE.get(subtype, MEANING.get(event_type))
    lost = state in UNDELIVERED
    if state is None or not mail_reports.note_event(mail_id, state, REPLACES[state], now, event_type, attend=lost):
        count("MailEventIgnored", mail_id=mail_id, event=event_type)
        return
    count(f"Mail{state.value.title().replace('_', '')}", mail_id=mail_id)
