"""Staff of a unit, who enter what customers tell them through the unit's link."""

from typing import Any
from urllib.parse import urlencode

from kuultu.services.cases import handling_start
from kuultu.services.responses import staff_links
from kuultu.services.surveys import publication
from tests.integration.filling_in import HERE
from tests.integration.http import GatewayResponse, open_link, send_form
from tests.integration.page import Page
from tests.integration.world import World

SAID = "Kannen nuppi irtosi ensimmäisellä viikolla."
COMPLAINT = {"choice": "store", "why": SAID, "heard": "counter"}
PHONE = "+358 40 000 0000"


def the_link(world: World, unit: str = "helsinki", survey: str = "after-purchase") -> str:
    """The link of a unit's staff."""
    return staff_links.staff_link(publication.published_survey(survey), unit, world.now)


def page_at(link: str) -> Page:
    """The page of a link."""
    answer = open_link(link)
    assert answer.status == 200
    return Page(answer.body)


def enters(link: str, **fields: str | list[str]) -> GatewayResponse:
    """Fill in the empty form, and send it as its own page does."""
    form: dict[str, Any] = {"key": page_at(link).fields["key"], **COMPLAINT, **fields}
    return send_form(link, urlencode(form, doseq=True), HERE)


def entered(world: World, link: str = "", **fields: str | list[str]) -> str:
    """Enter a complaint, and let the workflow take the case as far as triage; returns its id."""
    case_id = enters(link or the_link(world), **fields).headers["location"].partition("?case=")[2]
    handling_start.begin_handling(case_id, world.now)
    world.carries(case_id)
    return case_id
