"""Rules of the two forms with enquiries: triage, and the page of a case."""

from dataclasses import replace

from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.enquiry import ROLES, suffixes
from kuultu.domain.cases.payloads.finding_out import Asking
from kuultu.domain.cases.task_entry import Attempt
from kuultu.errors import Flaw


def asking_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaws of enquiries: a customer who cannot be asked, a name or question without an address to go to."""
    fields, case = attempt.fields, attempt.dossier.case
    possible = {"ask_customer": not case.anonymous, "return_product": case.by_mail}
    flaws = [
        Flaw(name, "not-reachable", "No mail reaches the customer.")
        for name, can in possible.items()
        if fields.get(name) and not can
    ]
    for role in ROLES:
        for suffix in suffixes():
            named = any(fields.get(f"{role}_{part}{suffix}") for part in ("name", "question"))
            if named and not fields.get(f"{role}_email{suffix}"):
                flaws.append(Flaw(f"{role}_email{suffix}", "required", "To whom does the question go?"))
    return flaws + _language_flaws(attempt)


def with_known_names(attempt: Attempt) -> Payload:
    """The payload in which people who were named by their address alone have the names under which we know them."""
    asking: Asking = attempt.decision.payload
    known = attempt.dossier.person_at
    named = (
        replace(one, person=known(one.person.email)) if one.person and not one.person.known_name else one
        for one in asking.enquiries
    )
    return replace(asking, enquiries=tuple(named))


def _language_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a question to the customer in another language than theirs, which the writer may overrule."""
    question, language = attempt.fields.get("ask_customer", ""), attempt.dossier.response.language
    if attempt.fields.get("despite_warnings") or not attempt.checks.another_language(question, language):
        return []
    return [Flaw("ask_customer", "other-language", "This does not seem to be in the language that the customer reads.")]
