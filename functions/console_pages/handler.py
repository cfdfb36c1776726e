"""Console pages: GET and HEAD of `/console` and everything below."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from console_pages.ways_in import ways_in
from kuultu.domain.calendar.working_time import day_of
from kuultu.domain.console.answers import HeardAnswer, answers_view
from kuultu.domain.console.cases import CaseList, CaseRow, cases_view
from kuultu.domain.console.looks_view import looks_view
from kuultu.domain.console.offered import offered_to
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import Found
from kuultu.errors import NotAllowed, Unknown
from kuultu.observability import observed
from kuultu.services.console.answer_actions import colleagues
from kuultu.services.console.answers import all_answers, found_answers, look_at_answer
from kuultu.services.console.case_page import look_at_case
from kuultu.services.console.cases import all_cases, found_cases, lines_of
from kuultu.services.console.hand_over_all import cases_to_hand_over
from kuultu.services.console.kept_views import views_of
from kuultu.services.console.like_cases import case_to_join
from kuultu.services.console.looks import found_looks
from kuultu.services.console.sessions import signed_in
from kuultu.services.console.start import start_for
from kuultu.services.surveys.all_surveys import all_in_use
from kuultu.web.console.answer_pages import answer_page, answers_csv, answers_json, answers_page
from kuultu.web.console.case_page import case_page, join_page
from kuultu.web.console.case_pages import cases_csv, cases_json, cases_page
from kuultu.web.console.console_site import console, console_page
from kuultu.web.console.hand_over_page import hand_over_page
from kuultu.web.console.looks_page import looks_page
from kuultu.web.console.query import is_look, query_in
from kuultu.web.console.session_cookie import SESSION, cookie_in

app = console()
app.include_router(ways_in)


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.route("/console", method=["GET", "HEAD"])
def start() -> Response[str]:
    """The start page: what is burning, and the ways to everything else."""
    now = datetime.now(UTC)
    staff = _staff(now)
    offered = offered_to(staff, all_in_use(now))
    return console_page("start", staff, here="start", start=start_for(staff, now), offered=offered)


@app.route("/console/answers", method=["GET", "HEAD"])
def list_answers() -> Response[str]:
    """The answers of a view, a page of them."""
    now = datetime.now(UTC)
    staff, view = _staff(now), answers_view(query_in(app))
    found = Found[HeardAnswer]({}) if view.flawed else found_answers(view, staff)
    return answers_page(view, found, staff, offered_to(staff, all_in_use(now)), views_of(staff))


@app.route("/console/answers.csv", method=["GET", "HEAD"])
def save_answers() -> Response[str]:
    """All answers of a view as CSV."""
    return answers_csv(_all_answers())


@app.route("/console/answers.json", method=["GET", "HEAD"])
def give_answers() -> Response[str]:
    """All answers of a view as JSON."""
    return answers_json(_all_answers())


def _all_answers() -> list[HeardAnswer]:
    now = datetime.now(UTC)
    return all_answers(answers_view(query_in(app)), _staff(now), now, noted=is_look(app))


@app.route("/console/answers/<response_id>", method=["GET", "HEAD"])
def show_answer(response_id: str) -> Response[str]:
    """An answer, which is read from now on, and what can be decided about it."""
    now = datetime.now(UTC)
    staff = _staff(now)
    seen = look_at_answer(response_id, answers_view(query_in(app)), staff, now, noted=is_look(app))
    return answer_page(seen, staff, offered_to(staff, all_in_use(now)), colleagues(seen.one, staff))


@app.route("/console/looks", method=["GET", "HEAD"])
def list_looks() -> Response[str]:
    """The reading record of a day, for the administrator."""
    now = datetime.now(UTC)
    staff = _staff(now)
    view = looks_view(query_in(app), day_of(now, staff.time_zone))
    return looks_page(view, found_looks(view, staff), staff)


@app.route("/console/cases", method=["GET", "HEAD"])
def list_cases() -> Response[str]:
    """The cases of a view, a page of them."""
    now = datetime.now(UTC)
    staff, view = _staff(now), cases_view(query_in(app))
    listed = CaseList(Found({})) if view.flawed else found_cases(view, staff, now)
    page, offered = listed.found.page(view.cursor), offered_to(staff, all_in_use(now))
    return cases_page(view, listed, page, lines_of(page.rows, staff), staff, offered, views_of(staff))


@app.route("/console/cases.csv", method=["GET", "HEAD"])
def save_cases() -> Response[str]:
    """All cases of a view as CSV."""
    return cases_csv(_all_cases())


@app.route("/console/cases.json", method=["GET", "HEAD"])
def give_cases() -> Response[str]:
    """All cases of a view as JSON."""
    return cases_json(_all_cases())


@app.route("/console/cases/hand-over", method=["GET", "HEAD"])
def show_cases_of() -> Response[str]:
    """The open cases of a person, which their manager can hand over all at once."""
    now = datetime.now(UTC)
    staff = _staff(now)
    return hand_over_page(cases_to_hand_over(query_in(app).get("from", ""), staff, now), staff)


@app.route("/console/cases/<case_id>", method=["GET", "HEAD"])
def show_case(case_id: str) -> Response[str]:
    """A case, with all that the person can do there."""
    return show_task(case_id, "")


@app.route("/console/cases/<case_id>/join", method=["GET", "HEAD"])
def ask_to_join(case_id: str) -> Response[str]:
    """The question whether two cases are about the same."""
    staff = _staff(datetime.now(UTC))
    return join_page(case_to_join(case_id, query_in(app).get("with", ""), staff), staff)


@app.route("/console/cases/<case_id>/tasks/<key>", method=["GET", "HEAD"])
def show_task(case_id: str, key: str) -> Response[str]:
    """A task of the person in a case."""
    now = datetime.now(UTC)
    staff = _staff(now)
    return case_page(look_at_case(case_id, key, staff, now, noted=is_look(app)), staff)


def _all_cases() -> list[CaseRow]:
    now = datetime.now(UTC)
    return all_cases(cases_view(query_in(app)), _staff(now), now, noted=is_look(app))


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
