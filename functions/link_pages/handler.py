"""Link pages: GET and HEAD of `/l/{token}`."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.errors import NotAllowed
from kuultu.observability import observed
from kuultu.services.cases.link_view import look
from kuultu.web.html_app import site
from kuultu.web.link_form import case_in
from kuultu.web.link_page import link_page

app = site("link")


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.route("/l/<token>", method=["GET", "HEAD"])
def show(token: str) -> Response[str]:
    """The page of a link: the task, or the decision; with `?case=`, the page of a related case."""
    return link_page(look(token, datetime.now(UTC), case_in(app.current_event)))


@app.route("/l/<token>", method=["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def refuse(token: str) -> None:
    """Raise NotAllowed: a link takes only GET, HEAD and POST."""
    raise NotAllowed("GET, HEAD, POST")
