"""Survey forms as browsers fill them in and send them, and what is then stored."""

from typing import Any

from kuultu.store.responses import ResponseItem, find
from tests.integration.http import Filled, GatewayResponse, open_survey, send_answers
from tests.integration.page import Page

SHOP = "after-purchase"
HERE = {"Origin": "https://feedback.example.com", "Sec-Fetch-Site": "same-origin"}


def filled(address: str = SHOP, **more: str | list[str]) -> dict[str, Any]:
    """What a browser sends from the page at this address, with these fields filled in."""
    page = Page(open_survey(address).body)
    checked: dict[str, list[str]] = {}
    for name, value in page.checked:
        checked.setdefault(name, []).append(value)
    boxes = {"topics", "wants_contact", "consent"}
    return {name: text for name, text in page.fields.items() if name not in boxes} | checked | more


def send(fields: Filled, survey: str = SHOP) -> GatewayResponse:
    """Send the form as its own page does."""
    return send_answers(survey, fields, HERE)


def the_response() -> Any:  # noqa: ANN401 - a response
    """The one response that is stored."""
    (record,) = ResponseItem.scan()
    return find(record.response_id)
