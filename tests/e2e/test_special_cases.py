"""Urgent topics, topics with a legal deadline, and conclusions that are shared."""

from contextlib import suppress
from typing import Any

from infra.local.client.browser import ask, post, read
from infra.local.client.journeys import DidNotHappen
from tests.e2e.conftest import Begin
from tests.e2e.shops import FACTS, Story

SHARED: dict[str, Any] = {"facts": FACTS, "root_cause": "delivery"}


MOST_TRIES = 5


def in_time(new_story: Begin) -> Story:
    """A story of danger whose manager ends the time to think before it is over: two seconds, on this fast clock."""
    for _ in range(MOST_TRIES):
        story = new_story().begin("safety")
        with suppress(DidNotHappen):
            story.do("alert", story.manager, "end", reason="Lasi voi särkyä käteen.")
            return story
    raise DidNotHappen(f"The time to think was over before the manager could end it, in {MOST_TRIES} stories.")


def test_a_danger_alerts_the_manager_whose_first_link_ends_the_time_to_think(new_story: Begin) -> None:
    story = in_time(new_story)
    story.do("task-triage", story.owner, "handle")
    story.wait_for("task-conclude", story.owner)
    begun = [("acknowledgement", story.customer), ("task-triage", story.owner), ("alert", story.manager)]
    told = [("news", story.owner), ("news", story.manager)]
    sent = [mail for mail in story.sent() if mail != ("reminder-call", story.owner)]  # nobody calls in this story
    assert sent == [*begun, *told, ("task-conclude", story.owner)]


def test_feedback_on_accessibility_shows_its_legal_deadline_to_staff_alone(story: Story) -> None:
    story.begin("accessibility")
    owners, customers = story.wait_for("task-triage", story.owner), story.wait_for("acknowledgement", story.customer)
    assert "lain mukaan" in owners["text"].lower()
    assert "lag" not in customers["text"].lower().split()


def test_a_conclusion_goes_to_each_person_alone_who_confirms_having_read_it(story: Story) -> None:
    people = [story.address_of("ida"), story.manager]
    story.begin().do("task-triage", story.owner, "handle")
    story.do("task-conclude", story.owner, "unclear", share_with="\n".join(people), **SHARED)
    read_by = [story.do("share", person, "read").status for person in people]
    assert read_by == [200, 200]
    assert [mail["to"] for mail in story.mails() if mail["kind"] == "share"] == [[person] for person in people]


def test_a_colleagues_words_are_shared_with_managers_and_not_with_other_colleagues(story: Story) -> None:
    leo, ida = story.address_of("leo"), story.address_of("ida")
    story.begin().do("task-triage", story.owner, "handle", colleague_email=leo, colleague_question="Miten?")
    story.do("task-statement", leo, "answer", statement="Kansi pakattiin paperiin.")
    story.do("task-conclude", story.owner, "unclear", share_with=f"{ida}\n{story.manager}\n{leo}", **SHARED)
    pages = [ask(story.link("share", person)).body for person in (ida, story.manager, leo)]
    assert ["Kansi pakattiin paperiin." in page for page in pages] == [False, True, True]


def test_an_address_that_looks_shared_is_taken_only_when_the_owner_insists(story: Story) -> None:
    story.begin().do("task-triage", story.owner, "handle")
    link, group = story.link("task-conclude", story.owner), story.address_of("info")
    warned = post(link, choice="unclear", share_with=group, **SHARED)
    assert (warned.status, "despite_warnings" in read(warned.body).fields) == (422, True)
    assert (
        post(link, choice="unclear", share_with=group, despite_warnings="on", despite_unknown="on", **SHARED).status
        == 303
    )
    assert story.wait_for("share", group)["to"] == [group]
