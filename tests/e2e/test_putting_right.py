"""Putting it right: what must be offered, who approves, what the customer chooses, and the answer."""

from typing import Any

import pytest

from infra.local.client.browser import ask, post, read
from infra.local.client.journeys import act
from tests.e2e.conftest import Begin
from tests.e2e.killable_run import wait_until
from tests.e2e.shops import REPLY, Story
from tests.e2e.stories import answer_the_customer, sent_in

NEW_OR_MONEY: dict[str, Any] = {"remedies": ["replacement", "refund"], "amount": "49,90"}
BLAME = "Du borde ha läst bruksanvisningen."


def offered(story: Story, number: int = 1, fault: str = "ours") -> None:
    """The owner concludes, offers a new one or the money, and answers."""
    if number == 1:
        story.begin().conclude(fault)
    story.do("task-propose_remedy", story.owner, "offer", number, **NEW_OR_MONEY)
    story.do("task-reply", story.owner, "send", number, message=REPLY)


@pytest.fixture(scope="module")
def our_fault(new_story: Begin) -> Story:
    """A case that was concluded as a fault of ours, and waits for a proposal."""
    story = new_story().begin()
    story.conclude("ours")
    return story


@pytest.mark.parametrize(
    "proposal",
    [
        {"choice": "nothing", "reason": "Liian kallista."},
        {"choice": "offer"},
        {"choice": "offer", "remedies": "gift_card", "amount": "20"},
        {"choice": "offer", "remedies": ["gift_card", "apology"], "amount": "20"},
        {"choice": "offer", "remedies": "other", "reason": "Kahvit."},
    ],
)
def test_after_a_fault_of_ours_less_than_a_statutory_remedy_is_refused(
    our_fault: Story, proposal: dict[str, str | list[str]]
) -> None:
    refused = post(our_fault.link("task-propose_remedy", our_fault.owner), **proposal)
    assert (refused.status, read(refused.body).kinds) == (422, ["propose_remedy"])
    assert our_fault.find("task-reply", our_fault.owner) is None


def test_a_proposal_above_the_limit_is_approved_by_somebody_else_or_comes_back_with_the_reason(story: Story) -> None:
    story.begin().conclude("product")
    story.do("task-propose_remedy", story.owner, "offer", remedies="refund", amount="129.00")
    link = story.link("task-approve_remedy", story.manager)
    assert post(link, choice="reject").status == 422
    assert post(link, choice="reject", reason="Tarjotaan korjausta ensin.").status == 303
    assert "Tarjotaan korjausta ensin." in story.wait_for("task-propose_remedy", story.owner, 2)["text"]
    story.do("task-propose_remedy", story.owner, "offer", 2, remedies=["refund", "repair"], amount="129.00")
    story.do("task-approve_remedy", story.manager, "approve", 2)
    story.wait_for("task-reply", story.owner)
    proposing = [("task-propose_remedy", story.owner), ("task-approve_remedy", story.manager)]
    assert story.sent()[4:] == [*proposing, *proposing, ("task-reply", story.owner)]


def test_what_is_offered_is_chosen_and_delivered_before_the_customer_is_asked_whether_it_helped(story: Story) -> None:
    offered(story)
    page = read(ask(story.link("reply", story.customer)).body)
    story.do("reply", story.customer, "refund")
    story.do("task-deliver_remedy", story.owner, "delivered", delivery_reference="RF18 1")
    story.do("follow-up", story.customer, "solved")
    assert page.choices == ["replacement", "refund", "none_of_these"]
    owners = [(f"task-{kind}", story.owner) for kind in ("conclude", "propose_remedy", "reply")]
    story.wait_for("ended", story.manager)
    after = [("reply", story.customer), ("task-deliver_remedy", story.owner), ("delivered", story.customer)]
    end = [("follow-up", story.customer), ("ended", story.owner), ("ended", story.manager)]
    assert sent_in(story) == [*story.opening, *owners, *after, *end]


