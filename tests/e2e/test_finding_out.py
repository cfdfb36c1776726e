"""Enquiries: all at once, each with a link of its own, and nobody sees more than concerns them."""

from typing import Any

import pytest

from infra.local.client.browser import ask, post
from infra.local.client.journeys import act
from tests.e2e.conftest import Begin
from tests.e2e.shops import FACTS, Story

PRIVATE = ["Paketet var trasigt", "Aino", "Esimerkki", "customer.s", "+358 40", "Låt mig få", "Jag vill ha"]
"""The customer's answers, name, mail and phone, and what they write later."""


def asking(story: Story) -> dict[str, Any]:
    """The triage form with everybody on it."""
    return {
        "ask_customer": "När kom paketet?",
        "colleague_name": ["Leo", "Ida"],
        "colleague_email": [story.address_of("leo"), story.address_of("ida")],
        "colleague_question": ["Miten kansi pakattiin?", "Oliko koteloita?"],
        "third_party_name": "Kuriiri Oy",
        "third_party_email": story.address_of("carrier"),
        "third_party_question": "Milloin lähetys luovutettiin?",
        "return_product": "on",
    }


@pytest.fixture(scope="module")
def asked(new_story: Begin) -> Story:
    """A case in which everybody has been asked, and has answered or declined."""
    story = new_story().begin()
    story.do("task-triage", story.owner, "handle", **asking(story))
    story.do("request-tell_more", story.customer, "answer", details="Låt mig få en ny.", wish="replacement")
    story.do("task-statement", story.address_of("leo"), "answer", statement="Kansi pakattiin paperiin.")
    story.do("task-statement", story.address_of("ida"), "decline")
    story.do("task-statement", story.address_of("carrier"), "answer", statement="Luovutettu ehjänä 12.11.")
    act(story.wait_for("request-tell_more", story.customer)["links"][1], "return_product", "sent", tracking="JJFI 1234")
    story.do("task-inspect", story.owner, "fault_found", finding="Kansi on halki.")
    return story


def test_everybody_is_asked_at_once_by_a_mail_of_their_own(asked: Story) -> None:
    asked.wait_for("task-conclude", asked.owner)
    colleagues = [("task-statement", asked.address_of(name)) for name in ("leo", "ida", "carrier")]
    requests = [("request-tell_more", asked.customer)]  # the request for the product comes with it
    sent = asked.sent()
    assert sent[:3] == asked.opening
    assert sorted(sent[3:7]) == sorted([*requests, *colleagues])
    assert sent[7:] == [("task-inspect", asked.owner), ("task-conclude", asked.owner)]


@pytest.mark.parametrize("name", ["leo", "ida", "carrier"])
def test_whoever_is_asked_learns_neither_who_the_customer_is_nor_what_they_said(asked: Story, name: str) -> None:
    mail = asked.wait_for("task-statement", asked.address_of(name))
    shown = mail["subject"] + mail["text"] + mail["html"] + ask(mail["links"][0]).body
    assert [word for word in PRIVATE if word in shown] == []
    assert len(mail["links"]) == 1


def test_a_colleague_and_a_third_party_read_the_question_that_was_put_to_them(asked: Story) -> None:
    texts = [asked.wait_for("task-statement", asked.address_of(name))["text"] for name in ("leo", "carrier")]
    assert "Miten kansi pakattiin?" in texts[0]
    assert "Milloin lähetys luovutettiin?" in texts[1]
    assert "Milloin lähetys luovutettiin?" not in texts[0]


def test_the_owner_sees_what_everybody_said_before_concluding(asked: Story) -> None:
    page = ask(asked.link("task-conclude", asked.owner)).body
    said = ["Låt mig få en ny.", "Kansi pakattiin paperiin.", "Luovutettu ehjänä 12.11.", "Kansi on halki."]
    assert [text for text in said if text not in page] == []


def test_a_product_that_never_comes_and_one_that_is_kept_end_the_enquiry_too(new_story: Begin) -> None:
    lost, kept = new_story().begin(), new_story().begin()
    for story, choice in ((lost, "sent"), (kept, "keep")):
        story.do("task-triage", story.owner, "handle", return_product="on")
        story.do("request-return_product", story.customer, choice)
    lost.do("task-inspect", lost.owner, "not_received")
    assert lost.wait_for("task-conclude", lost.owner)
    assert kept.wait_for("task-conclude", kept.owner)


def test_nobody_concludes_before_a_colleague_who_is_asked_late_is_heard(story: Story) -> None:
    story.begin().do("task-triage", story.owner, "handle")
    conclusion = story.link("task-conclude", story.owner)
    leo = {"colleague_email": story.address_of("leo"), "colleague_question": "Miten kansi pakattiin?"}
    assert post(story.case_page(story.owner), choice="ask", despite_unknown="yes", **leo).status == 303
    early = post(conclusion, choice="unclear", facts=FACTS, root_cause="delivery")
    story.do("task-statement", story.address_of("leo"), "answer", statement="Paperiin.")
    story.do("news", story.owner, "unclear", facts=FACTS, root_cause="delivery")
    assert early.status == 409
