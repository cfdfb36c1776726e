"""The summary of a case: its main decisions, and what stood in their way."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.payloads.putting_right import Proposal, Reply
from kuultu.domain.cases.remedy import Offer, Remedy
from kuultu.domain.cases.summary import Setback, Summary, chosen_in, summary_of
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import COLLEAGUE, MANAGER, Life

APPROVE, CHOOSE, DELIVER = TaskKind.APPROVE_REMEDY, TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY
TELL_MORE, FOLLOW_UP, RETURN = TaskKind.TELL_MORE, TaskKind.FOLLOW_UP, TaskKind.RETURN_PRODUCT


NOTHING = Summary(
    conclusion=None,
    proposal=None,
    product_return=None,
    reply=None,
    offer=Offer(()),
    refused=False,
    wishes=set(),
    setback=None,
    delivered=False,
    partly_settled=False,
    follow_up=None,
    choice_lapsed=False,
    earlier_words=[],
    last_comment="",
    objected=False,
)


def summary(life: Life) -> Summary:
    """The summary of a case."""
    return summary_of(life.record)


def test_of_a_case_that_begins_there_is_nothing_to_sum_up() -> None:
    assert summary(Life()) == NOTHING


def test_the_main_decisions_of_the_round_are_summed_up() -> None:
    life = Life().decides(RETURN, "sent", tracking="JJFI123").is_concluded()
    told = summary(life.offers("refund", amount="20", reason="r").sends_the_answer())
    main = (told.conclusion, told.proposal, told.product_return, told.reply)
    assert [one and one.payload.text for one in main] == ["f", "r", "JJFI123", "m"]
    assert (told.offer, told.refused) == (Offer((Remedy.REFUND,), 20_00), False)


def test_what_the_customer_wished_for_in_any_round_is_summed_up() -> None:
    life = Life().decides(TELL_MORE, "answer", wish="refund").is_reopened()
    assert summary(life.decides(TELL_MORE, "answer", wish="repair")).wishes == {"refund", "repair"}


def test_what_was_decided_in_an_earlier_round_is_not_summed_up_again() -> None:
    told = summary(Life().has_offered("refund").chooses("refund").decides(DELIVER, "delivered").is_reopened())
    assert told == NOTHING


def test_a_refusal_is_summed_up_as_one() -> None:
    assert summary(Life().is_answered()).refused


def test_of_two_answers_the_latest_counts() -> None:
    life = Life().has_offered("refund").waits(1).chooses("none_of_these").offers("repair", name="2").waits(1)
    told = summary(life.decides(TaskKind.REPLY, "send", "2", message="Toinen."))
    assert [one and one.payload for one in (told.reply, told.proposal)] == [
        Reply("Toinen."),
        Proposal((Remedy.REPAIR,)),
    ]


def test_an_offer_counts_once_it_is_approved() -> None:
    life = Life().is_concluded().offers("refund", approver=MANAGER)
    assert summary(life).proposal
    assert summary(life).offer == Offer(())
    assert summary(life.decides(APPROVE, "approve")).offer.remedies == (Remedy.REFUND,)


def rejected(life: Life) -> Life:
    return life.is_concluded().offers("refund", approver=MANAGER).waits(1).decides(APPROVE, "reject", reason="Liikaa.")


def turned_down(life: Life) -> Life:
    return life.has_offered("refund").waits(1).chooses("none_of_these", wish="Uusi pannu.")


def impossible(life: Life) -> Life:
    return (
        life.has_offered("repair").chooses("repair").waits(1).decides(DELIVER, "impossible", delivery_reference="Ei.")
    )


OWNER_NAME = Life().record.case.owner.name


@pytest.mark.parametrize(
    ("life", "setback"),
    [
        (rejected(Life()), Setback("rejected", MANAGER, "Liikaa.")),
        (turned_down(Life()), Setback("turned_down", OWNER_NAME, "Uusi pannu.")),
        (impossible(Life()), Setback("impossible", OWNER_NAME, "Ei.")),
        (Life().has_offered("refund"), None),
        (Life().has_offered("refund").chooses("refund"), None),
        (rejected(Life()).is_reopened(), None),
    ],
)
def test_the_owner_who_proposes_again_reads_why(life: Life, setback: Setback | None) -> None:
    assert summary(life).setback == setback


def test_a_setback_is_told_until_something_better_happens_whatever_was_asked_first() -> None:
    life = turned_down(Life()).offers("repair", name="2").sends_the_answer().is_asked(CHOOSE, "2").waits(1)
    assert summary(life).setback == Setback("turned_down", OWNER_NAME, "Uusi pannu.")
    assert summary(life.chooses("repair", "2").waits(1)).setback is None
    assert summary(life.decides(DELIVER, "impossible", "2")).setback == Setback("impossible", OWNER_NAME, "")


def test_the_latest_decision_counts_also_when_its_task_was_opened_first() -> None:
    life = Life().has_offered("repair").waits(1).decides(APPROVE, "approve", "9").waits(1)
    assert summary(life.chooses("none_of_these", wish="Uusi.")).setback == Setback("turned_down", OWNER_NAME, "Uusi.")


def test_what_was_delivered_is_summed_up_as_put_right() -> None:
    life = Life().has_offered("refund").chooses("refund")
    assert not summary(life).delivered
    assert not summary(impossible(Life())).delivered
    assert summary(life.decides(DELIVER, "delivered")).delivered


def test_a_choice_that_nobody_made_in_time_is_summed_up_as_lapsed() -> None:
    life = Life().has_offered("refund")
    assert not summary(life).choice_lapsed
    life.keeps(replace(life.task(CHOOSE), lapsed_at=life.now))
    assert summary(life).choice_lapsed


def test_the_customers_words_of_earlier_rounds_are_remembered_in_order_and_nobody_elses() -> None:
    life = Life().hears(COLLEAGUE, "Oli ruuhka.").is_asked(TELL_MORE, "1").decides(TELL_MORE, "decline", "2").waits(1)
    life.decides(TELL_MORE, "answer", "3", details="Eteisessä.").waits(1).decides(
        TELL_MORE, "answer", "1", details="Ja."
    )
    life.waits(7).decides(FOLLOW_UP, "not_solved", comment="Ei auttanut.").is_reopened()
    life.decides(TELL_MORE, "answer", "4", details="Nyt.")
    assert summary(life).earlier_words == ["Eteisessä.", "Ja.", "Ei auttanut."]


def test_the_comment_at_the_latest_follow_up_is_what_the_next_round_begins_with() -> None:
    life = Life().decides(FOLLOW_UP, "not_solved", comment="Ei auttanut.").is_reopened()
    assert summary(life).last_comment == "Ei auttanut."
    assert summary(life.is_asked(FOLLOW_UP).is_reopened()).last_comment == ""
    assert summary(Life().is_reopened()).last_comment == ""


def test_the_choice_that_goes_with_a_delivery_has_its_name() -> None:
    life = (
        Life().has_offered("refund").chooses("refund").chooses("repair", "2").is_asked(DELIVER, "2").is_asked(DELIVER)
    )
    second, first = (chosen_in(life.record, life.task(DELIVER, name)) for name in ("2", ""))
    assert second
    assert first
    assert (second.choice, first.choice) == ("repair", "refund")
