"""The sample shop: an invented kitchenware shop that asks its customers how it went."""

import json
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from infra.local.pages import LANGUAGES, WORDS, language_of, page
from infra.local.proxy import Api

SURVEYS = ("after-purchase", "support", "visit")
UNITS = ("helsinki", "turku")


async def shop_page(request: Request, api: Api) -> Response:
    """The shop with the survey that the query names, as the public API gives it."""
    language = language_of(request)
    chosen = {"survey": one_of(SURVEYS, request, "survey"), "unit": one_of(UNITS, request, "unit")}
    status, body = await api.get(f"/v1/surveys/{chosen['survey']}?language={language}")
    if status != 200:
        return PlainTextResponse(f"The API answered {status} when asked for the survey.", 502)
    return page(
        "shop",
        language,
        survey=json.loads(body),
        surveys=SURVEYS,
        unit=chosen["unit"],
        units=WORDS[language]["units"],
        languages=LANGUAGES,
        here=partial(address, language=language, **chosen),
    )


def one_of(known: tuple[str, ...], request: Request, name: str) -> str:
    """What the query asks for, if that is known; else the first."""
    asked = request.query_params.get(name)
    return asked if asked in known else known[0]


def address(**query: str) -> str:
    """The address of the shop with some choices made."""
    return "/?" + urlencode(query)
