"""Console pages: GET and HEAD of `/console` and everything below."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.staff import Staff
from kuultu.errors import NotAllowed
from kuultu.observability import observed
from kuultu.services.console.sessions import signed_in
from kuultu.web.console.console_site import console, console_page
from kuultu.web.console.session_cookie import SESSION, cookie_in

app = console()


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.route("/console", method=["GET", "HEAD"])
def start() -> Response[str]:
    """The start page: what is burning, and the ways to everything else."""
    return console_page("start", _staff(datetime.now(UTC)), here="start")


OTHER_METHODS = ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"]


@app.route("/console", method=OTHER_METHODS)
def refuse() -> None:
    """Raise NotAllowed: pages take only GET and HEAD, and forms POST."""
    raise NotAllowed("GET, HEAD, POST")


@app.route("/console/<view>", method=OTHER_METHODS)
def refuse_in_view(view: str) -> None:
    """Raise NotAllowed, as `refuse` does."""
    refuse()


@app.route("/console/<view>/<name>", method=OTHER_METHODS)
def refuse_below_view(view: str, name: str) -> None:
    """Raise NotAllowed, as `refuse` does."""
    refuse()


def _staff(now: datetime) -> Staff:
    """Whoever is signed in; raises SignedOut."""
    return signed_in(cookie_in(app.current_event, SESSION), now)
