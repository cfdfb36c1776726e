"""`make run` killed again and again with 30 open cases: nothing acknowledged is lost, and nothing is doubled."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from infra.local.client.browser import post
from infra.local.client.journeys import Journey, Mail
from tests.e2e.killable_run import VICTIMS, KillableRun, wait_until

SEED = 20261129
KILLS = 5
OPEN = 25
"""Cases that are open before the first kill; with one more before each kill they are 30."""

DECISIONS = {
    "task-triage": {"choice": "handle"},
    "task-end_reflection": {"choice": "end", "reason": "Lasi voi särkyä käteen."},
}
"""The decisions after which a case goes on to its conclusion at once, by mail."""

MAILS_OF_A_CASE = 3


@pytest.fixture
def run(tmp_path: Path) -> Iterator[KillableRun]:
    """A run with no data yet, ended after the test."""
    run = KillableRun(tmp_path)
    run.start()
    yield run
    run.end()


def unhappy(number: int) -> dict[str, Any]:
    """A customer's answer; each customer has an address of their own."""
    contact = {"name": "Aino", "email": f"aino.{number}@example.com", "consent": True}
    return {"language": "fi", "answers": {"nps": 2}, "contact": contact, "context": {"unit": "helsinki"}}


def test_killed_five_times_with_thirty_open_cases_it_loses_and_doubles_nothing(run: KillableRun) -> None:
    journey = Journey(run.url)
    acknowledged = [submitted(journey, number) for number in range(OPEN)]
    wait_until(lambda: len(journey.sent()) == MAILS_OF_A_CASE * OPEN)
    acknowledged += killed_again_and_again(run, journey)

    assert sorted(item["response_id"]["S"] for item in run.items("responses")) == sorted(acknowledged)
    wait_until(lambda: open_cases(run) == sorted(acknowledged))
    wait_until(lambda: len(run.items("mails")) == MAILS_OF_A_CASE * len(acknowledged))
    assert doubled(journey) == []
    with ThreadPoolExecutor(4) as staff:
        assert set(staff.map(decided, journey.mails())) == {303}
    wait_until(lambda: number_of("task-conclude", journey) >= len(acknowledged) - cut_off(run))


def killed_again_and_again(run: KillableRun, journey: Journey) -> list[str]:
    """Five times: one more answer, and a kill at a random moment soon after; the ids of the answers."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    acknowledged = []
    for number in range(OPEN, OPEN + KILLS):
        acknowledged.append(submitted(journey, number))
        time.sleep(chance.uniform(0, 3))
        victim = chance.choice(VICTIMS)
        run.kill(victim)
        run.recover(victim)
    return acknowledged


def submitted(journey: Journey, number: int) -> str:
    """The id of a response, acknowledged."""
    answer = journey.submit("after-purchase", unhappy(number))
    assert answer.status == 201, answer.body
    return str(answer.json["response_id"])


def open_cases(run: KillableRun) -> list[str]:
    """The ids of the open cases."""
    cases = [item for item in run.items("cases") if item["item"]["S"] == "case" and "outcome" not in item]
    return sorted(item["case_id"]["S"] for item in cases)


def cut_off(run: KillableRun) -> int:
    """The mails that a kill met between claim and mark: the sweep sends them after a quarter of a real hour."""
    return sum("message_id" not in mail for mail in run.items("mails"))


def doubled(journey: Journey) -> list[str]:
    """The customers who were thanked twice, and staff who were asked more often than there are cases."""
    got = Counter(to for _, to in journey.sent())
    return [to for to, number in got.items() if number > (1 if to.startswith("aino.") else OPEN + KILLS)]


def decided(mail: Mail) -> int:
    """The status after the owner, or the manager, has decided what their mail asks for; 303 for other mails."""
    decision = DECISIONS.get(mail["kind"])
    return post(mail["links"][0], **decision).status if decision else 303


def number_of(kind: str, journey: Journey) -> int:
    """The number of mails of a kind so far."""
    return sum(mail["kind"] == kind for mail in journey.mails())
