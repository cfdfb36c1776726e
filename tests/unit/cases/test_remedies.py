"""Remedies: what must be offered, and who must approve it."""

import pytest

from kuultu.domain.cases.payloads.putting_right import Proposal
from kuultu.domain.cases.remedies import (
    approver_of,
    is_refused,
    needs_approval,
    offer_flaws,
    turned_down,
    wishes_in,
)
from kuultu.domain.cases.remedy import Offer, Remedy, cents_in
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.law.finland import FINLAND
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, Life, case, survey

GIFT_CARD, APOLOGY, OTHER = Remedy.GIFT_CARD, Remedy.APOLOGY, Remedy.OTHER
STATUTORY = [Remedy.REPAIR, Remedy.REPLACEMENT, Remedy.PRICE_REDUCTION, Remedy.REFUND]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("49,90", 4990),
        ("49.90", 4990),
        ("49,9", 4990),
        ("20", 2000),
        ("20 €", 2000),
        ("€20", 2000),
        ("1 234,50", 123450),
        ("1\u00a0234,50\u00a0€", 123450),
        ("1\u202f234.50", 123450),
        ("0,01", 1),
        ("007", 700),
        ("1000000", 100_000_000),
    ],
)
def test_a_sum_is_read_as_people_write_it(text: str, cents: int) -> None:
    assert cents_in(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        *[
            "0",
            "0,00",
            "-5",
            "+5",
            "ilmainen",
            "12,",
            ",50",
            "1,234",
            "1.234,50",
            "1e3",
            "١٢",
            "12,345",
            "1000000,01",
            "99999999",
            "5USD",
            "0x10",
            "1_0",
            "12;50",
            "½",
        ],
        "",
    ],
)
def test_what_is_no_sum_in_euros_and_cents_is_none(text: str) -> None:
    assert cents_in(text) is None


def test_an_offer_is_read_from_a_proposal() -> None:
    told = Proposal.read({"remedies": "refund,gift_card", "cents": "4990"})
    assert told.offer == Offer((Remedy.REFUND, GIFT_CARD), 4990)
    assert Proposal.read({"remedies": "", "cents": ""}).offer == Offer(())


@pytest.mark.parametrize(
    ("remedies", "choice"), [((), False), ((APOLOGY,), False), ((APOLOGY, OTHER), True), ((GIFT_CARD,), True)]
)
def test_an_apology_alone_leaves_nothing_to_choose(remedies: tuple[Remedy, ...], choice: bool) -> None:
    assert Offer(remedies).to_choose is choice


def codes(fault: str, *remedies: Remedy, wishes: tuple[str, ...] = (), choice: str = "offer") -> list[str]:
    """What is wrong with this offer."""
    due = FINLAND.statutory if FINLAND.owes_remedy(fault, outsider=False) else frozenset[str]()
    return [flaw.code for flaw in offer_flaws(choice, Offer(remedies), due, wishes)]


@pytest.mark.parametrize("fault", ["ours", "product"])
@pytest.mark.parametrize("remedy", STATUTORY)
def test_after_our_fault_one_statutory_remedy_is_enough(fault: str, remedy: Remedy) -> None:
    assert codes(fault, remedy) == codes(fault, remedy, GIFT_CARD) == codes(fault, GIFT_CARD, APOLOGY, remedy) == []


@pytest.mark.parametrize("fault", ["ours", "product"])
@pytest.mark.parametrize("remedies", [(OTHER,), (APOLOGY,), (OTHER, APOLOGY), (OTHER, GIFT_CARD)])
def test_after_our_fault_nothing_takes_the_place_of_a_statutory_remedy(
    fault: str, remedies: tuple[Remedy, ...]
) -> None:
    assert codes(fault, *remedies) == ["statutory-required"]


@pytest.mark.parametrize("fault", ["ours", "product"])
def test_after_our_fault_nothing_is_no_offer(fault: str) -> None:
    assert codes(fault, choice="nothing") == ["remedy-required"]
    assert codes(fault, choice="nothing", wishes=("nothing",)) == ["remedy-required"]


@pytest.mark.parametrize("fault", ["none", "unclear", ""])
def test_without_our_fault_anything_or_nothing_may_be_offered(fault: str) -> None:
    assert codes(fault, choice="nothing") == codes(fault, APOLOGY) == codes(fault, OTHER) == []
    assert codes(fault, OTHER, GIFT_CARD) == []


@pytest.mark.parametrize("fault", ["ours", "product", "third_party", "none", "unclear"])
def test_a_gift_card_is_offered_alone_only_when_the_customer_wished_for_it(fault: str) -> None:
    for remedies in [(GIFT_CARD,), (GIFT_CARD, APOLOGY)]:
        assert codes(fault, *remedies) == codes(fault, *remedies, wishes=("refund",)) == ["gift-card-alone"]
        assert codes(fault, *remedies, wishes=("refund", "gift_card")) == []


