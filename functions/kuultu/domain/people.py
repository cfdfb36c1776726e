"""People: names, mail addresses, and the comparison of addresses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A member of staff, or a person asked by staff: a name to sign with and a mail address."""

    name: str
    email: str

    @property
    def first_name(self) -> str:
        """The first name, for the greeting in a mail to a colleague; "" without a name."""
        return self.name.split()[0] if self.name else ""

    def has(self, address: str) -> bool:
        """True if the address is the person's mail address; capitals make no difference."""
        return self.email.lower() == address.lower()


def somebody_at(address: str) -> Person:
    """A person with a name made from the address: `mari.lindholm@…` is Mari Lindholm."""
    words = address.split("@")[0].replace(".", " ").replace("_", " ").split()
    return Person(" ".join(words).title(), address)
