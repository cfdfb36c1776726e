"""Nobody is forgotten: reminders, what passes to the manager, the promise to the customer, and time-outs."""

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from infra.local.client.browser import ask, read
from infra.local.client.journeys import act
from infra.local.local_kuultu import LocalKuultu
from tests.e2e.conftest import Begin
from tests.e2e.killable_run import wait_until
from tests.e2e.shops import REPLY, Story
from tests.e2e.stories import answer_the_customer, answering, sent_in
from tests.pace import pace

LONG = 120.0
"""Seconds within which five short days have passed, at the pace of a quick machine."""

Stories = Mapping[str, Story]


@dataclass(frozen=True)
class Moment:
    """What a story has come to: its mails so far, and what some of their links show, with status."""

    sent: list[tuple[str, str]]
    pages: list[tuple[int, str]]

    @classmethod
    def of(cls, story: Story, links: list[str]) -> "Moment":
        """The story as it is now."""
        answers = [ask(link) for link in links]
        return cls(story.sent(), [(answer.status, answer.body) for answer in answers])

    @property
    def forms(self) -> list[list[str]]:
        """The forms on those pages."""
        return [read(page).kinds for _, page in self.pages]


@pytest.fixture(scope="module", autouse=True)
def _sweeping_often(kuultu: LocalKuultu) -> Iterator[None]:
    """Sweeps every second, so that what is due happens when it is."""
    enough = threading.Event()

    def sweep() -> None:
        while not enough.wait(1):
            ask(f"{kuultu.url}/_local/sweep", b"", method="POST")

    sweeping = threading.Thread(target=sweep)
    sweeping.start()
    yield
    enough.set()
    sweeping.join()


@pytest.fixture(scope="module")
def begun(new_story: Begin) -> Stories:
    """Cases whose time passes side by side; the fixtures below come to each in the order of their time."""
    stories = [new_story() for _ in range(4)]
    with ThreadPoolExecutor(len(stories)) as people:
        unread, unanswered, undecided, silent = people.map(lambda story: story.begin(), stories)
    leo: dict[str, Any] = {"colleague_email": unanswered.address_of("leo"), "colleague_question": "Miten?"}
    carrier: dict[str, Any] = {"third_party_email": unanswered.address_of("carrier"), "third_party_question": "Koska?"}
    unanswered.do("task-triage", unanswered.owner, "handle", ask_customer="När?", **leo, **carrier)
    undecided.conclude("ours")
    undecided.do("task-propose_remedy", undecided.owner, "offer", remedies="refund", amount="49,90")
    undecided.do("task-reply", undecided.owner, "send", message=REPLY)
    answer_the_customer(silent, silent.owner)
    return {"unread": unread, "unanswered": unanswered, "undecided": undecided, "silent": silent}


def late_link(story: Story, choice: str) -> str:
    """The manager's link with a choice, of a mail about what is late; on a slow machine it may be any of them."""
    late = ("escalation", "digest", "reminder-")
    links = [
        str(mail["links"][0])
        for mail in story.mails()
        if mail["to"] == [story.manager] and mail["kind"].startswith(late)
    ]
    return next((link for link in links if choice in read(ask(link).body).choices), "")


@pytest.fixture(scope="module")
def watched(begun: Stories) -> Iterator[Future[Moment]]:
    """The case without a choice, looked at as soon as it goes on, while the other fixtures wait for their moments."""
    story = begun["undecided"]
    story.patience = LONG * pace()
    with ThreadPoolExecutor(1) as watcher:
        yield watcher.submit(lambda: Moment.of(story, story.wait_for("follow-up", story.customer)["links"][:2]))


@pytest.fixture(scope="module")
def passed_on(begun: Stories, watched: Future[Moment]) -> Moment:
    """A case that its owner never read, when it has passed to the manager; the owner's links. The manager reads it."""
    story = begun["unread"]
    wait_until(lambda: late_link(story, "handle"))
    moment = Moment.of(story, [story.link("task-triage", story.owner), story.link("reminder-triage", story.owner)])
    act(late_link(story, "handle"), "triage", "handle")
    return moment


@pytest.fixture(scope="module")
def unanswered(begun: Stories, passed_on: Moment) -> Moment:
    """A case in which nobody answered who was asked; what the owner sees, and the links of the others."""
    story = begun["unanswered"]
    conclusion = story.link("task-conclude", story.owner)
    asked = [("task-statement", story.address_of(name)) for name in ("leo", "carrier")]
    links = [story.link(kind, to) for kind, to in [*asked, ("request-tell_more", story.customer)]]
    moment = Moment.of(story, [conclusion, *links])
    story.do("task-conclude", story.owner, "unclear", facts="Ei selvinnyt.", root_cause="other")
    return moment