def test_a_wish_for_a_gift_card_allows_no_offer_without_one() -> None:
    assert codes("ours", OTHER, wishes=("gift_card",)) == ["statutory-required"]
    assert codes("ours", choice="nothing", wishes=("gift_card",)) == ["remedy-required"]


def test_an_offer_holds_something() -> None:
    assert codes("none") == codes("ours") == ["required"]


@pytest.mark.parametrize(
    ("remedies", "cents", "needed"),
    [
        ([Remedy.REFUND], 100_00, False),
        ([Remedy.REFUND], 100_01, True),
        ([Remedy.REPAIR], 100_01, True),
        ([OTHER, APOLOGY], None, True),
        ([OTHER, APOLOGY], 50_00, False),
        ([OTHER, Remedy.REFUND], 50_00, True),
        ([APOLOGY], None, False),
        ([Remedy.PRICE_REDUCTION], 1, True),
        ([Remedy.REFUND], 4_99, True),
        ([Remedy.REFUND], 5_00, False),
        ([GIFT_CARD], 1_00, False),
        ([Remedy.REPAIR, Remedy.REPLACEMENT], None, False),
        ([Remedy.PRICE_REDUCTION], None, True),
        ([Remedy.REFUND], None, True),
        ([Remedy.REPAIR, GIFT_CARD], None, True),
    ],
)
def test_somebody_else_approves_what_is_above_the_limit_and_money_without_a_sum(
    remedies: list[Remedy], cents: int | None, needed: bool
) -> None:
    assert needs_approval(Offer(tuple(remedies), cents), survey()) is needed


@pytest.mark.parametrize("unit", ["helsinki", "turku", "unknown"])
@pytest.mark.parametrize(
    "proposer", [OWNER, MANAGER, MANAGER.upper(), "manager.helsinki+2@example.com", "manager.turku@example.com"]
)
def test_the_approver_is_never_the_proposer_however_the_address_is_spelt(unit: str, proposer: str) -> None:
    approver = approver_of(Life().dossier_of_unit(unit), proposer, NOW)
    assert approver
    assert approver.email != proposer.lower().replace("+2", "")


def test_the_manager_approves_and_for_the_manager_the_units_owner_does() -> None:
    file = Life(owner=case().manager).dossier
    assert approver_of(file, "pekka@example.com", NOW) == case().manager
    assert approver_of(file, MANAGER, NOW) == case().owner


def test_what_the_customer_wished_for_is_remembered_from_every_request_of_every_round() -> None:
    life = (
        Life().decides(TaskKind.TELL_MORE, "answer", wish="gift_card").decides(TaskKind.STATEMENT, "x", wish="repair")
    )
    life.chooses("none_of_these", wish="refund").is_reopened().decides(TaskKind.TELL_MORE, "answer", details="d")
    assert wishes_in(life.record) == {"gift_card", "refund"}


def test_a_wish_in_the_customers_own_words_allows_nothing_that_it_does_not_name() -> None:
    assert wishes_in(Life().chooses("none_of_these", wish="Uusi pannu, ei lahjakorttia.").record) == set()


@pytest.mark.parametrize(
    ("remedies", "on_top"),
    [
        ((GIFT_CARD,), False),
        ((GIFT_CARD, APOLOGY), False),
        ((GIFT_CARD, Remedy.REFUND), True),
        ((OTHER, GIFT_CARD), True),
        ((Remedy.REFUND, Remedy.REPAIR), False),
    ],
)
def test_a_gift_card_beside_something_else_comes_on_top(remedies: tuple[Remedy, ...], on_top: bool) -> None:
    assert Offer(remedies).gift_on_top is on_top


def test_a_gift_card_on_top_is_no_choice_and_one_without_a_remedy_is() -> None:
    assert Offer((GIFT_CARD, Remedy.REFUND, APOLOGY)).choices == (Remedy.REFUND, APOLOGY)
    assert Offer((GIFT_CARD, APOLOGY)).choices == (GIFT_CARD, APOLOGY)


def test_wishes_for_something_else_are_counted_within_the_round() -> None:
    life = Life().chooses("none_of_these").chooses("none_of_these", "2").chooses("refund", "3")
    assert turned_down(life.record) == 2
    assert turned_down(life.is_reopened().record) == 0


@pytest.mark.parametrize("fault", ["ours", "product", "third_party", "none", "unclear"])
def test_the_answer_refuses_when_no_fault_was_found_or_nothing_is_offered(fault: str) -> None:
    assert is_refused(Life().is_concluded(fault).decides(TaskKind.PROPOSE_REMEDY, "nothing").record)
    assert is_refused(Life().is_concluded(fault).offers("refund").record) is (fault == "none")


def test_a_second_offer_takes_a_refusal_back_once_it_is_approved() -> None:
    life = Life().is_concluded("unclear").decides(TaskKind.PROPOSE_REMEDY, "nothing")
    life.offers("refund", name="2", approver=MANAGER)
    assert is_refused(life.record)
    assert not is_refused(life.decides(TaskKind.APPROVE_REMEDY, "approve", "2").record)
