"""The page of a case: its owner and manager see everything and can change how it goes on; looking never acts."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from kuultu.services.cases.link_view import look
from tests.integration import executions
from tests.integration.desks import Desk, case_link, desk
from tests.integration.http import open_link, send_form
from tests.integration.mailbox import Received, last, mailbox
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import DAY, MANAGER, OWNER, World, flaws

PEKKA = "pekka.puro@example.com"
ASK_PEKKA = {"colleague_email": PEKKA, "colleague_question": "Kuka pakkasi?"}
REASON = {"reason": "Lapsen terveys on vaarassa."}


def page_link(mail: Received) -> str:
    """The link to the page of the case, which is the last in a mail."""
    return mail.links[-1]


@pytest.fixture
def owners(world: World) -> tuple[str, str]:
    """A case that was triaged, and its owner's link to its page."""
    case_id = world.begins_case()
    world.triages(case_id)
    return case_id, page_link(last("task-triage"))


def managers() -> str:
    return page_link(last("task-end_reflection"))


def at_work(recipient: str = MANAGER) -> tuple[Desk, str]:
    """A case that has just begun, for the handlers that know the real time; and a link to its page."""
    begun = desk(TaskKind.END_REFLECTION)
    return begun, case_link(begun, recipient)


def test_every_mail_to_owner_and_manager_carries_a_link_to_the_case_and_no_other_does(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä lommo on?", **ASK_PEKKA)
    for mail in mailbox():
        views = [look(link.rpartition("/")[2], world.now) for link in mail.links]
        kinds = [view.task.kind for view in views if isinstance(view, LinkView)]
        assert kinds.count(TaskKind.CASE) == (1 if mail.to in {OWNER, MANAGER} else 0)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_g6_looking_at_a_case_only_reads(wire: Wire, method: str) -> None:
    _, link = at_work()
    wire.sent.clear()
    for address in (link, f"{link}?choice=end_reflection&reason=x", f"{link}?choice=hand_over&owner_email={PEKKA}"):
        assert open_link(address, method).status == 200
    assert set(wire.sent) <= {"GetItem", "Query"}


def test_the_page_holds_one_form_with_nothing_preselected_and_runs_nothing(aws: None) -> None:
    _, link = at_work()
    page = Page(open_link(link).body)
    assert page.forms == [{"method": "post", "data-kind": "case"}]
    assert [value for name, value in page.radios if name == "choice"] == ["hand_over", "end_reflection", "dispute"]
    assert (page.checked, page.active) == ([], [])


def test_without_a_choice_the_form_comes_back_and_nothing_is_written(wire: Wire) -> None:
    _, link = at_work()
    wire.sent.clear()
    answer = send_form(link, {"owner_email": PEKKA})
    assert (answer.status, wire.writes) == (422, [])
    assert ("option", PEKKA) in Page(answer.body).checked


def test_another_site_cannot_act_on_a_case(aws: None) -> None:
    begun, link = at_work()
    fields = {"choice": "hand_over", "owner_email": PEKKA}
    assert send_form(link, fields, {"Origin": "https://evil.example"}).status == 403
    assert begun.record.case.owner.email == OWNER


def test_acting_shows_the_case_again_as_it_is_then(aws: None) -> None:
    _, link = at_work()
    answer = send_form(link, {"choice": "end_reflection", **REASON})
    assert (answer.status, answer.headers["location"]) == (303, f"/l/{link}")
    assert ("choice", "end_reflection") not in Page(open_link(link).body).radios


def test_the_page_tells_the_whole_history_in_order(world: World, owners: tuple[str, str]) -> None:
    case_id, link = owners
    world.reflects(case_id)
    world.concludes(case_id, share_with=PEKKA)
    world.passes(DAY / 24)
    world.clicks(last("share").link, "read", comment="Otetaan opiksi.")
    world.replies(case_id)
    words = world.sees(link).words
    told = ["Paketti oli rikki.", "Laatikko putosi.", "Otetaan opiksi.", "Uusi paketti on matkalla."]
    places = [words.rindex(said) for said in told]
    assert places == sorted(places)


def test_the_page_shows_both_clocks(world: World, owners: tuple[str, str]) -> None:
    words = world.sees(owners[1]).words
    assert "tiistaina 24.11. klo 11.30" in words
    assert "torstaina 26.11. klo 12" in words


def test_who_was_asked_and_how_often_is_shown(world: World, owners: tuple[str, str]) -> None:
    case_id, link = owners
    for question in ("Missä lommo on?", "Minkä värinen se on?"):
        world.clicks(link, "ask", ask_customer=question)
        world.does(case_id, "request-tell_more", "answer", details=f"{question} En tiedä.")
    page = world.sees(link)
    assert all(f"{question} En tiedä." in page.words for question in ("Missä lommo on?", "Minkä värinen se on?"))
    assert "<dd>2</dd>" in page.html


def test_only_the_manager_is_offered_to_end_the_time_to_think(world: World, owners: tuple[str, str]) -> None:
    offered = [
        [value for name, value in world.sees(link).radios if name == "choice"] for link in (owners[1], managers())
    ]
    assert offered == [["ask", "hand_over", "dispute"], ["ask", "hand_over", "end_reflection", "dispute"]]


def test_an_owner_who_posts_it_all_the_same_is_refused(world: World, owners: tuple[str, str]) -> None:
    case_id, link = owners
    assert flaws(world.clicks(link, "end_reflection", **REASON)) == [("choice", "managers-only")]
    assert world.carries(case_id) is Stage.REFLECT


def test_a_manager_ends_the_time_to_think_from_the_page_with_a_reason(world: World, owners: tuple[str, str]) -> None:
    case_id, _ = owners
    assert flaws(world.clicks(managers(), "end_reflection")) == [("reason", "required")]
    assert world.clicks(managers(), "end_reflection", **REASON) is None
    assert executions.running() == [f"{case_id}-2"]
    assert world.carries(case_id) is Stage.CONCLUDE
    ended = world.decision(case_id, TaskKind.END_REFLECTION)
    assert (ended.by, ended.payload.written()) == (MANAGER, REASON)


def test_the_end_of_the_time_to_think_stands_even_if_the_case_cannot_be_carried_on_now(
    world: World, wire: Wire, no_waiting: None, owners: tuple[str, str]
) -> None:
    wire.refuse("StartExecution", "ThrottlingException")
    assert world.clicks(managers(), "end_reflection", **REASON) is None
    assert executions.running() == [owners[0]]
    wire.heal()
    sweep.sweep(world.now)
    assert f"{owners[0]}-3" in executions.running()


@pytest.mark.parametrize("asked", [[PEKKA], [PEKKA, "liisa@example.com", "ulla@example.com"]])
def test_however_many_are_asked_the_case_is_not_read_more_often(
    world: World, wire: Wire, owners: tuple[str, str], asked: list[str]
) -> None:
    wire.queries.clear()
    world.clicks(owners[1], "ask", colleague_email=asked)
    assert [mail.to for mail in mailbox()[-len(asked) :]] == asked
    assert wire.case_queries == 1


def test_a_time_to_think_that_is_over_cannot_be_ended(world: World, owners: tuple[str, str]) -> None:
    world.reflects(owners[0])
    view = world.clicks(managers(), "end_reflection", **REASON)
    assert view
    assert view.problem
    assert (view.problem.status, view.problem.code) == (410, "moved-on")


def test_a_closed_case_shows_everything_and_takes_nothing_but_a_letter_from_a_dispute_body(world: World) -> None:
    case_id = world.begins_case()
    link = page_link(last("task-triage"))
    world.triages(case_id, "not_a_complaint")
    page = world.sees(link)
    assert [value for name, value in page.radios if name == "choice"] == ["dispute"]
    assert "Paketti oli rikki." in page.words
    assert world.clicks(link, "hand_over", owner_email=PEKKA)
    assert world.record(case_id).case.owner.email == OWNER
