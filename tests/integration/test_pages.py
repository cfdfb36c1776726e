"""Every page: no script, one style, headers that keep it to itself, and the language of its reader."""

import base64
import hashlib
import re

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.desks import DESKS, desk
from tests.integration.http import GatewayResponse, open_link, send_form
from tests.integration.page import Page

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
