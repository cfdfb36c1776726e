"""The end of a case: the people who hear how it ended."""

from collections.abc import Mapping

from kuultu.domain.cases.calls import is_contacted
from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.outcome import case_outcome
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.people import Person

OWNER, MANAGER = "owner", "manager"


def told_of_the_end(dossier: Dossier) -> Mapping[str, Person]:
    """The people who hear how the case ended, by role: the owner, and the manager unless that is the owner.

    Of a contact wish that was seen to, the owner knows already.
    Of a dismissal only a manager hears, never the person who dismissed the case; nobody if there is no other manager.
    """
    case = dossier.case
    if case.wish and is_contacted(dossier.record):
        return {MANAGER: case.manager} if case.owner != case.manager else {}
    if case_outcome(dossier.record) is Outcome.NOT_A_COMPLAINT:
        dismissed = dossier.record.decision(Triage)
        reader = dossier.another_manager(dismissed.by) if dismissed else case.manager
        return {MANAGER: reader} if reader else {}
    both = {OWNER: case.owner, MANAGER: case.manager}
    return both if case.owner != case.manager else {OWNER: case.owner}
