"""Hand-overs by hand: to a person, or to another unit that the feedback was meant for."""

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import HandOver
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.payloads.finding_out import Asking
from kuultu.domain.people import Person
from kuultu.domain.surveys.unit import Unit


def hand_over_wanted(asking: Asking, dossier: Dossier, by: str, reason: HandOverReason) -> HandOver:
    """The hand-over to the person and the unit that a form names; without a person, to the unit's owner."""
    chosen = next((unit for unit in dossier.survey.units if unit.id == asking.unit), None)
    owner = chosen.owner if chosen else dossier.case.owner
    if asking.owner_email:
        owner = dossier.person_at(asking.owner_email)
    unit = chosen or _other_unit_of(owner, dossier)
    return HandOver(owner, by, reason, asking.reason, unit.id if unit else "")


def _other_unit_of(person: Person, dossier: Dossier) -> Unit | None:
    """The unit that a person owns or manages; None for whoever works in the present unit, or in none."""
    theirs = [unit for unit in dossier.survey.units if unit.owner.has(person.email) or unit.manager.has(person.email)]
    return theirs[0] if theirs and dossier.unit not in theirs else None
