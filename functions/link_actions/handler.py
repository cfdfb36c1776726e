"""Link actions: POST of `/l/{token}`."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.link_tokens import token_in
from kuultu.services.cases.link_action import NotRecorded, Recorded, act
from kuultu.services.cases.link_view import look
from kuultu.web.html_app import site
from kuultu.web.link_form import case_in, form_from
from kuultu.web.link_page import link_page, redirect_to_link
from kuultu.web.problems import body_of
from kuultu.web.same_origin import refuse_other_sites

app = site("link")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.post("/l/<token>")
def decide(token: str) -> Response[str]:
    """Record the decision and redirect to the link; or show the page with the reason against recording.

    Raises CrossSite for a form from another site.
    """
    request, now = app.current_event, datetime.now(UTC)
    view = look(token, now, case_in(request))
    refuse_other_sites(request.headers)
    data = form_from(body_of(app), request.headers.get("content-type", ""))
    match act(view, data, now):
        case NotRecorded(shown):
            return link_page(shown)
        case Recorded():
            return redirect_to_link(token_in(token) or "", case_in(request))
