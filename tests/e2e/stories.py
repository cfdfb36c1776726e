"""The shortest story of one case in the sample shop in Helsinki, for whoever needs any."""

from typing import Any

from infra.local.client.journeys import Journey

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


def answering(owner: str, customer: str) -> list[tuple[str, str]]:
    """The mails of a round in which nobody is asked and nothing is offered, after the first."""
    tasks = [(f"task-{kind}", owner) for kind in ("conclude", "propose_remedy", "reply")]
    return [*tasks, ("reply", customer), ("follow-up", customer)]


ANSWERING = answering(OWNER, CUSTOMER)
ENDED = [("ended", OWNER), ("ended", MANAGER)]


LATE = ("reminder-", "digest", "delay")
"""The beginnings of the kinds of mail that come because somebody is late."""


def sent_in(journey: Journey) -> list[tuple[str, str]]:
    """A story's mails but for those of lateness: by the fast clock somebody is late, at least on a slow machine."""
    return [mail for mail in journey.sent() if not mail[0].startswith(LATE)]


def answer_the_customer(journey: Journey, owner: str) -> None:
    """The owner's part of such a round."""
    journey.do("task-triage", owner, "handle")
    journey.do("task-conclude", owner, "unclear", facts="Paketti putosi jossakin.", root_cause="delivery")
    journey.do("task-propose_remedy", owner, "nothing", reason="Asiakas sai jo uuden.")
    journey.do("task-reply", owner, "send", message="Hej Aino, tack och förlåt. Vi skickar en ny i dag.")
