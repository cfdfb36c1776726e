"""The pages for signing in: without script, in the language that the browser wants, as nobody is known yet."""

from collections.abc import Mapping
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from kuultu.domain.console.federation import NotSignedIn, WayIn, carried_in
from kuultu.domain.console.sign_in import START, Begun, Refused, SignedIn, SignIn, wanted_in
from kuultu.errors import KuultuError, Unavailable
from kuultu.rendering.templates import Reader, render_page
from kuultu.settings import settings
from kuultu.web.accept_language import wanted_languages
from kuultu.web.console.console_site import CODE, SIGN_IN, WANTED, redirect
from kuultu.web.console.session_cookie import SESSION, SESSION_SECONDS, SIGN_IN_COOKIE, SIGN_IN_SECONDS, kept
from kuultu.web.form_body import Values, values_in_query
from kuultu.web.html_app import html_response
from kuultu.web.survey_page import LANGUAGES, flaws_by_field


def sign_in_page(request: APIGatewayProxyEventV2, refused: Refused | None = None) -> Response[str]:
    """The page that asks for an address; after a refusal with the reason, and what was typed."""
    asked = values_in_query(request.raw_query_string)
    typed = refused.typed if refused else ""
    return _page("sign_in", request, asked, refused.problem if refused else None, typed=typed)


def code_page(request: APIGatewayProxyEventV2, sign_in: SignIn | None, problem: KuultuError | None) -> Response[str]:
    """The page that asks for the code of a sign-in; without one it says how to get another code."""
    asked = values_in_query(request.raw_query_string)
    again = SIGN_IN + _query(_carried(asked, sign_in.wanted if sign_in else START))
    return _page("code", request, asked, problem, sign_in=sign_in, again=again)


def issuer_page(request: APIGatewayProxyEventV2, way: WayIn, address: str) -> Response[str]:
    """The page that leads to the issuer, at an address; "" says that the issuer does not answer."""
    asked = values_in_query(request.raw_query_string)
    answer = _page("sign_in_at_issuer", request, asked, None if address else Unavailable(), address=address)
    answer.cookies = [kept(SIGN_IN_COOKIE, way.token, SIGN_IN_SECONDS)]
    return answer


def return_page(request: APIGatewayProxyEventV2, code: str, state: str) -> Response[str]:
    """The page to which the issuer leads back: its button begins the session, as looking at a page writes nothing."""
    return _page("return", request, values_in_query(carried_in(state)), None, code=code, state=state)


def not_signed_in_page(request: APIGatewayProxyEventV2, refused: NotSignedIn) -> Response[str]:
    """The page that says why a way in by the issuer led nowhere, and leads to the beginning."""
    asked = values_in_query(refused.carried)
    again = SIGN_IN + _query(_carried(asked, _wanted(asked)))
    return _page("not_signed_in", request, asked, refused.problem, email=refused.email, again=again)


def wanted_of(request: APIGatewayProxyEventV2) -> str:
    """The address of the console to go on to after signing in."""
    return _wanted(values_in_query(request.raw_query_string))


def wanted_from(state: str) -> str:
    """The address of the console to go on to after signing in at the issuer."""
    return _wanted(values_in_query(carried_in(state)))


def carried_along(request: APIGatewayProxyEventV2) -> str:
    """The query that goes along to the issuer and comes back: the chosen language, and the address to go on to."""
    asked = values_in_query(request.raw_query_string)
    return urlencode(_carried(asked, _wanted(asked)))


def redirect_to_code(request: APIGatewayProxyEventV2, begun: Begun) -> Response[str]:
    """The redirect to the page for the code, with the cookie that binds the sign-in to the browser."""
    carried = _carried(values_in_query(request.raw_query_string), START)
    return redirect(CODE + _query(carried), kept(SIGN_IN_COOKIE, begun.token, SIGN_IN_SECONDS))


def redirect_signed_in(done: SignedIn) -> Response[str]:
    """The redirect into the console, with the cookie of the session in place of that of the sign-in."""
    return redirect(done.wanted, kept(SESSION, done.token, SESSION_SECONDS), kept(SIGN_IN_COOKIE, "", 0))


def _page(
    template: str, request: APIGatewayProxyEventV2, asked: Values, problem: KuultuError | None, **values: object
) -> Response[str]:
    language = _language(asked, request.headers)
    html = render_page(
        f"console/{template}",
        Reader(language, "UTC"),
        languages=_other_languages(asked, language),
        flaws=flaws_by_field(problem),
        problem=problem.code if problem else "",
        **values,
    )
    return html_response(problem.status if problem else 200, html, problem.headers if problem else {})


def _language(asked: Values, headers: Mapping[str, str]) -> str:
    """The first wanted language that Kuultu speaks here (`fi-FI` is `fi`), else the first of all."""
    short = [wanted.split("-")[0].lower() for wanted in wanted_languages(asked, headers)]
    return next((one for one in short if one in settings().languages), settings().languages[0])


def _other_languages(asked: Values, language: str) -> list[tuple[str, str, str]]:
    """Code, name and address of the page in each other language."""
    kept_on = _carried(asked, _wanted(asked))
    others = [one for one in settings().languages if one != language]
    return [(one, LANGUAGES[one], _query({**kept_on, "language": one})) for one in others]


def _wanted(asked: Values) -> str:
    return wanted_in(next(iter(asked.get(WANTED, [])), ""))


def _carried(asked: Values, wanted: str) -> dict[str, str]:
    """What goes along from page to page in the query: the language that was chosen, and the address to go on to."""
    chosen = next((one for one in asked.get("language", []) if one in settings().languages), "")
    return {name: value for name, value in (("language", chosen), (WANTED, wanted)) if value not in ("", START)}


def _query(carried: Mapping[str, str]) -> str:
    return f"?{urlencode(carried)}" if carried else ""
