"""The pages for signing in, for whoever is not: by a code from a mail, or at the organisation's issuer."""

from datetime import UTC, datetime

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from kuultu.domain.console.federation import WayIn
from kuultu.services.console.federation import address_of_issuer, come_back, is_federated, way_in_for
from kuultu.services.console.sign_in import sign_in_of
from kuultu.web.console.console_site import SIGN_IN, redirect
from kuultu.web.console.query import query_in
from kuultu.web.console.session_cookie import SIGN_IN_COOKIE, cookie_in
from kuultu.web.console.sign_in_page import (
    carried_along,
    code_page,
    issuer_page,
    not_signed_in_page,
    return_page,
    sign_in_page,
)

ways_in = APIGatewayHttpRouter()  # type: ignore[no-untyped-call]


@ways_in.route("/console/sign-in", method=["GET", "HEAD"])
def ask_for_address() -> Response[str]:
    """The page that asks for an address, to which a code is mailed; or that leads to the organisation's issuer."""
    request = ways_in.current_event
    if not is_federated():
        return sign_in_page(request)
    way = way_in_for(cookie_in(request, SIGN_IN_COOKIE))
    return issuer_page(request, way, address_of_issuer(way, carried_along(request), datetime.now(UTC)))


@ways_in.route("/console/return", method=["GET", "HEAD"])
def come_back_from_issuer() -> Response[str]:
    """The page to which the issuer leads back, with a code or with an error."""
    request, query = ways_in.current_event, query_in(ways_in)
    state = query.get("state", "")
    refused = come_back(WayIn(cookie_in(request, SIGN_IN_COOKIE)), state, query.get("error", ""))
    return not_signed_in_page(request, refused) if refused else return_page(request, query.get("code", ""), state)


@ways_in.route("/console/code", method=["GET", "HEAD"])
def ask_for_code() -> Response[str]:
    """The page that asks for the code; a redirect to the one that asks for an address, if no code would work."""
    request = ways_in.current_event
    under_way = sign_in_of(cookie_in(request, SIGN_IN_COOKIE), datetime.now(UTC))
    return code_page(request, under_way, None) if under_way else redirect(SIGN_IN)
