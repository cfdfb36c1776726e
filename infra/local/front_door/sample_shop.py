"""The sample shop: an invented kitchenware shop that asks its customers for feedback."""

from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from infra.local.emulator.sample_surveys import StaffLinks
from infra.local.front_door.pages import LANGUAGES, WORDS, language_of, page

SURVEYS = ("after-purchase", "support", "visit")
UNITS = ("helsinki", "turku")
NO_LINKS: StaffLinks = {}
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self';"
    " form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of a careful shop: the widget needs its script and its API, and no inline style."""


def shop_page(request: Request, staff_links: StaffLinks) -> Response:
    """The shop with the widget, for the survey and the unit in the query, and with the link of the unit's staff."""
    language = language_of(request)
    chosen = {"survey": one_of(SURVEYS, request, "survey"), "unit": one_of(UNITS, request, "unit")}
    return page(
        "shop",
        language,
        POLICY,
        survey=chosen["survey"],
        surveys=SURVEYS,
        unit=chosen["unit"],
        units=WORDS[language]["units"],
        languages=LANGUAGES,
        staff_link=staff_links.get((chosen["unit"], chosen["survey"]), ""),
        here=partial(address, language=language, **chosen),
    )


def one_of(known: tuple[str, ...], request: Request, name: str) -> str:
    """The value of a query parameter, if known; else the first known value."""
    asked = request.query_params.get(name)
    return asked if asked in known else known[0]


def address(**query: str) -> str:
    """The path of the shop with choices in the query."""
    return "/?" + urlencode(query)
