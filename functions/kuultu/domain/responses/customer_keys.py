"""Keys of customers: hashes of mail address and phone number, by which cases of the same customer are found."""

import hashlib
import re

from kuultu.domain.people import mailbox_of
from kuultu.domain.responses.response import Contact

DIGITS = 8
"""The last digits of a phone number that count: `040 123 4567` and `+358 40 123 4567` are the same."""


def customer_keys(contact: Contact) -> list[str]:
    """The keys of a customer, 32 hexadecimal digits each; none for a customer without address and number."""
    digits = re.sub(r"\D", "", contact.phone)
    phone = [f"phone:{digits[-DIGITS:]}"] if len(digits) >= DIGITS else []
    email = [f"email:{mailbox_of(contact.email)}"] if contact.email else []
    return [hash_of(one) for one in (*email, *phone)]


def hash_of(text: str) -> str:
    """A short hash; capitals and spaces around make no other."""
    return hashlib.sha256(text.strip().lower().encode()).hexdigest()[:32]
