"""Promise G6: looking never acts (rows L01, L04 to L06, L16, L18, L22 and L23 of docs/inputs.md)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.link_tokens import LINK_LIFETIME
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.store import tasks
from tests.integration.desks import DESKS, GOOD, Desk, desk, link_to
from tests.integration.http import GatewayResponse, open_link, send_form
from tests.integration.page import Page
from tests.integration.wire import Wire

pytestmark = pytest.mark.usefixtures("aws")

EARLY = [TaskKind.CONCLUDE, TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY]
OWN_SUMS = {"amount_refund", "amount_price_reduction", "amount_gift_card"}
FAULTS = ["ours", "product", "third_party", "none", "unclear"]
ASKING = set(["ask_customer", "colleague_name", "colleague_email", "colleague_question", "return_product"])
ASKING |= set(["third_party_name", "third_party_email", "third_party_question"])


@pytest.mark.parametrize("kind", DESKS)
def test_l01_a_link_shows_one_form_of_its_kind_with_nothing_preselected(kind: TaskKind) -> None:
    answer = open_link(desk(kind).token)
    page = Page(answer.body)
    assert answer.status == 200
    assert page.forms == [{"method": "post", "data-kind": kind.value}]
    assert {value for name, value in page.radios if name == "choice"} >= {GOOD[kind]["choice"]}
    assert page.checked == []


@pytest.mark.parametrize(
    ("kind", "choices", "others"),
    [
        (TaskKind.TRIAGE, ["handle", "not_a_complaint"], {"owner_email", "unit", "reason", *ASKING}),
        (TaskKind.END_REFLECTION, ["end"], {"reason"}),
        (TaskKind.TELL_MORE, ["answer", "decline"], {"details", "bought_at"}),
        (TaskKind.STATEMENT, ["answer", "decline"], {"statement"}),
        (TaskKind.RETURN_PRODUCT, ["sent", "keep"], {"tracking"}),
        (TaskKind.INSPECT, ["fault_found", "no_fault", "not_received"], {"finding"}),
        (
            TaskKind.CONCLUDE,
            ["ours", "product", "third_party", "none", "unclear"],
            {"facts", "share_with", "outsider"},
        ),
        (TaskKind.CONFIRM_READ, ["read"], {"comment"}),
        (TaskKind.PROPOSE_REMEDY, ["offer", "nothing"], {"remedies", "amount", "reason", "approver_email", *OWN_SUMS}),
        (TaskKind.APPROVE_REMEDY, ["approve", "reject"], {"reason"}),
        (TaskKind.REPLY, ["send"], {"message"}),
        (TaskKind.CHOOSE_REMEDY, ["replacement", "refund", "none_of_these"], {"wish"}),
        (TaskKind.DELIVER_REMEDY, ["delivered", "impossible"], {"delivery_reference"}),
        (TaskKind.FOLLOW_UP, ["solved", "partly", "not_solved"], {"comment"}),
    ],
)
def test_a_form_offers_the_choices_and_fields_of_its_kind(kind: TaskKind, choices: list[str], others: set[str]) -> None:
    page = Page(open_link(desk(kind).token).body)
    assert [value for name, value in page.radios if name == "choice"] == choices
    assert set(page.fields) == others


def test_the_follow_up_asks_the_surveys_first_question_again_and_how_easy_it_was() -> None:
    page = Page(open_link(desk(TaskKind.FOLLOW_UP).token).body)
    assert [value for name, value in page.radios if name == "score"] == [str(score) for score in range(11)]
    assert [value for name, value in page.radios if name == "ease"] == [str(score) for score in range(1, 8)]
    assert "suosittelisit" in page.words


def test_the_causes_of_the_survey_and_another_are_offered_and_none_is_chosen() -> None:
    page = Page(open_link(desk(TaskKind.CONCLUDE).token).body)
    causes = ["delivery", "product", "service", "information", "other"]
    assert [value for name, value in page.radios if name == "root_cause"] == causes
    assert page.checked == []


SCANNERS = [
    {},
    {"Purpose": "prefetch", "Sec-Purpose": "prefetch;prerender"},
    {"User-Agent": "BarracudaSentinel", "X-HTTP-Method-Override": "POST"},
    {"Content-Type": "application/x-www-form-urlencoded"},
]


@pytest.mark.parametrize("kind", DESKS)
def test_g6_l18_f32_no_scanner_that_follows_a_link_writes_anything(kind: TaskKind, wire: Wire) -> None:
    task = desk(kind)
    wire.sent.clear()
    for headers in SCANNERS:
        for method in ("GET", "HEAD"):
            assert open_link(task.token, method, headers).status == 200
            assert open_link(f"{task.token}?choice={task.good['choice']}", method, headers).status == 200
    assert wire.writes == []
    assert set(wire.sent) <= {"GetItem", "Query"}


@pytest.mark.parametrize("kind", DESKS)
def test_g6_looking_at_what_was_decided_writes_nothing_either(kind: TaskKind, wire: Wire) -> None:
    task = desk(kind)
    send_form(task.token, task.good)
    wire.sent.clear()
    assert open_link(task.token).status == 200
    assert set(wire.sent) <= {"GetItem", "Query"}


def not_found(token: str) -> GatewayResponse:
    answer = open_link(token)
    assert answer.status == 404
    return answer


def test_l05_f37_what_is_not_a_link_is_always_the_same_page_byte_for_byte() -> None:
    token = desk(TaskKind.TRIAGE).token
    flipped = token[:-1] + ("A" if token[-1] != "A" else "B")
    wrong = ["x", "x" * 8_000, token[:-1], token + "x", flipped, "A" * 43, "..", "%00", "\x00", "ä" * 43, "a/b", ""]
    pages = {(answer.body, str(answer.headers)) for answer in map(not_found, wrong)}
    assert len(pages) == 1


@pytest.mark.parametrize("wrong", ["x", "A" * 43, "x" * 8_000])
def test_posting_to_what_is_not_a_link_is_answered_with_that_same_page(wrong: str) -> None:
    answer = send_form(wrong, {"choice": "handle"})
    assert (answer.status, answer.body) == (404, open_link("no link").body)


def test_the_page_for_what_is_not_found_speaks_every_language_and_knows_nothing() -> None:
    page = Page(open_link("no link").body)
    assert "There's nothing here" in page.words
    assert page.words.count("link") < 20
    assert "Kattila" not in page.words


@pytest.mark.parametrize("tail", [".", ">", ")", ").", "%0A", "%0D%0A", "\n", "%3E", "%29"])
def test_l06_what_a_mail_reader_appended_to_a_link_is_forgiven(tail: str) -> None:
    token = desk(TaskKind.TRIAGE).token
    assert open_link(token + tail).status == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_l16_a_link_takes_get_head_and_post_only(method: str) -> None:
    answer = open_link(desk(TaskKind.TRIAGE).token, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST")


def test_l05_a_link_that_is_older_than_it_may_become_is_not_found() -> None:
    task = desk(TaskKind.TRIAGE).task
    old = link_to(task, task.assignee.email, datetime.now(UTC) - LINK_LIFETIME - timedelta(seconds=1))
    assert open_link(old).body == open_link("no link").body


@pytest.mark.parametrize("kind", EARLY)
def test_l23_before_reflection_is_over_a_link_shows_when_it_will_work_and_no_form(kind: TaskKind) -> None:
    answer = open_link(desk(kind, age=timedelta(hours=2)).token)
    assert answer.status == 409
    assert Page(answer.body).forms == []
    assert "klo" in Page(answer.body).words


def gone(task: Desk) -> Page:
    answer = open_link(task.token)
    assert answer.status == 410
    page = Page(answer.body)
    assert (page.forms, "rikki" in page.words) == ([], False)
    return page


def test_l04_an_expired_follow_up_is_a_410_that_says_what_the_customer_can_do() -> None:
    task = desk(TaskKind.FOLLOW_UP)
    tasks.change(task.task, replace(task.task, expired=True))
    assert "vastaa kyselyyn uudelleen" in gone(task).words


def test_l04_reflection_that_has_ended_by_itself_cannot_be_ended() -> None:
    assert gone(desk(TaskKind.END_REFLECTION, age=timedelta(hours=25)))


def test_l04_a_task_that_was_handed_over_names_the_new_owner_to_the_old_one() -> None:
    task = desk(TaskKind.TRIAGE)
    tasks.change(task.task, replace(task.task, assignee=task.record.case.manager, passed_on=1))
    assert "Outi Rantanen" in gone(task).words


def test_l22_a_failing_store_is_a_503_page_that_promises_nothing(wire: Wire, no_waiting: None) -> None:
    task = desk(TaskKind.TRIAGE)
    wire.refuse("GetItem", "InternalServerError", status=500)
    look, act = open_link(task.token), send_form(task.token, task.good)
    assert [look.status, act.status] == [503, 503]
    assert look.headers["retry-after"] == "5"
    assert "Nothing was saved" in Page(act.body).words
