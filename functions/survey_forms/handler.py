"""Survey forms: POST of `/s/{survey_id}`."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.errors import NotAllowed
from kuultu.observability import observed
from kuultu.services.responses.sheet_submission import submit_sheet
from kuultu.web.form_body import values_from
from kuultu.web.html_app import site
from kuultu.web.problems import body_of
from kuultu.web.same_origin import refuse_other_sites
from kuultu.web.sender_address import sender_address
from kuultu.web.survey_page import redirect_to_thanks, survey_page

app = site("survey")


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.post("/s/<survey_id>")
def take(survey_id: str) -> Response[str]:
    """Store the answers and redirect to the thanks; or show the form again with the flaws to mend.

    Raises CrossSite for a form from another site.
    """
    request = app.current_event
    refuse_other_sites(request.headers)
    values = values_from(body_of(app), request.headers.get("content-type", ""))
    sheet = submit_sheet(survey_id, values, sender_address(request), datetime.now(UTC))
    return survey_page(sheet) if sheet.problem else redirect_to_thanks(sheet)


@app.post("/s/<survey_id>/thanks")
def refuse(survey_id: str) -> None:
    """Raise NotAllowed: the page of thanks takes only GET and HEAD."""
    raise NotAllowed("GET, HEAD")
