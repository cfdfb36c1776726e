"""Console actions: POST of `/console` and everything below."""

from typing import Any

from aws_lambda_powertools.event_handler import Response

from kuultu.observability import observed
from kuultu.services.console.sessions import end_session
from kuultu.web.console.console_site import SIGN_IN, console, redirect
from kuultu.web.console.session_cookie import SESSION, cookie_in, kept
from kuultu.web.same_origin import refuse_other_sites

app = console()


@observed
def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:  # noqa: ANN401 - Lambda's context
    """Answer an HTTP request."""
    return app.resolve(event, context)


@app.post("/console/sign-out")
def sign_out() -> Response[str]:
    """End the session within this request, and forget it in the browser; raises CrossSite."""
    refuse_other_sites(app.current_event.headers)
    end_session(cookie_in(app.current_event, SESSION))
    return redirect(SIGN_IN, kept(SESSION, "", 0))
