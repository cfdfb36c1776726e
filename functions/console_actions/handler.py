"""Console actions: POST of `/console` and everything below."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.answers import AnswerView, answers_view
from kuultu.domain.console.case_address import address_of
from kuultu.domain.console.case_seen import CaseSeen
from kuultu.domain.console.federation import NotSignedIn, WayIn
from kuultu.domain.console.kept_views import view_at
from kuultu.domain.console.offered import offered_to
from kuultu.domain.console.sign_in import START, Refused, SignedIn
from kuultu.domain.console.staff import Staff
from kuultu.errors import Decided, Invalid
from kuultu.observability import observed
from kuultu.services.console.answer_actions import act_on_answer, colleagues
from kuultu.services.console.answers import answer_for, next_answer
from kuultu.services.console.case_page import act_on_case_page
from kuultu.services.console.federation import is_federated, session_from
from kuultu.services.console.hand_over_all import cases_to_hand_over, hand_over_all
from kuultu.services.console.kept_views import forget_view, keep_view, views_of
from kuultu.services.console.like_cases import join_cases
from kuultu.services.console.sessions import end_session, signed_in
from kuultu.services.console.sign_in import begin_sign_in, enter_code
from kuultu.services.surveys.all_surveys import all_in_use
from kuultu.web.console.answer_pages import answer_page
from kuultu.web.console.case_page import case_page
from kuultu.web.console.console_site import SIGN_IN, console, redirect
from kuultu.web.console.hand_over_page import hand_over_page
from kuultu.web.console.kept_views_page import keep_page
from kuultu.web.console.query import form_in, query_in
from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE, cookie_in, kept
from kuultu.web.console.sign_in_page import (
    code_page,
    not_signed_in_page,
    redirect_signed_in,
    redirect_to_code,
    sign_in_page,
    wanted_from,
    wanted_of,
)
from kuultu.web.link_form import form_from
from kuultu.web.problems import body_of
from kuultu.web.same_origin import refuse_other_sites
from kuultu.web.sender_address import sender_address

app = console()


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.post("/console/answers/<response_id>")
def decide_on_answer(response_id: str) -> Response[str]:
    """Carry out what is decided about an answer, and go on to the next of the view; raises CrossSite."""
    now = datetime.now(UTC)
    staff, view = _acting(now), answers_view(query_in(app))
    one, fields = answer_for(response_id, staff), form_in(app)
    try:
        act_on_answer(one, fields, staff, now)
    except (Decided, Invalid) as problem:
        seen = AnswerView(one, view, (), next_answer(one, view, staff))
        return answer_page(seen, staff, offered_to(staff, all_in_use(now)), colleagues(one, staff), problem, fields)
    following = next_answer(one, view, staff)
    return redirect(view.address(f"{view.path}/{following}" if following else view.path))


@app.post("/console/cases/hand-over")
def hand_over_cases_of() -> Response[str]:
    """Hand over the open cases of a person, and tell what became of each; raises CrossSite."""
    now, fields = datetime.now(UTC), form_in(app)
    staff, address = _acting(now), query_in(app).get("from", "")
    asked = cases_to_hand_over(address, staff, now)
    try:
        handed = hand_over_all(asked, fields, staff, now)
    except Invalid as problem:
        return hand_over_page(asked, staff, problem=problem, filled=fields)
    return hand_over_page(cases_to_hand_over(address, staff, now), staff, handed, filled=fields)


@app.post("/console/cases/<case_id>")
def act_in_case(case_id: str) -> Response[str]:
    """Carry out an action on a case, and show the case as it is then; raises CrossSite."""
    return act_in_task(case_id, "")


@app.post("/console/cases/<case_id>/join")
def join(case_id: str) -> Response[str]:
    """Join two cases that are about the same, and show the first; raises CrossSite."""
    now = datetime.now(UTC)
    join_cases(case_id, query_in(app).get("with", ""), _acting(now), now)
    return redirect(address_of(case_id))


@app.post("/console/cases/<case_id>/tasks/<key>")
def act_in_task(case_id: str, key: str) -> Response[str]:
    """Record the decision on a task, or show the page with the reason; raises CrossSite."""
    now, headers = datetime.now(UTC), app.current_event.headers
    staff = _acting(now)
    seen = act_on_case_page(case_id, key, form_from(body_of(app), headers.get("content-type", "")), staff, now)
    return case_page(seen, staff) if isinstance(seen, CaseSeen) else redirect(seen)


@app.post("/console/views")
def keep() -> Response[str]:
    """Keep a view by its name, and show the view, or the form again with the reason; raises CrossSite, Invalid."""
    fields, staff = form_in(app), _acting(datetime.now(UTC))
    view = view_at(fields.get("view", ""))
    try:
        keep_view(view, fields.get("name", ""), staff)
    except Invalid as problem:
        return keep_page(view, views_of(staff), staff, problem, fields)
    return redirect(view.address())


@app.post("/console/views/forget")
def forget() -> Response[str]:
    """Forget a kept view, and go back to the list or the start page; raises CrossSite, Invalid."""
    fields, staff = form_in(app), _acting(datetime.now(UTC))
    back = view_at(fields["view"]).address() if fields.get("view") else START
    forget_view(fields.get("name", ""), staff)
    return redirect(back)


@app.post("/console/sign-in")
def ask_for_code() -> Response[str]:
    """Have a code mailed and ask for it, or show the page again with the reason; raises CrossSite."""
    request = app.current_event
    if is_federated():
        return redirect(SIGN_IN)
    done = begin_sign_in(_typed("email"), sender_address(request), wanted_of(request), datetime.now(UTC))
    return sign_in_page(request, done) if isinstance(done, Refused) else redirect_to_code(request, done)


@app.post("/console/code")
def sign_in() -> Response[str]:
    """Begin a session, never go on with one; or show the page again with the reason. Raises CrossSite."""
    request = app.current_event
    done = enter_code(cookie_in(request, SIGN_IN_COOKIE), _typed("code"), datetime.now(UTC))
    if isinstance(done, Refused):
        return code_page(request, done.sign_in, done.problem)
    end_session(cookie_in(request, SESSION))
    return redirect_signed_in(done)


@app.post("/console/return")
def sign_in_from_issuer() -> Response[str]:
    """Begin a session with the issuer's code, or show the reason why there is none; raises CrossSite."""
    request, form = app.current_event, form_in(app)
    refuse_other_sites(request.headers)
    way, state = WayIn(cookie_in(request, SIGN_IN_COOKIE)), form.get("state", "")
    done = session_from(way, form.get("code", ""), state, datetime.now(UTC))
    if isinstance(done, NotSignedIn):
        return not_signed_in_page(request, done)
    end_session(cookie_in(request, SESSION))
    return redirect_signed_in(SignedIn(done, wanted_from(state)))


@app.post("/console/sign-out")
def sign_out() -> Response[str]:
    """End the session within this request, and forget it in the browser; raises CrossSite."""
    refuse_other_sites(app.current_event.headers)
    end_session(cookie_in(app.current_event, SESSION))
    return redirect(SIGN_IN, kept(SESSION, "", 0))


def _acting(now: datetime) -> Staff:
    """Whoever is signed in, and acts from a page of ours; raises CrossSite or SignedOut."""
    refuse_other_sites(app.current_event.headers)
    return signed_in(cookie_in(app.current_event, SESSION), now)


def _typed(name: str) -> str:
    """The field of the form that came from a page of ours; raises CrossSite, Unsupported, TooLarge or Malformed."""
    refuse_other_sites(app.current_event.headers)
    return form_in(app).get(name, "")
