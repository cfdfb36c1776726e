"""Reports of SES about mails, noted in the ledger."""

from datetime import datetime

from kuultu.domain.mail.mail import MailState
from kuultu.store.attention import attention_of
from kuultu.store.mails import MailItem
from kuultu.store.tables import wrote


def note_event(
    mail_id: str,
    state: MailState,
    replaces: tuple[MailState, ...],
    now: datetime,
    reason: str = "",
    *,
    attend: bool = False,
) -> bool:
    """Note the state that SES reports, if new; False for an unknown mail, and for a late or repeated report.

    With `attend`, the next sweep sees to the mail; so it does with a mail of which the case still says that it waits.
    `reason` is the type of the event.
    """
    seen_to = [MailItem.attention.remove(), MailItem.attend_at.remove()]
    to_see_to = [MailItem.attention.set(attention_of(mail_id)), MailItem.attend_at.set(now)]
    changes = [MailItem.state.set(state.value), MailItem.changed_at.set(now)]
    if state is MailState.NEEDS_A_PERSON:
        changes.append(MailItem.reason.set(reason))
    settled = MailItem.state.is_in(*(earlier.value for earlier in replaces if earlier is not MailState.RELEASED))
    news = MailItem.mail_id.exists() & settled
    if wrote(MailItem(mail_id).update, [*changes, *(to_see_to if attend else seen_to)], condition=news):
        return True
    waits = MailItem.state == MailState.RELEASED.value
    return wrote(MailItem(mail_id).update, [*changes, *to_see_to], condition=waits)
