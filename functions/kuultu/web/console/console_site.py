"""The site of the console: every page is for somebody who is signed in, and says who that is."""

from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.shared.cookies import Cookie
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from kuultu.domain.console.sign_in import START, wanted_in
from kuultu.domain.console.staff import Staff
from kuultu.errors import SignedOut
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.html_app import html_response, site

SIGN_IN, CODE = "/console/sign-in", "/console/code"

WANTED = "to"
"""The name in the query of the page for signing in: the address of the console to go on to."""


def console() -> APIGatewayHttpResolver:
    """A site that leads whoever is not signed in to the page for it, and turns other errors into a page."""
    app = site("console")
    app.exception_handler(SignedOut)(lambda _: redirect(_way_in(app.current_event)))
    return app


def redirect(address: str, *cookies: Cookie) -> Response[str]:
    """The redirect to an address of ours, to be asked for with GET; the browser keeps the cookies."""
    answer = html_response(303, "", {"Location": address})
    answer.cookies = list(cookies)
    return answer


def console_page(template: str, staff: Staff, status: int = 200, **values: object) -> Response[str]:
    """A page of the console for a person, in the language and time zone of their unit."""
    reader = Reader(staff.language, staff.time_zone)
    return html_response(status, render_page(f"console/{template}", reader, staff=staff, **values))


def _way_in(request: APIGatewayProxyEventV2) -> str:
    """The address of the page for signing in, with the page that was asked for, if it is not the start page."""
    query = f"?{request.raw_query_string}" if request.raw_query_string else ""
    asked = wanted_in(request.raw_path + query) if request.http_method == "GET" else START
    return SIGN_IN if asked == START else f"{SIGN_IN}?{urlencode({WANTED: asked})}"
