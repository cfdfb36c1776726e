"""People: how they are named, and when two addresses are those of one person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Somebody on the staff, or asked by them: a name to sign with and a mail address."""

    name: str
    email: str

    @property
    def first_name(self) -> str:
        """What a mail to a colleague begins with."""
        return self.name.split()[0] if self.name else ""

    def has(self, address: str) -> bool:
        """Whether this is their mail address, in capitals or not."""
        return self.email.lower() == address.lower()


def somebody_at(address: str) -> Person:
    """A person named as the address spells it: `mari.lindholm@…` is Mari Lindholm."""
    words = address.split("@")[0].replace(".", " ").replace("_", " ").split()
    return Person(" ".join(words).title(), address)
