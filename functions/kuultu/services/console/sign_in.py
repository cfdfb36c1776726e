"""Signing in: for an address that works here and for any other the same is done, so that nobody learns who does."""

import secrets
from datetime import datetime

from kuultu.domain.cases.link_tokens import TOKEN_BYTES, hash_of
from kuultu.domain.console.sign_in import EVENT_KEY, SIGN_IN_LIFETIME, Begun, Refused, SignedIn, SignIn, typed_code
from kuultu.domain.people import hash_of_address, mailbox_of
from kuultu.errors import Flaw, Invalid, TooMany
from kuultu.gateways.invocation import invoke_beside
from kuultu.observability import tell
from kuultu.services.console.sessions import begin_session
from kuultu.services.email_address import UNUSABLE, ascii_form, email_flaw
from kuultu.services.protection.networks import hash_of_network, network_of
from kuultu.settings import settings
from kuultu.store import limits, sign_ins

WAIT = 3600
"""Seconds after which to ask for a code again; no more exact, as that would tell how many others ask."""


def begin_sign_in(typed: str, sender: str, wanted: str, now: datetime) -> Begun | Refused:
    """Begin a sign-in with an address, and have its code mailed; `sender` is the network address of the browser.

    Whether the address is that of staff makes no difference, in what is done nor in what is answered.
    """
    address = typed.strip()
    flaw = _flaw_of(address)
    if flaw:
        return Refused(Invalid(flaws=(flaw,)), address)
    if not _has_room(address, sender, now):
        return Refused(TooMany(WAIT, None), address)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    sign_in = SignIn(hash_of(token), address, wanted)
    sign_ins.begin_sign_in(sign_in, now + SIGN_IN_LIFETIME)
    invoke_beside(settings().sign_in_mails, {EVENT_KEY: sign_in.key})
    return Begun(token)


def enter_code(token: str, typed: str, now: datetime) -> SignedIn | Refused:
    """Begin a new session with a code, which works once and in the browser that asked for it; or say what is wrong."""
    key, code = hash_of(token), typed_code(typed)
    if code is None:
        return _refused("required" if not typed.strip() else "invalid-code", sign_in_of(token, now))
    sign_in = sign_ins.take_try(key, now)
    if sign_in is None:
        return _refused("over")
    if not sign_in.takes(code):
        return _refused("wrong-code", sign_in) if sign_in.tries_left else _refused("over")
    if not sign_ins.end_sign_in(key):
        return _refused("over")
    tell("SignedIn")
    return SignedIn(begin_session(sign_in.email, now), sign_in.wanted)


def sign_in_of(token: str, now: datetime) -> SignIn | None:
    """The sign-in under way in a browser; None without one, after its end, and when no try is left."""
    found = sign_ins.sign_in_under_way(hash_of(token), now) if token else None
    return found if found and found.tries_left else None


def _flaw_of(address: str) -> Flaw | None:
    if not address:
        return Flaw("email", "required", "Write an address.")
    return Flaw("email", "invalid-email", UNUSABLE) if email_flaw(address) else None


def _has_room(address: str, sender: str, now: datetime) -> bool:
    """True if the network, and then the mailbox, may ask for another code."""
    most, network = settings().limits, hash_of_network(network_of(sender), now)
    mailbox = hash_of_address(mailbox_of(ascii_form(address) or address))
    return limits.take(f"codes-for#{network}", most.codes_for_network, 1, now) and limits.take(
        f"codes-to#{mailbox}", most.codes_to_address, 1, now
    )


def _refused(code: str, sign_in: SignIn | None = None) -> Refused:
    """The refusal of a code: `over` says that the sign-in has ended, one way or the other."""
    tell("CodeRefused", reason=code)
    return Refused(Invalid(flaws=(Flaw("code", code, "This is not the code."),)), sign_in=sign_in)
