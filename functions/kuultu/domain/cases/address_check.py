"""The check of the mail addresses that staff type: the same for owners, colleagues, third parties and recipients."""

from collections.abc import Mapping
from dataclasses import dataclass

from kuultu.domain.cases.shared_mailbox import looks_shared
from kuultu.domain.cases.task_form import FieldKind
from kuultu.domain.people import Person, mailbox_of
from kuultu.domain.responses.submission import EmailCheck
from kuultu.errors import Flaw

MOST_PEOPLE = 20
"""The largest number of recipients of one conclusion."""

ADDRESSES: frozenset[FieldKind] = frozenset({"owner", "member", "person", "people"})
"""The kinds of fields that hold mail addresses."""


@dataclass(frozen=True)
class AddressCheck:
    """The check of addresses in a case: its customer's address ("" without one), and the people of the directory."""

    email_flaw: EmailCheck
    customer: str = ""
    people: tuple[Person, ...] = ()

    def flaw(self, name: str, kind: FieldKind, given: Mapping[str, str]) -> Flaw | None:
        """The flaw in a field of mail addresses, or None; the sender can overrule a warning alone."""
        addresses = [line.strip() for line in given[name].splitlines() if line.strip()]
        reasons = [reason for address in addresses if (reason := self.email_flaw(address))]
        if reasons or (kind != "people" and len(addresses) > 1):
            return Flaw(name, "invalid-email", (*reasons, "One address only.")[0])
        if len(addresses) > MOST_PEOPLE:
            return Flaw(name, "too-many", f"At most {MOST_PEOPLE} people.")
        if mailbox_of(self.customer) in map(mailbox_of, addresses):
            return Flaw(name, "is-customer", "This is the customer's address; the customer gets an answer, not this.")
        if kind in {"owner", "member"} and not self._knows(addresses[0]):
            return Flaw(name, "not-in-directory", "A case goes to people of the directory only.")
        return None if kind == "member" else self._warning(name, addresses, given)

    def _warning(self, name: str, addresses: list[str], given: Mapping[str, str]) -> Flaw | None:
        """The flaw that a sender can overrule, or None."""
        if not given.get("despite_warnings") and any(map(looks_shared, addresses)):
            return Flaw(name, "group-address", "This looks like a mailbox that several people read.")
        if not given.get("despite_unknown") and not all(map(self._knows, addresses)):
            return Flaw(name, "not-known", "This address is not in the directory. Is it right?")
        return None

    def _knows(self, address: str) -> bool:
        return any(person.has(address) for person in self.people)
