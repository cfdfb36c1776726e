"""Link actions: POST of `/l/{token}`."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.links import token_in
from kuultu.services.cases.link_action import act
from kuultu.web.html_app import site
from kuultu.web.link_page import link_page, redirect_to_link
from kuultu.web.problems import body_of

app = site("link")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer one HTTP request."""
    return app.resolve(event, context)


@app.post("/l/<token>")
def decide(token: str) -> Response[str]:
    """Record what was decided, and show it; or say why it was not recorded."""
    view = act(token, body_of(app), app.current_event.headers, datetime.now(UTC))
    return link_page(view) if view else redirect_to_link(token_in(token) or "")
