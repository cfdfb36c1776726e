"""The cookies of the console: kept by the browser for this address alone, and never shown to a script."""

from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

from kuultu.domain.console.sign_in import SESSION_LIFETIME, SIGN_IN_LIFETIME

SESSION = "__Host-kuultu"
"""The cookie with the token of a session; browsers take a name that begins so from a secure address only."""

SIGN_IN_COOKIE = "__Host-kuultu-sign-in"
"""The cookie with the token of a sign-in: its code works in this browser only."""

SESSION_SECONDS = int(SESSION_LIFETIME.total_seconds())
SIGN_IN_SECONDS = int(SIGN_IN_LIFETIME.total_seconds())


def cookie_in(request: APIGatewayProxyEventV2, name: str) -> str:
    """The value of a cookie; "" without one."""
    brought = [*request.cookies, *request.headers.get("cookie", "").split(";")]
    pairs = (one.strip().partition("=") for one in brought)
    return next((value for known, _, value in pairs if known == name), "")


def kept(name: str, value: str, seconds: int) -> Cookie:
    """A cookie that the browser keeps for some seconds; 0 has it forgotten. Links in mail bring it along."""
    return Cookie(name, value, path="/", secure=True, http_only=True, max_age=seconds, same_site=SameSite.LAX_MODE)
