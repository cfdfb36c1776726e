"""`make run` stopped in the middle of a case and started again: the case goes on, and no mail is repeated."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from infra.local.client.browser import post
from infra.local.client.journeys import Journey
from infra.local.emulator.inside.lambda_processes import MOST
from infra.local.local_kuultu import LocalKuultu
from tests.e2e.stories import ANSWERING, CUSTOMER, ENDED, MANAGER, OPENING, OWNER, UNHAPPY, sent_in
from tests.pace import pace

DAY_SECONDS = 30.0
SPANS: dict[str, Any] = {"reflection_days": 0.1, "follow_up_days": 0.1, "answer_days": 3.0}
"""Nobody is late because Kuultu was stopped meanwhile."""


class Machine:
    """A machine on which Kuultu is started and stopped, always with the same data and at the same address."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.addresses: set[str] = set()

    @contextmanager
    def running(self) -> Iterator[str]:
        """Kuultu while it runs; its address."""
        with LocalKuultu(self.data, day_seconds=DAY_SECONDS * pace(), **SPANS) as kuultu:
            self.addresses.add(kuultu.url)
            assert len(self.addresses) == 1, "Another program took the address meanwhile."
            yield kuultu.url


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with no data yet."""
    return Machine(tmp_path)


def test_a_case_goes_on_after_a_stop_and_no_mail_is_repeated(machine: Machine) -> None:
    with machine.running() as url:
        journey = Journey(url)
        journey.submit("after-purchase", UNHAPPY)
        journey.do("task-triage", OWNER, "handle")
    with machine.running():
        journey.do("task-conclude", OWNER, "unclear", facts="Sauma petti.", root_cause="product")
        journey.do("task-propose_remedy", OWNER, "nothing", reason="Sauma oli kulunut.")
        journey.do("task-reply", OWNER, "send", message="Tack, och förlåt. En ny kastrull är på väg.")
    with machine.running():
        journey.do("follow-up", CUSTOMER, "solved")
        journey.wait_for("ended", MANAGER)
        assert sent_in(journey) == [*OPENING, *ANSWERING, *ENDED]


def test_a_link_mailed_before_the_stop_works_after_it_and_new_customers_are_heard(machine: Machine) -> None:
    with machine.running() as url:
        journey = Journey(url)
        journey.submit("after-purchase", UNHAPPY)
        link = journey.wait_for("task-triage", OWNER)["links"][0]
    with machine.running():
        assert post(link, choice="handle").status == 303
        journey.wait_for("task-conclude", OWNER)
        journey.submit("after-purchase", UNHAPPY)
        journey.wait_for("acknowledgement", CUSTOMER, number=2)


def test_fifty_clicks_at_once_on_a_link_are_answered_by_lambdas_that_must_start_first(machine: Machine) -> None:
    with machine.running() as url:
        journey = Journey(url)
        journey.submit("after-purchase", UNHAPPY)
        link = journey.wait_for("task-triage", OWNER)["links"][0]
    with machine.running(), ThreadPoolExecutor(50) as visitors:
        answers = list(visitors.map(lambda _: post(link, choice="handle").status, range(50)))
        processes = list((machine.data / "tmp").glob("*linkactions*"))
        unpacked_by = {(process / "code").resolve() for process in processes}

    assert answers == [303] * 50
    assert (len(processes) <= MOST, len(unpacked_by)) == (True, 1)
