"""Related cases: noted when a case begins, and looked up when somebody reads or is told of a case."""

from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.related import RelatedCase, Sighting
from kuultu.domain.responses.customer_keys import customer_keys, hash_of
from kuultu.domain.responses.response import Response
from kuultu.store import cases, customer_cases

MOST = 10
"""The largest number of other cases of a customer that are looked at, the latest first."""


def note_customer(response: Response, now: datetime) -> None:
    """Note the case of a response under the keys of its customer; a second time changes nothing."""
    customer_cases.note(customer_keys(response.contact), _sighting(response), now)


def related_to(dossier: Dossier) -> list[RelatedCase]:
    """The other cases of the same customer that are still open, or about the same order; the latest first."""
    own = _sighting(dossier.response)
    known = customer_cases.cases_under(customer_keys(dossier.response.contact))
    others = [one for one in known if one.case_id != own.case_id][:MOST]
    found = [(cases.load(one.case_id), _same_reference(one, own)) for one in others]
    related = [RelatedCase(record.case, same) for record, same in found if record]
    return [one for one in related if one.open or one.same_reference]


def _same_reference(one: Sighting, other: Sighting) -> bool:
    return bool(one.reference) and one.reference == other.reference


def _sighting(response: Response) -> Sighting:
    reference = response.context.reference
    return Sighting(response.id, hash_of(reference) if reference else "")
