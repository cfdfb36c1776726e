"""Rules that cannot be got round: whoever plays owner, manager, colleague, customer or clock, and in whatever order."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.cases.remedies import approver_of, needs_approval, offer_flaws
from kuultu.domain.cases.remedy import WISHES, Offer, Remedy
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.law.finland import FINLAND
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, Life, survey
from tests.unit.helpers.play import MONEY, STATUTORY, Play


def begun() -> Life:
    """A case that begins."""
    return Life(acknowledged=False)


def anonymous() -> Life:
    """A case of a customer who left no address."""
    return Life(acknowledged=False, reachable=False, anonymous=True)


def offered() -> Life:
    """A case in which the customer may choose."""
    return Life().waits(2).has_offered("refund", "repair", "apology")


def kept_open() -> Life:
    """A case that went on without the customer's choice."""
    life = offered().waits(7)
    return life.keeps(replace(life.task(TaskKind.CHOOSE_REMEDY), lapsed_at=life.now))


STEPS = [
    *[Play.the_case_goes_its_way] * 7,
    *[Play.somebody_decides] * 2,
    *[Play.days_pass] * 2,
    Play.an_hour_passes,
    *[Play.somebody_else_is_asked] * 2,
    Play.the_manager_takes_the_case,
]
"""What may happen, the likeliest more often."""


@given(
    begins=st.sampled_from([begun, begun, begun, anonymous, offered, kept_open]),
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 359)), min_size=20, max_size=90),
)
def test_the_rules_hold_whoever_does_what_and_in_whatever_order(
    begins: Callable[[], Life], steps: list[tuple[Callable[[Play, int], None], int]]
) -> None:
    play = Play(begins())
    for step, pick in steps:
        step(play, pick)


OFFERS = st.lists(st.sampled_from(list(Remedy)), unique=True).map(tuple)
FAULTS = st.sampled_from(["ours", "product", "third_party", "none", "unclear"])
PEOPLE = st.sampled_from([OWNER, MANAGER, MANAGER.upper(), "manager.turku@example.com", "pekka@example.com"])


@given(FAULTS, st.sampled_from(["offer", "nothing"]), OFFERS, st.sets(st.sampled_from(WISHES)))
def test_an_offer_stands_exactly_when_it_gives_the_customer_their_due(
    fault: str, choice: str, remedies: tuple[Remedy, ...], wishes: set[str]
) -> None:
    offered = set(remedies) if choice == "offer" else set()
    card_wished = "gift_card" in offered & wishes
    owed = STATUTORY if FINLAND.owes_remedy(fault, outsider=False) else set()
    due = not owed or bool(offered & STATUTORY) or card_wished
    card_alone = "gift_card" in offered and offered <= {"gift_card", "apology"} and not card_wished
    stands = due and not card_alone and (choice == "nothing" or bool(offered))
    assert (not offer_flaws(choice, Offer(remedies), owed, wishes)) == stands


@given(OFFERS, st.none() | st.integers(1, 300_00), PEOPLE, st.sampled_from(["helsinki", "turku", ""]))
def test_no_money_above_the_limit_is_given_by_one_person_alone(
    remedies: tuple[Remedy, ...], cents: int | None, proposer: str, unit: str
) -> None:
    approver = approver_of(Life().dossier_of_unit(unit), proposer, NOW)
    assert approver
    assert approver.email.lower() != proposer.lower()
    offer = Offer(remedies, cents)
    if cents is None:
        assert needs_approval(offer, survey()) == bool(set(remedies) & (MONEY | {"other"}))
    elif cents > 100_00 and remedies:
        assert needs_approval(offer, survey())
