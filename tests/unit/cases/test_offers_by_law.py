"""Offers: what is due by law, a sum for each remedy in money, and what counts as a refusal."""

import pytest

from kuultu.domain.cases.payloads.putting_right import Proposal
from kuultu.domain.cases.remedies import due_remedies, is_refused, needs_approval, offer_flaws
from kuultu.domain.cases.remedy import Offer, Remedy
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.law.finland import FINLAND
from tests.unit.helpers.builders import Life, survey

GIFT_CARD = Remedy.GIFT_CARD


def test_the_limit_looks_at_the_most_that_the_customer_can_get() -> None:
    sums = {Remedy.REFUND: 60_00, Remedy.PRICE_REDUCTION: 20_00, GIFT_CARD: 40_01}
    offer = Offer((Remedy.REFUND, Remedy.PRICE_REDUCTION, GIFT_CARD, Remedy.REPAIR), sums=sums)
    assert offer.most_cents == 100_01
    assert needs_approval(offer, survey())
    assert not needs_approval(Offer(offer.remedies, sums=sums | {GIFT_CARD: 40_00}), survey())


def test_one_sum_for_several_remedies_in_money_is_asked_for_each() -> None:
    both = (Remedy.REFUND, GIFT_CARD)
    assert [flaw.code for flaw in offer_flaws("offer", Offer(both, 100_00), (), ())] == ["sum-for-each"]
    assert offer_flaws("offer", Offer(both, 10_00, {Remedy.REFUND: 49_90}), (), ()) == []
    assert offer_flaws("offer", Offer(both), (), ()) == []


def test_each_remedy_in_money_has_its_own_sum() -> None:
    told = Proposal.read({"remedies": "refund,gift_card", "amount_refund": "49,90", "amount_gift_card": "10"})
    assert [told.offer.sum_of(remedy) for remedy in told.remedies] == [49_90, 10_00]
    assert Proposal.read(told.written()) == told


def test_a_fault_of_a_carrier_or_supplier_is_the_sellers_and_that_of_an_outsider_is_not() -> None:
    assert due_remedies(Life().is_concluded("third_party").record, FINLAND) == FINLAND.statutory
    assert due_remedies(Life().is_concluded("third_party", outsider="yes").record, FINLAND) == set()
    assert due_remedies(Life().is_concluded("ours", outsider="yes").record, FINLAND) == FINLAND.statutory
    assert due_remedies(Life().record, FINLAND) == set()


def test_once_a_remedy_is_delivered_no_other_is_due_in_the_round() -> None:
    life = Life().has_offered("refund").chooses("refund").decides(TaskKind.DELIVER_REMEDY, "delivered")
    assert due_remedies(life.record, FINLAND) == set()


@pytest.mark.parametrize(
    ("wish", "offered", "refused"),
    [
        ("", "apology", True),
        ("", "refund", False),
        ("refund", "apology", True),
        ("refund", "gift_card,apology,repair", True),
        ("refund", "refund", False),
        ("apology", "apology", False),
        ("nothing", "apology", False),
    ],
)
def test_whatever_offers_less_than_was_asked_is_a_refusal(wish: str, offered: str, refused: bool) -> None:
    life = Life().decides(TaskKind.TELL_MORE, "answer", wish=wish) if wish else Life()
    assert is_refused(life.is_concluded("unclear").offers(*offered.split(",")).record) is refused
