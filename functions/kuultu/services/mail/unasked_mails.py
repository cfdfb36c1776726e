"""Mails that nobody of the staff wrote or asked for: few a day to each address, since anybody can give any address."""

from datetime import datetime
from enum import StrEnum

from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.people import hash_of_address, mailbox_of
from kuultu.settings import settings
from kuultu.store import limits

UNASKED = {MailKind.ACKNOWLEDGEMENT, MailKind.THANKS}

MOST_QUOTING, MOST = 5, 10
"""The mails to one address in a day that hold words of the sender, and all of them."""


class Room(StrEnum):
    """The room for a mail: with the sender's words, without any, or none until tomorrow."""

    QUOTING = "quoting"
    PLAIN = "plain"
    NONE = "none"


def room_for(mail: Mail, address: str, now: datetime) -> Room:
    """The room that is left for a mail, the same for each attempt to send it: SES may ask to wait for hours."""
    if mail.kind not in UNASKED:
        return Room.QUOTING
    day = now.timestamp() // settings().clocks.day.total_seconds()
    place = limits.place(f"unasked#{hash_of_address(mailbox_of(address))}#{day:.0f}", mail.id, MOST, now)
    if not place:
        return Room.NONE
    return Room.QUOTING if place <= MOST_QUOTING else Room.PLAIN
