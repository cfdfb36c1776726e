"""Cases of the same customer: who may see the other one."""

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.related import RelatedCase
from kuultu.domain.mail.mail import related_mail
from tests.unit.helpers.builders import MANAGER, OWNER, case


def test_another_case_is_for_its_owner_and_manager() -> None:
    other = RelatedCase(case(), same_reference=True)
    assert [other.is_of(who) for who in (OWNER.upper(), MANAGER, "owner.turku@example.com")] == [True, True, False]


def test_a_case_is_open_until_it_has_an_outcome() -> None:
    assert RelatedCase(case(), same_reference=False).open
    assert not RelatedCase(case(outcome=Outcome.SILENT), same_reference=False).open


def test_an_owner_hears_once_of_each_other_case() -> None:
    ids = {related_mail("a", other).id for other in ("b", "c", "b")}
    assert len(ids) == 2
