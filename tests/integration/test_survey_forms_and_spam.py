"""What keeps spam out, at the form of a survey's page: it costs honest customers nothing that they wrote."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.http import GatewayResponse, open_survey, send_answers
from tests.integration.limiting import flood, limit
from tests.integration.page import Page
from tests.integration.tables import stored

pytestmark = pytest.mark.usefixtures("aws")
__all__ = ["limit"]

SHOP = "after-purchase"


def form() -> dict[str, Any]:
    """The form as it is handed out, with a score given."""
    return dict(Page(open_survey(SHOP).body).fields) | {"nps": "3", "why": "Paketti oli rikki.", "topics": []}


def filled(**more: str) -> dict[str, Any]:
    """What is sent of it; boxes that nobody ticked are not."""
    return {name: value for name, value in form().items() if name not in {"wants_contact", "consent"}} | more


def send(**more: str) -> GatewayResponse:
    return send_answers(SHOP, filled(**more))


def test_whoever_fills_the_field_that_people_do_not_see_is_thanked_and_dropped() -> None:
    assert open_survey(SHOP).body.count('name="website"') == 1
    answer = send(website="https://cheap.example")
    assert (answer.status, stored()) == (303, 0)
    assert answer.headers["location"] == send().headers["location"]


def test_a_form_that_comes_back_within_a_second_is_stored_while_there_is_room(limit: Callable[..., None]) -> None:
    limit(address_burst=10, address_per_minute=1)
    assert [send().status for _ in range(4)] == [303, 303, 303, 429]  # one in this process, two in all others
    assert stored() == 3


def test_when_too_much_comes_the_page_keeps_what_was_written_and_says_when_to_send_it(
    limit: Callable[..., None],
) -> None:
    limit(address_burst=0)
    answer = send(email="aino@example.com", consent="yes")
    page = Page(answer.body)
    assert (answer.status, answer.headers["retry-after"], stored()) == (429, "10", 0)
    assert (page.fields["why"], page.fields["email"]) == ("Paketti oli rikki.", "aino@example.com")
    assert "Se on yhä tässä" in page.words


def test_the_form_of_a_page_stays_good_when_it_is_sent_again_after_that(limit: Callable[..., None]) -> None:
    limit(address_burst=0)
    fields = filled()
    refused = Page(send_answers(SHOP, fields).body).fields
    assert {name: refused[name] for name in ("key", "form")} == {name: fields[name] for name in ("key", "form")}


def test_a_forged_time_on_a_form_does_not_keep_a_page_from_being_sent_but_from_the_lane_of_a_drowned_survey(
    limit: Callable[..., None],
) -> None:
    assert send(form="forged").status == 303
    limit(survey_burst=10, survey_per_minute=1)
    flood(40)
    assert send(form="forged").status == 429
