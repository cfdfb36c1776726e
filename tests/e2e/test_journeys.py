"""Whole journeys over HTTP: each names every mail that was sent, to whom and in which order, and nothing more came."""

from typing import Any

from tests.e2e.conftest import DAY_SECONDS
from tests.e2e.people import Journey

CUSTOMER = "aino@example.com"
OWNER = "owner.helsinki@example.com"
MANAGER = "manager.helsinki@example.com"

UNHAPPY: dict[str, Any] = {
    "language": "sv",
    "answers": {"nps": 3, "why": "Paketet var trasigt.", "delivery": 2, "topics": ["delivery"]},
    "contact": {"name": "Aino", "email": CUSTOMER, "consent": True},
    "context": {"unit": "helsinki", "reference": "order-1001"},
}

OPENING = [("acknowledgement", CUSTOMER), ("task-triage", OWNER), ("task-end_reflection", MANAGER)]
ANSWERING = [("task-conclude", OWNER), ("task-reply", OWNER), ("reply", CUSTOMER), ("follow-up", CUSTOMER)]
AGAIN = [
    ("task-triage", MANAGER),
    ("task-conclude", MANAGER),
    ("task-reply", MANAGER),
    ("reply", CUSTOMER),
    ("follow-up", CUSTOMER),
]


def test_an_unhappy_customer_is_heard_answered_and_recovered(journey: Journey) -> None:
    assert journey.submit("after-purchase", UNHAPPY).status == 201
    answer_the_customer(journey, OWNER)
    page = journey.do("follow-up", CUSTOMER, "solved", score="9", ease="6", comment="Tack!")
    assert "Vad bra" in page.body
    journey.stays_quiet(DAY_SECONDS)
    assert journey.sent() == [*OPENING, *ANSWERING]


def test_customers_read_their_own_language_and_staff_their_units(journey: Journey) -> None:
    journey.submit("after-purchase", UNHAPPY)
    assert journey.wait_for("acknowledgement", CUSTOMER)["subject"] == "Tack för att du berättade"
    assert "Asiakas pettyi" in journey.wait_for("task-triage", OWNER)["subject"]
    journey.do("task-triage", OWNER, "not_a_complaint")
    assert "Mari Lindholm har läst" in journey.wait_for("thanks", CUSTOMER)["text"]
    assert journey.sent() == [*OPENING, ("thanks", CUSTOMER)]


def test_a_customer_who_is_unhappy_again_is_heard_by_the_manager(journey: Journey) -> None:
    journey.submit("after-purchase", UNHAPPY)
    answer_the_customer(journey, OWNER)
    page = journey.do("follow-up", CUSTOMER, "not_solved", score="2", comment="Fortfarande trasigt.")
    assert "Outi Rantanen" in page.body
    answer_the_customer(journey, MANAGER)
    journey.do("follow-up", CUSTOMER, "solved", number=2)
    journey.stays_quiet(DAY_SECONDS)
    assert journey.sent() == [*OPENING, *ANSWERING, *AGAIN]


def test_an_anonymous_customer_is_heard_without_a_mail_to_anybody_but_staff(journey: Journey) -> None:
    journey.submit("visit", {"answers": {"csat": 1, "why": "Jono oli pitkä."}, "context": {"unit": "helsinki"}})
    journey.do("task-triage", OWNER, "handle")
    page = journey.do("task-conclude", OWNER, "ours", facts="Kassoja oli auki yksi.", root_cause="service")
    assert "ei tavoita" in page.body
    journey.stays_quiet(DAY_SECONDS * 8)
    assert journey.sent() == [("task-triage", OWNER), ("task-end_reflection", MANAGER), ("task-conclude", OWNER)]


def test_a_happy_customer_is_thanked_once(journey: Journey) -> None:
    happy = {"language": "en", "answers": {"ces": 7}, "contact": {"email": CUSTOMER, "consent": True}}
    for _ in range(3):
        journey.submit("support", happy, key="happy-customer-00001")
    journey.wait_for("thanks", CUSTOMER)
    journey.stays_quiet(DAY_SECONDS)
    assert journey.sent() == [("thanks", CUSTOMER)]


def test_a_customer_who_never_answers_the_follow_up_is_left_in_peace(journey: Journey) -> None:
    journey.submit("after-purchase", UNHAPPY)
    answer_the_customer(journey, OWNER)
    link = journey.wait_for("follow-up", CUSTOMER)["links"][0]
    journey.wait_until_gone(link)
    assert journey.sent() == [*OPENING, *ANSWERING]


def test_a_manager_can_end_reflection_and_the_owner_goes_on_at_once(journey: Journey) -> None:
    journey.submit("after-purchase", {**UNHAPPY, "context": {"unit": "turku"}})
    journey.do("task-triage", "owner.turku@example.com", "handle", owner_email="colleague@example.com")
    journey.do("task-end_reflection", "manager.turku@example.com", "end", reason="Lasi voi särkyä käteen.")
    assert journey.wait_for("task-conclude", "colleague@example.com")["links"]


def answer_the_customer(journey: Journey, owner: str) -> None:
    """The owner's part of a round."""
    journey.do("task-triage", owner, "handle")
    journey.do("task-conclude", owner, "ours", facts="Paketti putosi varastossa.", root_cause="delivery")
    journey.do("task-reply", owner, "send", message="Hej Aino, tack och förlåt. Vi skickar en ny i dag.")
