"""Console pages: GET and HEAD of `/console` and everything below."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.staff import Staff
from kuultu.errors import NotAllowed, Unknown
from kuultu.observability import observed
from kuultu.services.console.sessions import signed_in
from kuultu.services.console.sign_in import sign_in_of
from kuultu.web.console.console_site import SIGN_IN, console, console_page, redirect
from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE, cookie_in
from kuultu.web.console.sign_in_page import code_page, sign_in_page

app = console()


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.route("/console", method=["GET", "HEAD"])
def start() -> Response[str]:
    """The start page: what is burning, and the ways to everything else."""
    return console_page("start", _staff(datetime.now(UTC)), here="start")


@app.route("/console/sign-in", method=["GET", "HEAD"])
def ask_for_address() -> Response[str]:
    """The page that asks for an address, to which a code is mailed."""
    return sign_in_page(app.current_event)


@app.route("/console/code", method=["GET", "HEAD"])
def ask_for_code() -> Response[str]:
    """The page that asks for the code; a redirect to the one that asks for an address, if no code would work."""
    request = app.current_event
    under_way = sign_in_of(cookie_in(request, SIGN_IN_COOKIE), datetime.now(UTC))
    return code_page(request, under_way, None) if under_way else redirect(SIGN_IN)


OTHER_METHODS = ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"]
ANYWHERE = "/console/(.*)"
"""All paths below `/console`; routes are tried in their order, so that every view must stand above."""


@app.route("/console", method=OTHER_METHODS)
def refuse() -> None:
    """Raise NotAllowed: pages take only GET and HEAD, and forms POST."""
    raise NotAllowed("GET, HEAD, POST")


@app.route(ANYWHERE, method=OTHER_METHODS)
def refuse_anywhere() -> None:
    """Raise NotAllowed, as `refuse` does."""
    refuse()


@app.route(ANYWHERE, method=["GET", "HEAD"])
def nowhere() -> None:
    """Raise SignedOut, or else Unknown: which pages there are, only those learn who are signed in."""
    _staff(datetime.now(UTC))
    raise Unknown


def _staff(now: datetime) -> Staff:
    """Whoever is signed in; raises SignedOut."""
    return signed_in(cookie_in(app.current_event, SESSION), now)