@pytest.fixture(scope="module")
def promised(begun: Stories, unanswered: Moment) -> Moment:
    """The unread case when the promise to its customer is broken, and the manager was told so, with what is open."""
    story = begun["unread"]
    story.wait_for("delay", story.customer)
    story.wait_for("digest", story.manager)  # a day later, if another mail about what is late took this day's place
    wait_until(lambda: late_link(story, "unclear"))
    return Moment.of(story, [late_link(story, "unclear")])


@pytest.fixture(scope="module")
def undecided(watched: Future[Moment], promised: Moment) -> Moment:
    """A case whose customer did not choose what was offered, when it went on; the links in their latest mail."""
    return watched.result()


def test_what_is_left_undone_is_reminded_of_and_passes_to_the_manager(begun: Stories, passed_on: Moment) -> None:
    story = begun["unread"]
    reminded = ("reminder-triage", story.owner)  # once, or twice if a day lies between: what is late comes once a day
    assert 1 <= passed_on.sent.count(reminded) <= 2
    yours = ("yours", story.owner)
    in_order, told = [*story.opening, reminded, yours], list(dict.fromkeys(passed_on.sent))
    assert [mail for mail in told if mail in in_order] == in_order
    assert {kind for kind, _ in set(told) - set(in_order)} <= {"escalation", "digest", "delay"}
    assert {("escalation", story.manager), ("digest", story.manager)} & set(told)


def test_the_old_links_say_who_has_the_task_now(passed_on: Moment) -> None:
    assert [(status, "Outi Rantanen" in page) for status, page in passed_on.pages] == [(410, True)] * 2


def test_whoever_does_not_answer_is_reminded_and_then_left_in_peace(begun: Stories, unanswered: Moment) -> None:
    story = begun["unanswered"]
    reminded = [("reminder-statement", story.address_of(name)) for name in ("carrier", "leo")]
    sent = [mail for mail in unanswered.sent if mail[0].startswith("reminder-") and mail[1] != story.owner]
    assert sorted(set(sent)) == [*reminded, ("reminder-tell_more", story.customer)]
    assert [status for status, _ in unanswered.pages[1:]] == [
        410,
        410,
        200,
    ]  # the customer is heard until the conclusion


def test_time_outs_are_on_record_and_the_owner_concludes_without_an_answer(begun: Stories, unanswered: Moment) -> None:
    mail = begun["unanswered"].wait_for("task-conclude", begun["unanswered"].owner)
    assert mail["text"].count("ei vastannut ajoissa") == 3
    assert unanswered.forms[0] == ["conclude"]


def test_a_promise_is_never_broken_in_silence(begun: Stories, promised: Moment) -> None:
    story = begun["unread"]
    assert 1 <= promised.sent.count(("delay", story.customer)) <= 2  # a second one if another day has passed meanwhile
    assert ("digest", story.manager) in promised.sent
    assert promised.forms == [["conclude"]]


def test_a_customer_who_has_to_wait_longer_is_told_so_with_an_apology(begun: Stories, promised: Moment) -> None:
    mail = begun["unread"].wait_for("delay", begun["unread"].customer)
    assert "ledsna" in mail["text"]
    assert [read(ask(link).body).kinds for link in mail["links"]] == [["my_case"]]


def test_an_offer_stays_open_after_its_time_and_the_follow_up_says_so(begun: Stories, undecided: Moment) -> None:
    customer = begun["undecided"].customer
    heard = [kind for kind, to in undecided.sent if to == customer and kind != "delay"]  # late on a slow machine
    assert heard == ["acknowledgement", "reply", "reminder-choose_remedy", "follow-up"]
    assert undecided.forms == [["follow_up"], ["choose_remedy"]]


def test_a_customer_who_never_answers_the_follow_up_is_left_in_peace(begun: Stories, undecided: Moment) -> None:
    story = begun["silent"]
    assert ask(story.link("follow-up", story.customer)).status == 410
    story.wait_for("ended", story.manager)
    ended = [("ended", story.owner), ("ended", story.manager)]
    assert sent_in(story) == [*story.opening, *answering(story.owner, story.customer), *ended]
