"""An organisation in which nobody does anything for 200 days: mails stay few, different, and true."""

from collections import Counter
from datetime import date, timedelta

import pytest

from kuultu.services import sweep
from tests.integration.mailbox import Received, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

DAYS, CASES = 200, 2
HOUR = timedelta(hours=1)
MOST_TO_A_CUSTOMER = 3
"""The thanks, and two delays."""


@pytest.fixture
def lived(world: World) -> list[tuple[date, Received]]:
    """All mails of the time, each with its day; a new case comes on each of the first days."""
    mails: list[tuple[date, Received]] = []
    for day in range(DAYS):
        if day < CASES:
            world.begins_case(contact={"name": "Aino", "email": f"{day}.{CUSTOMER}", "consent": True})
        for _ in range(2):
            assert sweep.sweep(world.now)["failed"] == 0
            mails += [(world.now.date(), mail) for mail in mailbox()[len(mails) :]]
            world.passes(4 * HOUR)
        world.passes(DAY - 8 * HOUR)
    return mails


def test_mails_stay_few_and_each_delay_has_words_of_its_own(lived: list[tuple[date, Received]]) -> None:
    customers = [mail for _, mail in lived if mail.to.endswith(CUSTOMER)]
    per_customer = Counter(mail.to for mail in customers)
    assert per_customer == {f"{number}.{CUSTOMER}": MOST_TO_A_CUSTOMER for number in range(CASES)}
    assert len({mail.subject for mail in customers if mail.kind == "delay"}) == 2

    late = [(day, mail) for day, mail in lived if mail.kind.startswith(("reminder", "escalation", "digest"))]
    per_day = Counter((mail.to, day) for day, mail in late)
    assert max(per_day.values()) == 1
    assert len([mail for _, mail in lived if mail.to == OWNER]) <= 6 * CASES
    assert len([mail for _, mail in lived if mail.to == MANAGER]) <= DAYS * 5 / 7 + 3 * CASES
    assert len([mail for _, mail in lived if "nyt sinun" in mail.subject]) <= CASES


def test_a_digest_of_what_is_late_tells_of_a_case_once(world: World) -> None:
    case_id = world.comes_to_conclude()
    while not any(mail.kind == "digest" for mail in mailbox()):
        world.passes(2 * HOUR)
        sweep.sweep(world.now)
        assert world.record(case_id).case.outcome is None
    (digest,) = [mail for mail in mailbox() if mail.kind == "digest"]
    assert digest.subject == "1 asia odottaa sinua"
