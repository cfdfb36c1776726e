"""Drafts (row L24 of docs/inputs.md): what staff have typed stays with their link until it is sent."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.draft import Draft
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.store import tasks
from tests.integration.desks import Desk, case_link, desk
from tests.integration.http import open_link, send_form
from tests.integration.mailbox import last
from tests.integration.moto_backends import rows
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import DAY, MANAGER, OWNER, World

PEKKA = "pekka.puro@example.com"
LETTER = "Hei Aino, kiitos kun kerroit.\nOlen pahoillani."
TYPED = {"message": LETTER, "save": "later"}

pytestmark = pytest.mark.usefixtures("aws")


def shown(token: str) -> Page:
    """The page of a link."""
    return Page(open_link(token).body)


def kept(word: str) -> bool:
    """True if a word is anywhere in the table of cases."""
    return word in str(rows("cases"))


@pytest.fixture
def reply() -> Desk:
    """An open reply."""
    return desk(TaskKind.REPLY)


def test_l24_what_is_typed_is_there_again_after_a_reload(reply: Desk) -> None:
    assert send_form(reply.token, TYPED).status == 303
    page = shown(reply.token)
    assert page.fields["message"] == LETTER
    assert "Tallennettu keskeneräisenä" in page.words


def test_nothing_is_chosen_or_insisted_on_beforehand(reply: Desk) -> None:
    send_form(reply.token, TYPED | {"choice": "send", "despite_warnings": "yes"})
    page = shown(reply.token)
    assert (page.checked, reply.choice) == ([], None)


def test_fields_that_the_form_does_not_have_and_texts_too_long_are_dropped(reply: Desk) -> None:
    send_form(reply.token, {"message": "x" * 5_001, "facts": "Kanaria", "save": "later"})
    assert shown(reply.token).fields["message"] == ""
    assert not kept("Kanaria")


def test_all_of_a_draft_together_is_limited() -> None:
    task = desk(TaskKind.TRIAGE)
    many = {f"colleague_question{end}": "y" * 5_000 for end in ("", "_2", "_3", "_4", "_5", "_6", "_7")}
    send_form(task.token, many | {"save": "later"})
    draft = task.task.draft
    assert draft
    assert sum(map(len, draft.fields.values())) == 30_000


def test_a_refused_form_is_kept_too_if_something_was_chosen(reply: Desk, wire: Wire) -> None:
    assert send_form(reply.token, {"choice": "send", "message": "Sinun olisi pitänyt lukea ohje."}).status == 422
    assert shown(reply.token).fields["message"] == "Sinun olisi pitänyt lukea ohje."
    wire.sent.clear()
    assert send_form(reply.token, {"message": LETTER}).status == 422
    assert wire.writes == []


def test_looking_keeps_nothing(reply: Desk, wire: Wire) -> None:
    wire.sent.clear()
    assert open_link(f"{reply.token}?message=x&save=later").status == 200
    assert wire.writes == []


def test_another_site_keeps_nothing(reply: Desk) -> None:
    assert send_form(reply.token, TYPED, {"Origin": "https://evil.example"}).status == 403
    assert not kept("Olen pahoillani")


def test_the_decision_deletes_the_draft(reply: Desk) -> None:
    send_form(reply.token, TYPED | {"message": "Kanaria. " + LETTER})
    assert kept("Kanaria")
    send_form(reply.token, reply.good)
    assert not kept("Kanaria")


def test_a_draft_that_comes_after_the_decision_is_not_kept(reply: Desk) -> None:
    task = reply.task
    send_form(reply.token, reply.good)
    assert send_form(reply.token, TYPED).status == 409
    assert task.draft is None
    assert not kept("Olen pahoillani")


def test_l24_what_customers_and_those_who_are_heard_have_not_sent_is_never_kept() -> None:
    for kind, text in ((TaskKind.TELL_MORE, "details"), (TaskKind.STATEMENT, "statement")):
        task = desk(kind)
        assert send_form(task.token, {text: "Kanaria ja koira", "save": "later"}).status == 422
        assert "save" not in open_link(task.token).body
    assert not kept("Kanaria")


def test_a_reminder_leaves_the_draft_and_passing_on_deletes_it(world: World) -> None:
    case_id = world.begins_case()
    link = last("task-triage").link
    world.clicks(link, "", reason="Kanaria on sairas", save="later")
    for _ in range(2):
        world.passes(DAY)
        world.is_swept(case_id)
        if world.task(case_id, TaskKind.TRIAGE).assignee.email == OWNER:
            assert kept("Kanaria")
    world.clicks(last("task-end_reflection").links[-1], "hand_over", owner_email=PEKKA)
    assert world.task(case_id, TaskKind.TRIAGE).assignee.email == PEKKA
    assert not kept("Kanaria")


def test_owner_and_manager_have_a_draft_each_on_the_page_of_the_case() -> None:
    begun = desk(TaskKind.END_REFLECTION)
    links = {who: case_link(begun, who) for who in (OWNER, MANAGER)}
    for who, link in links.items():
        assert send_form(link, {"reason": f"Syy: {who}", "save": "later"}).status == 303
    assert {who: shown(link).fields["reason"] for who, link in links.items()} == {who: f"Syy: {who}" for who in links}


def test_the_action_on_the_page_of_a_case_deletes_the_draft() -> None:
    begun = desk(TaskKind.END_REFLECTION)
    link = case_link(begun, MANAGER)
    send_form(link, {"reason": "Kanaria on vaarassa", "save": "later"})
    send_form(link, {"choice": "hand_over", "owner_email": PEKKA})
    assert not kept("Kanaria")


def test_the_draft_of_an_owner_goes_with_a_hand_over_and_all_of_them_with_the_end(world: World) -> None:
    case_id = world.begins_case()
    owners, managers = last("task-triage").links[-1], last("task-end_reflection").links[-1]
    world.clicks(owners, "", reason="Kanaria lomalla", save="later")
    world.clicks(managers, "hand_over", owner_email=PEKKA)
    assert not kept("Kanaria")
    world.clicks(managers, "", reason="Varpunen on töissä", save="later")
    world.does(case_id, "task-triage", "not_a_complaint", reason="Vahingossa lähetetty.")
    assert not kept("Varpunen")


def test_a_draft_of_an_earlier_assignee_is_not_kept(reply: Desk) -> None:
    task = reply.task
    handed = tasks.change(task, replace(task, assignee=reply.record.case.manager, passed_on=1))
    assert not tasks.keep_draft(task, Draft(OWNER, task.opened_at, {"message": LETTER}))
    assert handed
    assert reply.task.draft is None
