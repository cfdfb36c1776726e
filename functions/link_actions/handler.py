"""Link actions: POST of `/l/{token}`."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.link_tokens import token_in
from kuultu.domain.responses.staff_sheet import StaffSheet
from kuultu.observability import observed
from kuultu.services.cases.link_action import NotRecorded, Recorded, act
from kuultu.services.cases.link_view import look
from kuultu.services.responses.staff_sheet_submission import submit_staff_sheet
from kuultu.web.form_body import values_from
from kuultu.web.html_app import site
from kuultu.web.link_form import case_in, form_from
from kuultu.web.link_page import link_page, redirect_to_link
from kuultu.web.problems import body_of
from kuultu.web.same_origin import refuse_other_sites

app = site("link")


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.post("/l/<token>")
def decide(token: str) -> Response[str]:
    """Record the decision and redirect to the link, or show the page with the reason; raises CrossSite."""
    request, now = app.current_event, datetime.now(UTC)
    view = look(token, now, case_in(request))
    refuse_other_sites(request.headers)
    if isinstance(view, StaffSheet):
        return _enter(token, view, now)
    data = form_from(body_of(app), request.headers.get("content-type", ""))
    match act(view, data, now):
        case NotRecorded(shown):
            return link_page(shown)
        case Recorded():
            return redirect_to_link(token_in(token) or "", case_in(request))


def _enter(token: str, empty: StaffSheet, now: datetime) -> Response[str]:
    """Store what a customer told staff and redirect to an empty form with the receipt; or show the flaws to mend."""
    values = values_from(body_of(app), app.current_event.headers.get("content-type", ""))
    sheet = submit_staff_sheet(empty, values, now)
    return link_page(sheet) if sheet.problem else redirect_to_link(token_in(token) or "", sheet.stored)
