"""Rules of the two forms with enquiries: triage, and the page of a case."""

from kuultu.domain.cases.enquiry import ROLES, suffixes
from kuultu.domain.cases.task_entry import Attempt
from kuultu.errors import Flaw


def asking_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaws of enquiries: a customer without a mail address, a name or question without an address to go to."""
    fields, reachable = attempt.fields, attempt.dossier.case.reachable
    flaws = [
        Flaw(name, "not-reachable", "The customer left no mail address.")
        for name in ("ask_customer", "return_product")
        if fields.get(name) and not reachable
    ]
    for role in ROLES:
        for suffix in suffixes():
            named = any(fields.get(f"{role}_{part}{suffix}") for part in ("name", "question"))
            if named and not fields.get(f"{role}_email{suffix}"):
                flaws.append(Flaw(f"{role}_email{suffix}", "required", "To whom does the question go?"))
    return flaws
