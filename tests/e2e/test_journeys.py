"""Whole journeys over HTTP: each names every mail that was sent, to whom and in which order, and nothing more came."""

from typing import Any

import pytest

from infra.local.client.browser import post, read
from infra.local.client.journeys import act
from tests.e2e.shops import Story
from tests.e2e.stories import answer_the_customer, answering, sent_in

QUIET = 4.0
"""Seconds without a mail, after which nothing more is expected: a sweep has passed, and nobody is due yet."""


def test_an_unhappy_customer_is_heard_answered_and_recovered(story: Story) -> None:
    answer_the_customer(story.begin(), story.owner)
    page = story.do("follow-up", story.customer, "solved", score="9", ease="6", comment="Tack!")
    assert "Vad bra" in page.body
    story.wait_for("ended", story.manager)
    story.stays_quiet(QUIET)
    ended = [("ended", story.owner), ("ended", story.manager)]
    assert sent_in(story) == [*story.opening, *answering(story.owner, story.customer), *ended]


def test_an_owner_goes_on_from_page_to_page_without_waiting_for_a_mail(story: Story) -> None:
    story.begin().do("task-triage", story.owner, "handle")
    concluded = story.do("task-conclude", story.owner, "unclear", facts="Paketti putosi.", root_cause="delivery")
    proposed = story.go_on(concluded, "propose_remedy", "nothing")
    replied = story.go_on(proposed, "reply", "send", message="Hej Aino, tack och förlåt. Vi skickar en ny i dag.")
    assert read(replied.body).next_step == ""
    story.do("follow-up", story.customer, "solved")
    story.wait_for("ended", story.owner)


def test_customers_read_their_own_language_and_staff_their_units(story: Story) -> None:
    story.begin()
    assert story.wait_for("acknowledgement", story.customer)["subject"].startswith("Tack för att du berättade (")
    assert "Asiakas pettyi" in story.wait_for("task-triage", story.owner)["subject"]
    story.do("task-triage", story.owner, "not_a_complaint", reason="A test.")
    assert "Jag har läst det du skrev" in story.wait_for("thanks", story.customer)["text"]
    assert "Asia suljettiin" in story.wait_for("ended", story.manager)["subject"]
    assert sent_in(story) == [*story.opening, ("thanks", story.customer), ("ended", story.manager)]


def test_a_customer_who_is_unhappy_again_is_heard_by_the_manager(story: Story) -> None:
    answer_the_customer(story.begin(), story.owner)
    page = story.do("follow-up", story.customer, "not_solved", score="2", comment="Fortfarande trasigt.")
    assert "Outi Rantanen" in page.body
    answer_the_customer(story, story.manager)
    story.do("follow-up", story.customer, "solved", number=2)
    story.stays_quiet(QUIET)
    told = [("news", story.owner), ("task-triage", story.manager)]
    again = [*told, *answering(story.manager, story.customer), ("ended", story.manager)]
    assert sent_in(story) == [*story.opening, *answering(story.owner, story.customer), *again]


def test_a_customer_adds_something_asks_for_a_call_and_ends_the_case_on_their_page(story: Story) -> None:
    page = story.begin().link("acknowledgement", story.customer)
    assert "Locket var också sönder." in act(page, "my_case", "add", text="Locket var också sönder.").body
    assert story.phone in act(page, "my_case", "call_me").body
    act(page, "my_case", "solved")
    ended = [("ended", story.owner), ("ended", story.manager)]
    story.wait_for("ended", story.manager)
    story.stays_quiet(QUIET)
    assert sent_in(story) == [*story.opening, ("news", story.owner), ("news", story.owner), *ended]


def test_a_happy_customer_is_thanked_once(story: Story) -> None:
    contact = {"email": story.customer, "consent": True}
    happy = {"language": "en", "answers": {"ces": 7}, "contact": contact}
    for _ in range(3):
        story.submit("support", happy, key="happy-customer-00001")
    story.wait_for("thanks", story.customer)
    story.stays_quiet(QUIET)
    assert sent_in(story) == [("thanks", story.customer)]


def test_an_anonymous_customer_is_heard_without_a_mail_to_anybody_but_staff(story: Story) -> None:
    story.begin(contact=False).do("task-triage", story.owner, "handle")
    named: dict[str, Any] = {
        "facts": "Kassoja oli auki yksi.",
        "root_cause": "service",
        "share_with": story.address_of("leo"),
    }
    page = story.do("task-conclude", story.owner, "ours", **named)
    assert "ei jättänyt yhteystietoja" in page.body
    story.do("share", story.address_of("leo"), "read")
    story.stays_quiet(QUIET)
    staff = [("task-triage", story.owner), ("task-end_reflection", story.manager), ("task-conclude", story.owner)]
    ended = [("ended", story.owner), ("ended", story.manager)]
    assert sent_in(story) == [*staff, ("share", story.address_of("leo")), *ended]


@pytest.mark.parametrize("field", ["ask_customer", "return_product"])
def test_nothing_is_asked_of_a_customer_who_cannot_be_reached(story: Story, field: str) -> None:
    link = story.begin(contact=False).link("task-triage", story.owner)
    refused = post(link, choice="handle", **{field: "on"})
    assert refused.status == 422
