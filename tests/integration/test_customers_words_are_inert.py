"""Words of a customer do nothing in pages and mails (rows B32, L15 of docs/inputs.md), and are shown as written."""

import re
from typing import Any

import pytest

from kuultu.domain.cases.link_tokens import next_token
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.responses.response import Contact, Context
from kuultu.services.cases.workflow_steps import ask_for_task, take_step
from tests.integration.desks import CUSTOMER, DESKS, Desk, desk
from tests.integration.http import open_link, send_form
from tests.integration.mailbox import last
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, World

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"><svg/onload=alert(1)>",
    "</textarea></form><form method=post action=https://evil.example>",
    "</bdi></style></title><iframe src=javascript:alert(1)>",
    "{{ 7*7 }}{% include 'x' %}%(name)s",
    '<a href="https://evil.example">tästä</a>',
    "&lt;script&gt;",
]
ALLOWED = set(
    [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "datalist",
        "header",
        "main",
        "footer",
        "section",
        "h1",
        "h2",
        "p",
        "dl",
        "dt",
        "dd",
        "bdi",
        "blockquote",
        "form",
        "fieldset",
        "legend",
        "label",
        "span",
        "input",
        "textarea",
        "select",
        "option",
        "button",
        "br",
        "div",
        "strong",
        "a",
        "ul",
        "ol",
        "li",
        "time",
        "details",
        "summary",
        "aside",
    ]
)
BIDI = "\u061c\u200e\u200f\u202a\u202e\u2066\u2069"


def attacked(kind: TaskKind, attack: str) -> Desk:
    """A task about a response in which everything is an attack."""
    return desk(
        kind,
        contact=Contact(name=attack, email="aino@example.com", phone=attack),
        answers={"nps": 3, "why": attack},
        context=Context(unit="helsinki", reference=attack, touchpoint=attack),
    )


@pytest.mark.parametrize("kind", DESKS)
def test_b32_no_page_obeys_a_customer(aws: None, kind: TaskKind) -> None:
    page = Page(open_link(attacked(kind, " ".join(ATTACKS)).token).body)
    assert page.active == []
    assert page.tags <= ALLOWED
    assert len(page.forms) == 1


@pytest.mark.parametrize("attack", [*ATTACKS, "näe\u202esiv", "👨‍👩‍👧 e\u0301"])
def test_staff_see_what_the_customer_wrote_letter_by_letter(aws: None, attack: str) -> None:
    page = Page(open_link(attacked(TaskKind.TRIAGE, attack).token).body)
    assert page.words.count(attack) >= 3


@pytest.mark.parametrize("attack", ATTACKS)
def test_l15_no_page_obeys_what_staff_typed_either(aws: None, attack: str) -> None:
    task = desk(TaskKind.CONCLUDE)
    send_form(task.token, {"choice": "ours", "facts": attack, "root_cause": "other"})
    page = Page(open_link(task.token).body)
    assert page.active == [f"/l/{next_token(task.token)}"]
    assert attack in page.words


@pytest.fixture
def mailed(world: World, wire: Wire) -> Any:  # noqa: ANN401 - a function
    """The HTML and text of the mails to customer and owner about a response in which everything is this."""

    def mails_about(words: str) -> list[tuple[str, str]]:
        task = attacked(TaskKind.TRIAGE, words)
        ask_for_task(TaskKind.TRIAGE, task.case_id, "token", None, world.now)
        task = attacked(TaskKind.FOLLOW_UP, words)
        ask_for_task(TaskKind.FOLLOW_UP, task.case_id, "token", None, world.now)
        return [_bodies(letter) for letter in wire.letters if letter["Destination"]["ToAddresses"] != [MANAGER]]

    return mails_about


def _bodies(letter: dict[str, Any]) -> tuple[str, str]:
    body = letter["Content"]["Simple"]["Body"]
    return body["Html"]["Data"], body["Text"]["Data"]


def test_no_mail_obeys_a_customer(mailed: Any) -> None:  # noqa: ANN401 - a function
    mails = mailed(" ".join(ATTACKS))
    assert len(mails) == 2
    for html, _ in mails:
        page = Page(html)
        assert page.tags <= ALLOWED
        assert all(link.startswith("https://feedback.example.com/l/") for link in page.active)


ADDRESSES = ["http://evil.example", "HTTPS://evil.example/x?y=1", "ftp://evil.example", "(https://evil.example)"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_that_a_customer_wrote_works_in_a_mail(mailed: Any, address: str) -> None:  # noqa: ANN401
    for html, text in mailed(f"Katso {address}"):
        assert "evil. example" in html
        assert not re.search(r"(?i)(https?|ftp)://evil", html + text)


def test_a_customer_cannot_turn_the_direction_of_a_mail(mailed: Any) -> None:  # noqa: ANN401 - a function
    for html, text in mailed(f"a{BIDI}b"):
        assert not set(BIDI) & set(html + text)


def test_a_stranger_cannot_have_us_mail_an_address_that_works_to_somebody_else(world: World, wire: Wire) -> None:
    contact = {"name": "Voitit! https://evil.example/voitto", "email": "victim@example.com", "consent": True}
    take_step("acknowledge", world.begins_case(contact=contact), None, world.now)
    assert all("://evil" not in "".join(_bodies(letter)) for letter in wire.letters)
    assert [link.partition("/l/")[0] for link in last("acknowledgement").links] == ["https://feedback.example.com"]


def test_a_long_answer_is_cut_in_mails_and_whole_on_the_page(aws: None, world: World) -> None:
    case_id = world.begins_case(answers={"nps": 3, "why": "x" * 5_000})
    assert "x" * 2_000 + " …" in last("task-triage").words
    assert world.record(case_id).case.reachable
    task = desk(TaskKind.TRIAGE, answers={"nps": 3, "why": "x" * 5_000})
    assert "x" * 5_000 in Page(open_link(task.token).body).words


@pytest.mark.parametrize("kind", [TaskKind.END_REFLECTION, TaskKind.FOLLOW_UP])
def test_the_customers_own_page_shows_no_more_of_them_than_it_needs(aws: None, kind: TaskKind) -> None:
    shown = Page(open_link(desk(kind).token).body).words
    named = [secret for secret in (CUSTOMER.name, CUSTOMER.email, CUSTOMER.phone) if secret in shown]
    assert bool(named) is not entry_of(kind).for_customer