def test_a_wish_for_something_else_brings_the_case_back_to_the_owner_once(story: Story) -> None:
    offered(story)
    story.do("reply", story.customer, "none_of_these", wish="Jag vill ha en blå.")
    assert "Jag vill ha en blå." in ask(story.link("task-propose_remedy", story.owner, 2)).body
    offered(story, 2)
    story.do("reply", story.customer, "none_of_these", 2)
    story.wait_for("follow-up", story.customer)
    once = [("task-propose_remedy", story.owner), ("task-reply", story.owner), ("reply", story.customer)]
    assert story.sent()[4:] == [*once, *once, ("follow-up", story.customer)]


def test_what_cannot_be_delivered_brings_the_case_back_to_the_owner(story: Story) -> None:
    offered(story)
    story.do("reply", story.customer, "replacement")
    story.do("task-deliver_remedy", story.owner, "impossible", delivery_reference="Loppu varastosta.")
    offered(story, 2)
    story.do("reply", story.customer, "refund", 2)
    story.do("task-deliver_remedy", story.owner, "delivered", 2)
    story.wait_for("follow-up", story.customer)
    once = [(f"task-{kind}", story.owner) for kind in ("propose_remedy", "reply")]
    once += [("reply", story.customer), ("task-deliver_remedy", story.owner)]
    end = [("delivered", story.customer), ("follow-up", story.customer)]
    assert story.sent()[4:] == [*once, *once, *end]


def test_what_is_settled_partly_is_read_and_answered_by_the_owner(story: Story) -> None:
    answer_the_customer(story.begin(), story.owner)
    story.do("follow-up", story.customer, "partly", score="9", comment="Pengarna saknas.")
    assert "Pengarna saknas." in ask(story.link("task-propose_remedy", story.owner, 2)).body


def test_a_customer_objects_to_a_dismissal_and_the_manager_has_the_case(story: Story) -> None:
    story.begin().do("task-triage", story.owner, "not_a_complaint", reason="Kokeilu.")
    objection = story.link("thanks", story.customer)
    wait_until(lambda: "take_back" in read(ask(objection).body).choices)  # the mail goes just before the case is closed
    act(objection, "my_case", "take_back", text="Det var inget misstag.")
    assert "Det var inget misstag." in story.wait_for("task-triage", story.manager)["text"]


def test_the_guide_warns_once_and_the_writer_may_insist(story: Story) -> None:
    story.begin().conclude()
    story.do("task-propose_remedy", story.owner, "nothing")
    link = story.link("task-reply", story.owner)
    warned = post(link, choice="send", message=BLAME)
    assert (warned.status, "Du borde ha läst" in warned.body) == (422, True)
    assert "despite_warnings" in read(warned.body).fields
    assert post(link, choice="send", message=BLAME, despite_warnings="on").status == 303
    assert BLAME in story.wait_for("reply", story.customer)["text"]


def test_a_refusal_names_the_consumer_dispute_body(story: Story) -> None:
    story.begin().conclude("none")
    story.do("task-propose_remedy", story.owner, "nothing")
    story.do("task-reply", story.owner, "send", message=REPLY)
    assert "konsumenttvistenämnden" in story.wait_for("reply", story.customer)["text"].lower()


def test_a_gift_card_alone_may_be_offered_to_a_customer_who_wished_for_one(story: Story) -> None:
    story.begin().do("task-triage", story.owner, "handle", ask_customer="Vad skulle hjälpa?")
    story.do("request-tell_more", story.customer, "answer", wish="gift_card")
    story.do("task-conclude", story.owner, "ours", facts="Kansi särkyi.", root_cause="delivery")
    assert story.do("task-propose_remedy", story.owner, "offer", remedies="gift_card", amount="20").status == 200


def test_an_answer_that_repeats_what_a_colleague_said_in_private_is_refused(story: Story) -> None:
    said = "Kansi pakattiin paperiin koska kotelot olivat loppu"
    leo: dict[str, Any] = {"colleague_email": story.address_of("leo"), "colleague_question": "Miten?"}
    story.begin().do("task-triage", story.owner, "handle", **leo)
    story.do("task-statement", story.address_of("leo"), "answer", statement=f"{said}.")
    story.do("task-conclude", story.owner, "unclear", facts="Kansi särkyi.", root_cause="delivery")
    story.do("task-propose_remedy", story.owner, "nothing")
    message = f"Hei Aino, kiitos ja anteeksi. {said}. Lähetämme uuden."
    link = story.link("task-reply", story.owner)
    assert post(link, choice="send", message=message, despite_warnings="on").status == 422
