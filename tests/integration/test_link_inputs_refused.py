"""What links refuse (tables L08, L12 to L15, L20): nothing is recorded, and the page says what to do."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.payloads.finding_out import EarlyEnd
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.link_action import NotRecorded, act
from kuultu.services.cases.link_view import look
from kuultu.store import tasks
from tests.integration.desks import DESKS, GOOD, desk
from tests.integration.history import asked_of
from tests.integration.http import open_link, send_form
from tests.integration.page import Page
from tests.integration.wire import Wire

pytestmark = pytest.mark.usefixtures("aws")

HERE = "https://feedback.example.com"


@pytest.mark.parametrize("kind", DESKS)
def test_l08_a_single_button_clicker_gets_the_form_again_and_writes_nothing(kind: TaskKind, wire: Wire) -> None:
    task = desk(kind)
    wire.sent.clear()
    answer = send_form(task.token, "")
    page = Page(answer.body)
    assert (answer.status, wire.writes) == (422, [])
    assert page.forms == [{"method": "post", "data-kind": kind.value}]
    assert ("choice", GOOD[kind]["choice"]) not in page.checked


@pytest.mark.parametrize("kind", DESKS)
def test_l08_without_a_choice_the_form_comes_back_with_all_that_was_typed(kind: TaskKind) -> None:
    typed = {name: value for name, value in GOOD[kind].items() if name != "choice"}
    page = Page(send_form(desk(kind).token, typed).body)
    shown = page.fields | dict(page.checked)
    shown["root_cause"] = shown.get("option", "")
    assert {name: shown[name] for name in typed} == typed


def test_l15_a_text_comes_back_letter_by_letter() -> None:
    text = '\n\n <b>rivi</b> &amp; "lainaus" </textarea><script>alert(1)</script>\näö'
    page = Page(send_form(desk(TaskKind.REPLY).token, {"message": text}).body)
    assert page.fields["message"] == text
    assert page.active == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (TaskKind.TRIAGE, {"choice": "maybe"}),
        (TaskKind.TRIAGE, {"choice": "Handle"}),
        (TaskKind.TRIAGE, {"choice": "handle", "owner_email": "pekka"}),
        (TaskKind.TRIAGE, {"choice": "handle", "owner_email": "a@example.com\nBcc: b@example.com"}),
        (TaskKind.END_REFLECTION, {"choice": "end"}),
        (TaskKind.END_REFLECTION, {"choice": "end", "reason": "  \n"}),
        (TaskKind.CONCLUDE, {"choice": "ours", "root_cause": "other"}),
        (TaskKind.CONCLUDE, {"choice": "ours", "facts": "x"}),
        (TaskKind.CONCLUDE, {"choice": "ours", "facts": "x", "root_cause": "dragons"}),
        (TaskKind.REPLY, {"choice": "send"}),
        (TaskKind.REPLY, {"choice": "send", "message": "x" * 5_001}),
        (TaskKind.REPLY, {"choice": "send", "message": "x\x00"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "score": "11"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "score": "-1"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "score": "٣"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "ease": "0"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "ease": "8"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "comment": "x" * 5_001}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "colour": "red"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "_method": "DELETE"}),
    ],
)
def test_l14_l15_what_must_be_mended_is_a_422_with_the_form_and_nothing_recorded(
    kind: TaskKind, fields: dict[str, str]
) -> None:
    task = desk(kind)
    answer = send_form(task.token, fields)
    assert answer.status == 422
    assert len(Page(answer.body).forms) == 1
    assert task.choice is None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (TaskKind.TRIAGE, {"choice": "handle", "owner_email": ""}),
        (TaskKind.REPLY, {"choice": "send", "message": "😀" * 5_000, "despite_warnings": "on"}),
        (TaskKind.REPLY, {"choice": "send", "message": "m", "despite_warnings": "on"}),
        (TaskKind.CONCLUDE, {"choice": "unclear", "facts": "x", "root_cause": "other"}),
        (TaskKind.FOLLOW_UP, {"choice": "not_solved"}),
        (TaskKind.FOLLOW_UP, {"choice": "solved", "score": "0", "ease": "1", "comment": ""}),
    ],
)
def test_what_a_form_allows_is_taken(kind: TaskKind, fields: dict[str, str]) -> None:
    task = desk(kind)
    assert send_form(task.token, fields).status == 303
    assert task.choice == fields["choice"]


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"choice": "handle"}', {"Content-Type": "application/json"}, 415),
        ("choice=handle", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ("choice=handle", {"Content-Type": "text/plain"}, 415),
        ("choice=handle", {"Content-Type": ""}, 415),
        ("choice=handle&x=" + "x" * 70_000, {}, 413),
        ("choice=handle&choice=handle", {}, 400),
        ("choice=handle&choice=not_a_complaint", {}, 400),
        ("choice=%ff", {}, 400),
        (b"choice=\xff", {}, 400),
    ],
)
def test_l14_what_is_no_form_of_ours_is_refused(body: str | bytes, headers: dict[str, str], status: int) -> None:
    task = desk(TaskKind.TRIAGE)
    answer = send_form(task.token, body, headers)
    assert (answer.status, task.choice) == (status, None)
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "none"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": ""},
        {"Origin": "http://feedback.example.com"},
        {"Origin": "https://feedback.example.com.evil.example"},
        {"Origin": "https://feedback.example.com:8443"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_l12_another_site_cannot_act_with_a_link(headers: dict[str, str]) -> None:
    task = desk(TaskKind.TRIAGE)
    answer = send_form(task.token, task.good, headers)
    assert (answer.status, task.choice) == (403, None)
    assert "evil" not in answer.body


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": HERE},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-origin", "X-Forwarded-Host": "evil.example", "Host": "evil.example"},
    ],
)
def test_l13_the_page_itself_and_an_old_client_that_says_nothing_may_act(headers: dict[str, str]) -> None:
    task = desk(TaskKind.TRIAGE)
    answer = send_form(task.token, task.good, headers)
    assert (answer.status, answer.headers["location"]) == (303, f"/l/{task.token}")


def test_l20_a_method_cannot_be_smuggled_in_a_header() -> None:
    task = desk(TaskKind.TRIAGE)
    assert open_link(task.token, headers={"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST"}).status == 200
    assert task.choice is None


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_reflection_cannot_be_evaded_by_posting_before_it_is_over(kind: TaskKind) -> None:
    task = desk(kind, age=timedelta(hours=23))
    assert send_form(task.token, task.good).status == 409
    assert task.choice is None


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_reflection_cannot_be_evaded_through_the_service_either(kind: TaskKind) -> None:
    task = desk(kind, age=timedelta(hours=23))
    now = task.task.opened_at
    result = act(look(task.token, now), {"choice": task.good["choice"], "facts": "x"}, now)
    assert isinstance(result, NotRecorded)
    assert (result.view.problem and result.view.problem.status, task.choice) == (409, None)


@pytest.mark.parametrize("kind", [TaskKind.CONCLUDE, TaskKind.REPLY])
def test_reflection_that_a_manager_ended_opens_the_form_at_once(kind: TaskKind) -> None:
    task = desk(kind, age=timedelta(hours=2))
    began = task.record.case.opened_at
    chance = asked_of(TaskKind.END_REFLECTION, task.record, began)
    tasks.add(chance)
    tasks.decide(chance, Decision("end", EarlyEnd("r"), "m@example.com", began + timedelta(hours=1)))
    assert send_form(task.token, task.good).status == 303
