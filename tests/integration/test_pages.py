"""Every page: no script, one style, headers that keep it to itself, and the language of its reader."""

import base64
import hashlib
import re

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from tests.integration.desks import DESKS, desk
from tests.integration.http import GatewayResponse, open_link, send_form
from tests.integration.page import Page

SCALE = re.compile(r'(?s)<div class="scale of-(\d+)">(.*?)</div>')

pytestmark = pytest.mark.usefixtures("aws")


@pytest.mark.parametrize("kind", DESKS)
def test_l01_a_page_runs_nothing_and_loads_nothing(kind: TaskKind) -> None:
    assert Page(open_link(desk(kind).token).body).active == []


@pytest.mark.parametrize("kind", DESKS)
def test_l01_a_page_sends_headers_that_keep_it_to_itself(kind: TaskKind) -> None:
    headers = open_link(desk(kind).token).headers
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer, same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=63072000")
    assert headers["x-robots-tag"] == "noindex, nofollow"


ALONE = [kind for kind in DESKS if len(entry_of(kind).form.choices) == 1]


@pytest.mark.parametrize("kind", ALONE)
def test_a_form_with_one_choice_says_the_choice_once_and_leaves_it_to_be_made(kind: TaskKind) -> None:
    page = Page(open_link(desk(kind).token).body)
    (said,) = re.findall(r'<div class="sole" role="radiogroup" aria-label="([^"]+)"', page.html)
    assert re.search(rf'<input type="radio" id="choice" [^>]*><span>{re.escape(said)}<', page.html)
    assert ([name for name, _ in page.radios].count("choice"), page.checked) == (1, [])


def test_eleven_scores_are_set_as_such_so_that_a_phone_shows_them_in_two_rows() -> None:
    page = Page(open_link(desk(TaskKind.FOLLOW_UP).token).body)
    scales = {len(re.findall("<label>", scale)): size for size, scale in SCALE.findall(page.html)}
    assert scales == {11: "11", 7: "7"}
    assert ".scale.of-11 label:nth-child(-n+5){" in page.style


def every_page() -> list[GatewayResponse]:
    """Answers of every sort that link pages and link actions give."""
    task = desk(TaskKind.TRIAGE)
    answers = [open_link(task.token), open_link("no such link"), open_link(task.token, "PUT")]
    answers += [send_form(task.token, {}), send_form(task.token, {}, {"Origin": "https://evil.example"})]
    answers += [send_form(task.token, task.good), open_link(task.token)]
    return answers


def test_l01_every_page_carries_the_one_style_that_its_policy_allows_and_no_page_allows_more() -> None:
    for answer in every_page():
        policy = answer.headers["content-security-policy"]
        assert re.fullmatch(
            r"default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; "
            r"object-src 'none'; frame-ancestors 'none'",
            policy,
        )
        digest = base64.b64encode(hashlib.sha256(Page(answer.body).style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy or answer.status == 303


def test_every_page_keeps_its_secrets_from_caches_and_from_other_sites() -> None:
    for answer in every_page():
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"].endswith("same-origin")


@pytest.mark.parametrize("kind", DESKS)
def test_l02_head_is_answered_like_get(kind: TaskKind) -> None:
    token = desk(kind).token
    get, head = open_link(token), open_link(token, "HEAD")
    assert (head.status, head.headers) == (get.status, get.headers)


@pytest.mark.parametrize(("language", "said"), [("fi", "Onko asia"), ("sv", "Hur känns det nu?"), ("en", "settled")])
def test_a_customers_page_is_in_the_customers_language(language: str, said: str) -> None:
    page = Page(open_link(desk(TaskKind.FOLLOW_UP, language=language).token).body)
    assert page.language == language
    assert said in page.words


def test_staff_pages_are_in_the_language_of_the_unit_whatever_the_customer_speaks() -> None:
    assert Page(open_link(desk(TaskKind.TRIAGE, language="en").token).body).language == "fi"
