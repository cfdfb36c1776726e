"""Console actions: POST of `/console` and everything below."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.sign_in import Refused
from kuultu.observability import observed
from kuultu.services.console.sessions import end_session
from kuultu.services.console.sign_in import begin_sign_in, enter_code
from kuultu.web.console.console_site import SIGN_IN, console, redirect
from kuultu.web.console.session_cookie import SESSION, SIGN_IN_COOKIE, cookie_in, kept
from kuultu.web.console.sign_in_page import code_page, redirect_signed_in, redirect_to_code, sign_in_page, wanted_of
from kuultu.web.form_body import values_from
from kuultu.web.problems import body_of
from kuultu.web.same_origin import refuse_other_sites
from kuultu.web.sender_address import sender_address

app = console()


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.post("/console/sign-in")
def ask_for_code() -> Response[str]:
    """Have a code mailed and ask for it, or show the page again with the reason; raises CrossSite."""
    request = app.current_event
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


@app.post("/console/sign-out")
def sign_out() -> Response[str]:
    """End the session within this request, and forget it in the browser; raises CrossSite."""
    refuse_other_sites(app.current_event.headers)
    end_session(cookie_in(app.current_event, SESSION))
    return redirect(SIGN_IN, kept(SESSION, "", 0))


def _typed(name: str) -> str:
    """The field of the form that came from a page of ours; raises CrossSite, Unsupported, TooLarge or Malformed."""
    request = app.current_event
    refuse_other_sites(request.headers)
    values = values_from(body_of(app), request.headers.get("content-type", ""))
    return next(iter(values.get(name, [])), "")
