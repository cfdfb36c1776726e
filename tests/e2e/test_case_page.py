"""The page of a case: its owner and manager look at everything there, and hand over, ask, or end the time to think."""

from infra.local.client.browser import ask, post, read
from tests.e2e.shops import Story
from tests.e2e.stories import sent_in


def told_of(story: Story, heir: str) -> list[tuple[str, str]]:
    """The mails that tell of a hand-over from the owner to somebody in another unit."""
    return [*(("yours", reader) for reader in (heir, story.owner, story.manager)), ("news", story.customer)]


def test_looking_at_the_page_changes_nothing(story: Story) -> None:
    page = story.begin().case_page(story.owner)
    before = ask(page)
    assert (ask(page).body, read(before.body).kinds) == (before.body, ["case"])
    assert "Paketet var trasigt" in before.body


def test_a_hand_over_takes_the_old_owners_links_and_mails_the_new_one(story: Story) -> None:
    page, heir = story.begin().case_page(story.owner), story.address_of("vera")
    triage = story.link("task-triage", story.owner)
    assert post(page, choice="hand_over", owner_email=heir).status == 303
    assert [ask(link).status for link in (page, triage)] == [410, 410]
    story.do("task-triage", heir, "handle")
    story.wait_for("task-conclude", heir)
    assert sent_in(story) == [*story.opening, *told_of(story, heir), ("task-triage", heir), ("task-conclude", heir)]


def test_a_hand_over_at_triage_brings_the_conclusion_to_the_new_owner(story: Story) -> None:
    heir = story.address_of("vera")
    story.begin().do("task-triage", story.owner, "handle", owner_email=heir)
    story.wait_for("task-conclude", heir)
    assert sent_in(story) == [*story.opening, *told_of(story, heir), ("task-conclude", heir)]


def test_the_manager_ends_the_time_to_think_on_the_page_and_says_why(story: Story) -> None:
    page = story.begin().case_page(story.manager)
    silent = post(page, choice="end_reflection")
    ended = post(page, choice="end_reflection", reason="Lasi voi särkyä käteen.")
    assert (silent.status, ended.status) == (422, 303)
    assert "Lasi voi särkyä käteen." in ask(page).body


def test_the_owner_cannot_end_the_time_to_think(story: Story) -> None:
    page = story.begin().case_page(story.owner)
    assert "end_reflection" not in read(ask(page).body).choices
    assert post(page, choice="end_reflection", reason="Kiire.").status == 422


def test_the_page_shows_the_whole_history(story: Story) -> None:
    story.begin().conclude("ours", ask_customer="", colleague_email="")
    story.wait_for("task-propose_remedy", story.owner)
    assert "Paketti putosi varastossa." in ask(story.case_page(story.manager)).body
