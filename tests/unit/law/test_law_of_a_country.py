"""The law of a country: chosen by the place of the unit, with words of its own for each."""

import pytest

from kuultu.domain.cases.remedy import Remedy
from kuultu.domain.law import LAWS, law_of
from kuultu.domain.law.finland import FINLAND
from kuultu.domain.law.law import Law
from kuultu.rendering.templates import template_environment


@pytest.mark.parametrize("place", ["FI", "FI-18", "XX"])
def test_the_law_is_that_of_the_country_or_else_finlands(place: str) -> None:
    assert law_of(place) is FINLAND


@pytest.mark.parametrize("law", LAWS.values())
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_country_says_where_a_customer_can_turn(law: Law, language: str) -> None:
    template = template_environment(language, html=False).get_template(f"law/{law.country}.j2")
    words = template.make_module({"law": law})
    assert words.where_to_turn().strip()  # type: ignore[attr-defined]
    assert str(law.repair_months) in words.repair()  # type: ignore[attr-defined]


@pytest.mark.parametrize("law", LAWS.values())
def test_what_a_law_gives_are_remedies_that_can_be_offered(law: Law) -> None:
    assert law.statutory <= {remedy.value for remedy in Remedy}


@pytest.mark.parametrize("fault", ["ours", "product", "third_party"])
def test_in_finland_the_seller_answers_for_itself_the_product_and_its_partners(fault: str) -> None:
    assert FINLAND.owes_remedy(fault, outsider=False)


@pytest.mark.parametrize("fault", ["none", "unclear", ""])
def test_without_a_fault_no_remedy_is_owed(fault: str) -> None:
    assert not FINLAND.owes_remedy(fault, outsider=False)
