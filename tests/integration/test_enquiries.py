"""Enquiries: everybody is asked at once, each through a link of their own, and no case waits for ever."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.findings import enquiry_outcome
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.remedies import wishes_in
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

PEKKA, DRIVER = "pekka.puro@example.com", "kuski@example.org"
ASKED = {"ask_customer": "Missä lommo on?"}
COLLEAGUE = {"colleague_name": "Pekka Puro", "colleague_email": PEKKA, "colleague_question": "Miltä laatikko näytti?"}
CARRIER = {"third_party_name": "Kuljetus", "third_party_email": DRIVER, "third_party_question": "Milloin se purettiin?"}
RETURN = {"return_product": "yes"}
EVERYBODY = ASKED | COLLEAGUE | CARRIER | RETURN


def finds_out(world: World, fields: dict[str, str]) -> str:
    """A case in which these are asked; their mails are the newest."""
    case_id = world.begins_case()
    world.triages(case_id, **fields)
    return case_id


def only(world: World, case_id: str, kind: TaskKind) -> Task:
    """The one task of this kind."""
    (task,) = world.record(case_id).of_kind(kind)
    return task


def test_everybody_is_asked_at_once_by_a_mail_of_their_own(world: World) -> None:
    case_id = finds_out(world, EVERYBODY)
    asked = mailbox()[3:]
    readers = [("request-tell_more", CUSTOMER), ("task-statement", DRIVER), ("task-statement", PEKKA)]
    assert sorted((mail.kind, mail.to) for mail in asked) == readers
    assert len({mail.link for mail in asked}) == 3
    assert world.carries(case_id) is Stage.FIND_OUT
    assert len(mailbox()) == len(kinds_and_readers()[:3]) + 3


def test_each_is_asked_by_a_time_that_is_ahead(world: World) -> None:
    case_id = finds_out(world, EVERYBODY)
    asked = world.record(case_id).of_kind(TaskKind.TELL_MORE, TaskKind.STATEMENT, TaskKind.RETURN_PRODUCT)
    assert len(asked) == 4
    assert all(world.now < task.due_at < task.lapses_at for task in asked)


@pytest.mark.parametrize(
    ("asked", "kind", "choice", "fields", "outcome"),
    [
        (ASKED, TaskKind.TELL_MORE, "answer", {"details": "Reunassa."}, "answered"),
        (ASKED, TaskKind.TELL_MORE, "answer", {"wish": "refund"}, "answered"),
        (ASKED, TaskKind.TELL_MORE, "decline", {}, "declined"),
        (COLLEAGUE, TaskKind.STATEMENT, "answer", {"statement": "Se oli jo märkä."}, "answered"),
        (CARRIER, TaskKind.STATEMENT, "decline", {}, "declined"),
        (RETURN, TaskKind.RETURN_PRODUCT, "keep", {}, "declined"),
    ],
)
def test_each_answer_is_recorded_with_its_outcome_and_the_case_goes_on(
    world: World, asked: dict[str, str], kind: TaskKind, choice: str, fields: dict[str, str], outcome: str
) -> None:
    case_id = finds_out(world, asked)
    assert world.does(case_id, mailbox()[-1].kind, choice, **fields) is Stage.REFLECT
    task = only(world, case_id, kind)
    assert enquiry_outcome(task) == outcome
    assert task.decision
    assert task.decision.payload.written() == fields


def test_the_case_goes_on_when_the_last_of_them_has_answered_and_not_before(world: World) -> None:
    case_id = finds_out(world, EVERYBODY)
    more, driver, pekka = sorted(mailbox()[-3:], key=lambda mail: mail.kind + mail.to)
    world.clicks(driver.link, "decline")
    assert world.does(case_id, "request-tell_more", "decline") is Stage.FIND_OUT
    assert world.clicks(more.links[1], "keep") is None
    assert world.carries(case_id) is Stage.FIND_OUT
    world.clicks(pekka.link, "answer", statement="Se oli jo märkä.")
    assert world.carries(case_id) is Stage.REFLECT


def test_a_product_that_is_sent_is_inspected_by_staff_before_the_case_goes_on(world: World) -> None:
    case_id = finds_out(world, RETURN)
    assert world.does(case_id, "request-return_product", "sent", tracking="JJFI 1234") is Stage.FIND_OUT
    assert last("task-inspect").to == OWNER
    assert "JJFI 1234" in world.sees(last("task-inspect").link).words
    assert world.does(case_id, "task-inspect", "fault_found", finding="Kahva oli irti.") is Stage.REFLECT
    world.reflects(case_id)
    assert "Kahva oli irti." in world.sees(last("task-conclude").link).words


def test_a_product_that_never_comes_is_recorded_as_such(world: World) -> None:
    case_id = finds_out(world, RETURN)
    world.does(case_id, "request-return_product", "sent")
    assert world.does(case_id, "task-inspect", "not_received") is Stage.REFLECT
    assert enquiry_outcome(only(world, case_id, TaskKind.INSPECT)) == "not_received"


def test_a_product_that_the_customer_keeps_is_inspected_by_nobody(world: World) -> None:
    case_id = finds_out(world, RETURN)
    world.does(case_id, "request-return_product", "keep")
    assert world.record(case_id).of_kind(TaskKind.INSPECT) == []


def test_no_case_waits_for_ever_for_those_who_say_nothing(world: World) -> None:
    case_id = finds_out(world, EVERYBODY)
    for _ in range(20):
        world.passes(DAY)
        sweep.sweep(world.now)
    assert world.carries(case_id) is Stage.CONCLUDE
    asked = world.record(case_id).of_kind(TaskKind.TELL_MORE, TaskKind.STATEMENT, TaskKind.RETURN_PRODUCT)
    assert [enquiry_outcome(task) for task in asked] == ["timed_out"] * 4


def test_whoever_answers_too_late_is_told_so(world: World) -> None:
    finds_out(world, COLLEAGUE)
    link = last("task-statement").link
    for _ in range(4):
        world.passes(DAY)
        sweep.sweep(world.now)
    view = world.clicks(link, "answer", statement="Se oli jo märkä.")
    assert view
    assert view.problem
    assert view.problem.status == 410


def test_an_inspection_that_nobody_does_passes_to_the_manager(world: World) -> None:
    case_id = finds_out(world, RETURN)
    world.does(case_id, "request-return_product", "sent")
    for _ in range(9):
        world.passes(DAY)
        sweep.sweep(world.now)
    assert only(world, case_id, TaskKind.INSPECT).assignee.email == MANAGER


def test_several_colleagues_are_asked_each_their_own_question(world: World) -> None:
    case_id = world.begins_case()
    emails, questions = [PEKKA, "liisa@example.com", "ossi@example.com"], ["Kuka pakkasi?", "", "Kuka lähetti?"]
    world.triages(case_id, colleague_email=emails, colleague_name=["", "Liisa", ""], colleague_question=questions)
    tasks = {task.assignee.email: task for task in world.record(case_id).of_kind(TaskKind.STATEMENT)}
    assert [tasks[email].details["question"] for email in emails] == questions
    assert [tasks[email].assignee.name for email in emails] == ["Pekka Puro", "Liisa", "ossi@example.com"]


def test_the_same_question_to_the_same_person_is_asked_once(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, colleague_email=[PEKKA, PEKKA.upper()], colleague_question=["Kuka pakkasi?"] * 2)
    assert len(world.record(case_id).of_kind(TaskKind.STATEMENT)) == 1
    assert [kind for kind, _ in kinds_and_readers()].count("task-statement") == 1


def test_what_the_customer_wishes_for_is_before_whoever_proposes(world: World) -> None:
    case_id = finds_out(world, ASKED)
    world.does(case_id, "request-tell_more", "answer", wish="refund")
    world.reflects(case_id)
    world.concludes(case_id)
    assert wishes_in(world.record(case_id)) == {"refund"}
    assert "korjaantuvan: Rahat takaisin" in world.sees(last("task-propose_remedy").link).words


NUMBER = {"phone": "+358 40 000 0000", "consent": True}


@pytest.mark.parametrize(("contact", "asked"), [(None, ASKED), (None, RETURN), (NUMBER, RETURN)])
def test_a_customer_who_left_no_address_cannot_be_asked_in_writing(
    world: World, contact: dict[str, object] | None, asked: dict[str, str]
) -> None:
    case_id = world.begins_case(contact=contact)
    view = world.clicks(last("task-triage").link, "handle", **asked)
    assert flaws(view) == [(next(iter(asked)), "not-reachable")]
    assert world.record(case_id).decision(Triage) is None


@pytest.mark.parametrize(
    ("choice", "fields", "flaw"),
    [
        ("not_a_complaint", ASKED | {"reason": "Kokeilu."}, ("choice", "asking")),
        ("handle", {"colleague_question": "Kuka?"}, ("colleague_email", "required")),
        ("handle", {"third_party_name": "Kuljetus"}, ("third_party_email", "required")),
        ("handle", {"colleague_email": "asiakaspalvelu@example.com"}, ("colleague_email", "group-address")),
        ("handle", {"colleague_email": "pekka"}, ("colleague_email", "invalid-email")),
    ],
)
def test_what_cannot_be_asked_like_this_is_sent_back(
    world: World, choice: str, fields: dict[str, str], flaw: tuple[str, str]
) -> None:
    case_id = world.begins_case()
    assert flaws(world.clicks(last("task-triage").link, choice, **fields)) == [flaw]
    assert world.carries(case_id) is Stage.TRIAGE


@pytest.mark.parametrize(("asked", "field"), [(ASKED, "details"), (COLLEAGUE, "statement")])
def test_an_answer_without_words_is_none(world: World, asked: dict[str, str], field: str) -> None:
    finds_out(world, asked)
    assert flaws(world.clicks(mailbox()[-1].link, "answer")) == [(field, "required")]
