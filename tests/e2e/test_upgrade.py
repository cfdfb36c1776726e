"""Cases at every stage go on under the next release, and one release back; no mail is missing, none comes twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from infra.local.local_kuultu import LocalKuultu
from tests.e2e.previous_release import assembly_of_previous_release
from tests.e2e.shops import FACTS, Story, open_shops
from tests.e2e.stories import sent_in
from tests.pace import pace

DAY_SECONDS = 120.0
SPANS: dict[str, Any] = {"reflection_days": 0.025, "follow_up_days": 0.025, "answer_days": 5.0, "promise_days": 10.0}
"""Nobody is late because another release is deployed meanwhile."""

REPLY = "Hej Aino, tack för att du berättade och förlåt. Pengarna kommer tillbaka i dag."


@dataclass(frozen=True)
class Act:
    """What somebody does through the link in a mail."""

    mail: str
    who: str
    choice: str
    fields: dict[str, Any] = field(default_factory=dict)


OTHERS = {("acknowledgement", "customer"), ("delivered", "customer"), ("ended", "owner"), ("ended", "manager")}
"""The mails of a case beside those that ask for an act."""

ACTS = (
    Act("task-triage", "owner", "handle"),
    Act("task-conclude", "owner", "ours", {"facts": FACTS, "root_cause": "delivery"}),
    Act("task-propose_remedy", "owner", "offer", {"remedies": "refund", "amount": "500"}),
    Act("task-approve_remedy", "manager", "approve"),
    Act("task-reply", "owner", "send", {"message": REPLY}),
    Act("reply", "customer", "refund"),
    Act("task-deliver_remedy", "owner", "delivered"),
    Act("follow-up", "customer", "solved"),
)
"""The acts of a case, in order."""


def go_on(story: Story, acts: Sequence[Act]) -> None:
    """Go through some acts of a case."""
    for act in acts:
        story.do(act.mail, getattr(story, act.who), act.choice, **act.fields)


def at_every_stage(shops: Iterator[str], url: str) -> list[Story]:
    """Stories of which each has come one act further than the one before it."""
    stories = [Story(url, next(shops)) for _ in ACTS]
    with ThreadPoolExecutor(len(ACTS)) as people:
        list(people.map(lambda story: story.begin(), stories))
        list(people.map(lambda one: go_on(one[1], ACTS[: one[0]]), enumerate(stories)))
    return stories


def finish(stories: Sequence[Story]) -> None:
    """Go through the rest of each story, until owner and manager have heard of its end."""
    with ThreadPoolExecutor(len(stories)) as people:
        list(people.map(lambda one: go_on(one[1], ACTS[one[0] :]), enumerate(stories)))
        for who in ("owner", "manager"):
            list(people.map(lambda story, who=who: story.wait_for("ended", getattr(story, who)), stories))


@contextmanager
def often_swept(kuultu: LocalKuultu) -> Iterator[None]:
    """Sweep more often than four times a day of its time: nobody here waits for the mail of a next step."""
    ended = Event()

    def sweep() -> None:
        while not ended.wait(1.0):
            kuultu.sweeps.try_to_run()

    sweeper = Thread(target=sweep)
    sweeper.start()
    try:
        yield
    finally:
        ended.set()
        sweeper.join()


@pytest.mark.timeout(1200)
def test_cases_at_every_stage_go_on_under_the_next_release_and_one_release_back(tmp_path: Path) -> None:
    data, addresses = tmp_path / "data", set()

    @contextmanager
    def running(assembly: Path | None) -> Iterator[LocalKuultu]:
        with (
            LocalKuultu(data, day_seconds=DAY_SECONDS * pace(), assembly=assembly, **SPANS) as kuultu,
            often_swept(kuultu),
        ):
            addresses.add(kuultu.url)
            yield kuultu

    previous = assembly_of_previous_release()
    with running(previous) as kuultu:
        shops = open_shops(kuultu, tmp_path)
        begun_before = at_every_stage(shops, kuultu.url)
    with running(None) as kuultu:
        finish(begun_before)
        begun_after = at_every_stage(shops, kuultu.url)
    with running(previous):
        finish(begun_after)
        mails = [
            Counter((kind, who.partition(".")[0]) for kind, who in sent_in(one)) for one in begun_before + begun_after
        ]

    assert len(addresses) == 1, "Another program took the address meanwhile."
    assert [twice for sent in mails for twice, number in sent.items() if number > 1] == []
    assert all(sent.keys() >= {(act.mail, act.who) for act in ACTS} | OTHERS for sent in mails)
