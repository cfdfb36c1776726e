"""Sessions of staff in the console: begun with a code from a mail, ended by signing out, after half a day at most."""

import secrets
from datetime import datetime

from kuultu.domain.cases.link_tokens import TOKEN_BYTES, hash_of
from kuultu.domain.console.sign_in import SESSION_LIFETIME
from kuultu.domain.console.staff import Staff, staff_at
from kuultu.errors import SignedOut
from kuultu.services.surveys.all_surveys import all_in_use
from kuultu.store import sessions


def signed_in(token: str, now: datetime) -> Staff:
    """The person whose browser holds the token of a session; raises SignedOut.

    Whoever has left the units and the directory since is signed out, too.
    """
    address = sessions.person_of_session(hash_of(token), now) if token else None
    staff = staff_with(address, now) if address else None
    if staff is None:
        raise SignedOut
    return staff


def staff_with(address: str, now: datetime) -> Staff | None:
    """The staff member with a mail address, by the surveys and the directory of the last minute; None for others."""
    return staff_at(address, all_in_use(now), now)


def begin_session(address: str, now: datetime) -> str:
    """Begin a session of a person; returns the token for their browser."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    sessions.begin_session(hash_of(token), address, now + SESSION_LIFETIME)
    return token


def end_session(token: str) -> None:
    """End a session at once: the next request with its token is a stranger's."""
    if token:
        sessions.end_session(hash_of(token))
