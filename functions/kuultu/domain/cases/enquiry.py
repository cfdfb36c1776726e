"""Enquiries in the fields of a form: person, role and question of each."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person, somebody_at

COLLEAGUE, THIRD_PARTY = "colleague", "third_party"
ROLES = (COLLEAGUE, THIRD_PARTY)
MOST_OF_A_ROLE = 10
"""The largest number of colleagues, and of third parties, that one form can ask."""


@dataclass(frozen=True)
class Enquiry:
    """A question to a person in a role (no person: the customer), or the request to return a product."""

    kind: TaskKind
    role: str = "customer"
    person: Person | None = None
    question: str = ""

    @property
    def name(self) -> str:
        """The name of the enquiry's task: a hash of role, address and question; empty for RETURN_PRODUCT.

        The same question to the same person in the same role is the same enquiry.
        """
        if self.kind is TaskKind.RETURN_PRODUCT:
            return ""
        told = "\n".join([self.role, self.person.email.lower() if self.person else "", self.question])
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    @property
    def details(self) -> dict[str, str]:
        """The details of the enquiry's task: `role` and `question`."""
        return {"role": self.role, "question": self.question}


def enquiries_in(fields: Mapping[str, str]) -> tuple[Enquiry, ...]:
    """The enquiries in a form's fields: `ask_customer`, `return_product`, and up to ten people of each role."""
    asked = [Enquiry(TaskKind.TELL_MORE, question=fields["ask_customer"])] if fields.get("ask_customer") else []
    back = [Enquiry(TaskKind.RETURN_PRODUCT)] if fields.get("return_product") else []
    return (*asked, *(one for role in ROLES for one in _people(fields, role)), *back)


def _people(fields: Mapping[str, str], role: str) -> Iterator[Enquiry]:
    for suffix in suffixes():
        email = fields.get(f"{role}_email{suffix}", "")
        if email:
            name = fields.get(f"{role}_name{suffix}") or somebody_at(email).name
            yield Enquiry(TaskKind.STATEMENT, role, Person(name, email), fields.get(f"{role}_question{suffix}", ""))


def enquiry_fields(enquiries: Iterable[Enquiry]) -> dict[str, str]:
    """The fields of a form with the given enquiries; the reverse of `enquiries_in`."""
    fields: dict[str, str] = {}
    left = {role: iter(suffixes()) for role in ROLES}
    for one in enquiries:
        if one.person:
            suffix = next(left[one.role])
            parts = {"name": one.person.name, "email": one.person.email, "question": one.question}
            fields |= {f"{one.role}_{part}{suffix}": text for part, text in parts.items() if text}
        elif one.kind is TaskKind.TELL_MORE:
            fields["ask_customer"] = one.question
        else:
            fields["return_product"] = "yes"
    return fields


def suffixes() -> list[str]:
    """The endings of the first, second … field of the same name: none, `_2` … `_10`, as in `colleague_email_2`."""
    return ["", *(f"_{number}" for number in range(2, MOST_OF_A_ROLE + 1))]
