"""Staff who sign in to the console: at once, or by a code out of their mail."""

import re
from datetime import UTC, datetime
from typing import Any

from kuultu.services.console.sessions import begin_session
from kuultu.web.console.session_cookie import SESSION
from tests.integration.http import Cookies, GatewayResponse, open_console, send_console
from tests.integration.wire import Wire


def signed_in_as(address: str) -> Cookies:
    """The cookies of a browser in which the person with a mail address is signed in."""
    return {SESSION: begin_session(address, datetime.now(UTC))}


def is_signed_in(cookies: Cookies) -> bool:
    """True if the start page opens; else it leads to the page for signing in."""
    answer = open_console("/console", cookies)
    assert answer.status == 200 or (answer.status, answer.headers["location"]) == (303, "/console/sign-in")
    return answer.status == 200


def ask_for_code(address: str, network: str = "192.0.2.1", path: str = "/console/sign-in") -> GatewayResponse:
    """The answer to an address on the page for signing in."""
    return send_console(path, {"email": address}, address=network)


def deliver(wire: Wire) -> None:
    """Let the Lambda that mails codes hear all for which it was called."""
    from sign_in_mails.handler import handle

    for name, event in wire.invoked:
        assert name == "sign-in-mails"
        handle(event, object())


def last_letter(wire: Wire) -> dict[str, Any]:
    """The newest mail, as SES was asked to send it."""
    return dict(wire.letters[-1])


def last_code(wire: Wire) -> str:
    """The code in the subject of the newest mail, without its space."""
    subject = last_letter(wire)["Content"]["Simple"]["Subject"]["Data"]
    found = re.match(r"([0-9]{4}) ([0-9]{4}) ", subject)
    assert found
    return "".join(found.groups())


def asked_as(address: str, wire: Wire) -> tuple[Cookies, str]:
    """The cookies of a browser that has asked for a code, and the code out of the mail."""
    cookies = ask_for_code(address).cookies
    deliver(wire)
    wire.invoked.clear()
    return cookies, last_code(wire)


def enter(code: str, cookies: Cookies | None = None) -> GatewayResponse:
    """The answer to a code that was typed."""
    return send_console("/console/code", {"code": code}, cookies)
