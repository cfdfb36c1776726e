"""Behind the edge: each customer has an address of their own, forgers have not, and links in older mails still work."""

import re
from collections.abc import Iterator

import pytest

from kuultu.settings import settings
from tests.integration.http import GatewayResponse, call, event, open_link, send_form, submit
from tests.integration.mailbox import last
from tests.integration.world import World, submission

SECRET = "1b9f0a30-da77-11e4-872e-1234567db123"
EDGE = "130.176.0.9"
GATEWAY = "https://abc123.execute-api.eu-north-1.amazonaws.com"
MANY = 60
BURST = 10
MOST = 13
"""Responses that one network may send at once: BURST, and the share of a process."""


@pytest.fixture(autouse=True)
def edge(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A stack with an edge."""
    monkeypatch.setenv("EDGE_SECRET", SECRET)
    monkeypatch.setenv("GATEWAY_URL", GATEWAY)
    monkeypatch.setenv("ADDRESS_BURST", str(BURST))
    monkeypatch.setenv("ADDRESS_PER_MINUTE", str(BURST))
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def viewers(secret: str | None) -> Iterator[dict[str, str]]:
    """Headers of many customers, as the edge writes them."""
    for number in range(MANY):
        known = {"Kuultu-Edge": secret} if secret else {}
        yield {"CloudFront-Viewer-Address": f"198.51.100.{number}:46532", **known}


def statuses(secret: str | None) -> list[int]:
    return [submit(submission(), headers=one, address=EDGE).status for one in viewers(secret)]


def test_sixty_customers_behind_one_edge_are_all_let_in() -> None:
    assert statuses(SECRET) == [201] * MANY


@pytest.mark.parametrize("secret", [None, "", "guessed", "gu\u00e9ssed"])
def test_a_viewer_who_is_made_up_without_the_secret_counts_for_nothing(secret: str | None) -> None:
    assert statuses(secret).count(201) <= MOST


def test_one_customer_behind_the_edge_is_limited_like_anybody(world: World) -> None:
    same = next(viewers(SECRET))
    told = [submit(submission(), headers=same, address=f"130.176.0.{number}").status for number in range(MANY)]
    assert BURST <= told.count(201) <= MOST


@pytest.mark.parametrize("viewer", ["2001:db8:0:1::7:443", "[2001:db8:0:1::7]:443"])
def test_the_house_of_an_ipv6_viewer_is_one_network(viewer: str) -> None:
    same = {"CloudFront-Viewer-Address": viewer, "Kuultu-Edge": SECRET}
    near = {"CloudFront-Viewer-Address": "2001:db8:0:1::8:443", "Kuultu-Edge": SECRET}
    told = [submit(submission(), headers=same if odd else near, address=EDGE).status for odd in [0, 1] * 30]
    assert BURST <= told.count(201) <= MOST


def test_an_edge_that_tells_no_viewer_is_taken_by_its_own_address() -> None:
    assert submit(submission(), headers={"Kuultu-Edge": SECRET}, address=EDGE).status == 201


def page_posts(number: int) -> GatewayResponse:
    """A customer's form on the page of a survey, through the edge."""
    from survey_forms.handler import handle
    from survey_pages.handler import handle as show

    page = call(show, event("GET", "/s/visit?language=fi")).body
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    body = "&".join(f"{name}={value}" for name, value in {**hidden, "csat": "5"}.items())
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Kuultu-Edge": SECRET}
    viewer = {"CloudFront-Viewer-Address": f"198.51.100.{number}:46532"}
    return call(handle, event("POST", "/s/visit", body, {**headers, **viewer}, address=EDGE))


def test_forms_of_pages_are_counted_for_their_own_senders_too() -> None:
    assert {page_posts(number).status for number in range(30)} <= {303}


@pytest.mark.parametrize(
    ("origin", "status"), [("https://feedback.example.com", 303), (GATEWAY, 303), ("https://other.example", 403)]
)
def test_a_link_of_an_older_mail_still_acts_at_the_address_of_the_gateway(
    world: World, origin: str, status: int
) -> None:
    world.begins_case()
    link = last("task-triage").link
    assert open_link(link).status == 200
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    assert send_form(link, {"choice": "handle"}, headers).status == status
