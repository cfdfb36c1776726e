"""Links refuse what is not theirs (rows L08, L12 to L15, L17 and L20 of docs/inputs.md), and record nothing."""

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from tests.integration.desks import DESKS, GOOD, desk
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
    assert {name: shown[name] for name in typed} == typed


def test_l15_a_text_comes_back_letter_by_letter() -> None:
    text = '\n\n <b>rivi</b> &amp; "lainaus" </textarea><script>alert(1)</script>\näö'
    page = Page(send_form(desk(TaskKind.REPLY).token, {"message": text}).body)
    assert page.fields["message"] == text
    assert page.active == ["#choice"]


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
        ("choice=handle&x=" + "x" * (64 * 1024 - 15), {}, 413),
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
    assert ("liian pitkä" in answer.body) is (status == 413)


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


@pytest.mark.parametrize("field", ["_method", "method", "X-HTTP-Method-Override"])
def test_l20_a_method_in_a_field_is_an_unknown_field(field: str) -> None:
    task = desk(TaskKind.TRIAGE)
    assert send_form(task.token, task.good | {field: "GET"}).status == 422
    assert task.choice is None


@pytest.mark.parametrize("kind", DESKS)
def test_l17_a_choice_of_another_kind_of_task_is_a_422_and_nothing_is_recorded(kind: TaskKind) -> None:
    task = desk(kind)
    others = {GOOD[other]["choice"] for other in DESKS} - set(entry_of(kind).form.choices)
    assert len(others) > len(DESKS) // 2
    assert {send_form(task.token, task.good | {"choice": choice}).status for choice in others} == {422}
    assert task.choice is None
