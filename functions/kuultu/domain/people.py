"""People: names, mail addresses, and the comparison of addresses."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A member of staff, or a person asked by staff: a name to sign with and a mail address.

    The address stands for a name that nobody told us.
    """

    name: str
    email: str

    @property
    def known_name(self) -> str:
        """The name, to sign and greet with; "" if only the address is known."""
        return "" if "@" in self.name else self.name

    @property
    def first_name(self) -> str:
        """The first name, for the greeting in a mail to a colleague; "" without a known name."""
        return next(iter(self.known_name.split()), "")

    def has(self, address: str) -> bool:
        """True if the address is the person's mail address; capitals make no difference."""
        return self.email.lower() == address.lower()

    def has_mailbox(self, address: str) -> bool:
        """True if an address leads to the person's mailbox: what follows a `+` makes no other person either."""
        return mailbox_of(self.email) == mailbox_of(address)


def hash_of_address(address: str) -> str:
    """The hash of a mail address, by which records know it; capitals make no difference."""
    return hashlib.sha256(address.lower().encode()).hexdigest()[:32]


def mailbox_of(address: str) -> str:
    """The mailbox of an address: capitals, and what follows a `+`, make no other."""
    person, _, domain = address.lower().rpartition("@")
    return f"{person.partition('+')[0]}@{domain}"


def somebody_at(address: str) -> Person:
    """A person of whom only the address is known: no name is guessed from it."""
    return Person(address, address)
