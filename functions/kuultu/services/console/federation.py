"""Signing in at the organisation's own issuer: the way there, and back into a session of the console."""

import secrets
from datetime import datetime

from kuultu.domain.cases.link_tokens import TOKEN_BYTES
from kuultu.domain.console.federation import RETURN, NotSignedIn, WayIn, carried_in, email_in, fault_of, is_token
from kuultu.errors import Invalid, Unavailable
from kuultu.gateways.issuer import claims_for, found_issuer
from kuultu.observability import tell
from kuultu.services.console.sessions import begin_session, staff_with
from kuultu.settings import settings


def is_federated() -> bool:
    """True if staff sign in at an issuer of their organisation, and nowhere else."""
    return bool(settings().sign_in_issuer)


def way_in_for(token: str) -> WayIn:
    """The way in of a browser; tabs of one browser share it, so that each of them leads in."""
    return WayIn(token if is_token(token) else secrets.token_urlsafe(TOKEN_BYTES))


def address_of_issuer(way: WayIn, carried: str, now: datetime) -> str:
    """The address at which the person signs in; "" while the issuer does not answer."""
    try:
        issuer = found_issuer(settings().sign_in_issuer, now)
    except Unavailable:
        return ""
    return way.address(issuer, settings().sign_in_client, _back(), carried)


def come_back(way: WayIn, state: str, error: str) -> NotSignedIn | None:
    """What is wrong with a way back from the issuer, if there is one, as far as it shows before the code is used."""
    if not (is_federated() and way.is_of(state)):
        return _refused("over")
    return _refused("refused", carried_in(state)) if error else None


def session_from(way: WayIn, code: str, state: str, now: datetime) -> str | NotSignedIn:
    """Begin a session with a code of the issuer's, which works once; returns the token for the browser."""
    early = come_back(way, state, "")
    if early:
        return early
    carried = carried_in(state)
    try:
        email = _email_for(way, code, now)
    except Unavailable as problem:
        return NotSignedIn(problem, carried)
    if not email:
        return _refused("over" if email is None else "no-address", carried)
    staff = staff_with(email, now)
    if staff is None:
        return _refused("nobody", carried, email)
    tell("SignedIn")
    return begin_session(staff.person.email, now)


def _email_for(way: WayIn, code: str, now: datetime) -> str | None:
    """The verified address of the person by the issuer, "" without one; None if the code or its token is no good."""
    asked = settings()
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": _back(),
        "client_id": asked.sign_in_client,
        "code_verifier": way.verifier,
    }
    claims = claims_for(found_issuer(asked.sign_in_issuer, now), form)
    if claims is None:
        return None
    fault = fault_of(claims, asked.sign_in_issuer, asked.sign_in_client, way.nonce, now)
    if fault:
        tell("TokenRefused", claim=fault)
        return None
    return email_in(claims)


def _back() -> str:
    return settings().public_url + RETURN


def _refused(code: str, carried: str = "", email: str = "") -> NotSignedIn:
    tell("SignInRefused", reason=code)
    return NotSignedIn(Invalid("The way in led nowhere.", code=code), carried, email)
