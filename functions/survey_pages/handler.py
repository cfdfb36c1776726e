"""Survey pages: GET and HEAD of `/s/{survey_id}`, and of the page of thanks after an answer."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.errors import NotAllowed
from kuultu.observability import observed
from kuultu.services.responses.sheet_view import new_sheet, survey_and_language
from kuultu.web.accept_language import wanted_languages
from kuultu.web.form_body import values_in_query
from kuultu.web.html_app import site
from kuultu.web.survey_page import survey_page, thanks_page

app = site("survey")


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.route("/s/<survey_id>", method=["GET", "HEAD"])
def show(survey_id: str) -> Response[str]:
    """The survey as a form, filled in from the query."""
    asked = values_in_query(app.current_event.raw_query_string)
    languages = wanted_languages(asked, app.current_event.headers)
    return survey_page(new_sheet(survey_id, asked, languages, datetime.now(UTC)))


@app.route("/s/<survey_id>/thanks", method=["GET", "HEAD"])
def thank(survey_id: str) -> Response[str]:
    """The page of thanks after an answer, also for a survey that has been closed meanwhile."""
    asked = values_in_query(app.current_event.raw_query_string)
    languages = wanted_languages(asked, app.current_event.headers)
    return thanks_page(*survey_and_language(survey_id, languages, datetime.now(UTC)))


@app.route("/s/<survey_id>", method=["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def refuse(survey_id: str) -> None:
    """Raise NotAllowed: the page of a survey takes only GET, HEAD and POST."""
    raise NotAllowed("GET, HEAD, POST")


@app.route("/s/<survey_id>/thanks", method=["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def refuse_there(survey_id: str) -> None:
    """Raise NotAllowed: the page of thanks takes only GET and HEAD."""
    raise NotAllowed("GET, HEAD")
