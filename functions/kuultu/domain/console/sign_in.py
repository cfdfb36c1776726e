"""Signing in: a code of eight digits, mailed to the address of a person, good for one browser and ten minutes."""

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from kuultu.errors import KuultuError

CODE_DIGITS = 8
MOST_TRIES = 5
"""Codes that can be typed in one sign-in; whoever asks for another code begins anew."""

SIGN_IN_LIFETIME = timedelta(minutes=10)
"""The time for which a code works; minutes of the clock on the wall, in the local run too."""

EVENT_KEY = "sign_in"
"""The name of a sign-in's key in the event for the Lambda that mails the code; the event holds nothing else."""

SESSION_LIFETIME = timedelta(hours=12)
"""The time after which whoever works on signs in again; hours of the clock on the wall, too."""

START = "/console"
MOST_CHARACTERS = 1_000

_VIEW = re.compile(r"/console(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*(\?[A-Za-z0-9._~%&=+*-]*)?", re.ASCII)
_WAY_IN = re.compile(r"/console/(sign-in|code|sign-out)\b")


@dataclass(frozen=True)
class SignIn:
    """A sign-in under way: `key` is the hash of what the browser keeps, `email` the address as it was typed.

    `wanted` is the address of the console to which the way leads. `code_hash` is "" until the code was made.
    """

    key: str
    email: str
    wanted: str = START
    code_hash: str = ""
    tries: int = 0

    @property
    def tries_left(self) -> int:
        """The number of codes that can still be typed."""
        return max(MOST_TRIES - self.tries, 0)

    def takes(self, code: str) -> bool:
        """True for the code of this sign-in; the time of the comparison tells nothing about the code."""
        return compare_digest(self.code_hash, hash_of_code(self.key, code))


@dataclass(frozen=True)
class Begun:
    """A sign-in that was begun, by the token for the browser; the code is on its way, if anybody is to get one."""

    token: str


@dataclass(frozen=True)
class SignedIn:
    """A new session, by the token for the browser, and the address of the console to go on to."""

    token: str
    wanted: str


@dataclass(frozen=True)
class Refused:
    """The reason of a refusal; with what was typed for an address, or the sign-in of a wrong code, if still open."""

    problem: KuultuError
    typed: str = ""
    sign_in: SignIn | None = None


def code_from(number: int) -> str:
    """The code of a random number below `10 ** CODE_DIGITS`."""
    return f"{number:0{CODE_DIGITS}}"


def spoken(code: str) -> str:
    """A code as people read it, in two groups of four: `1234 5678`."""
    return f"{code[:4]} {code[4:]}"


def typed_code(text: str) -> str | None:
    """The code in what was typed, spaces left out; None for any other text."""
    digits = "".join(text.split())
    return digits if re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits) else None


def hash_of_code(key: str, code: str) -> str:
    """The hash of a code, stored instead of the code: bound to one sign-in, so that it is worth nothing in another."""
    return hashlib.sha256(f"{key} {code}".encode()).hexdigest()


def wanted_in(text: str) -> str:
    """The address of the console in a text, to go on to after signing in; the start page for any other text.

    Nothing outside the console is taken, so that a link to the page for signing in leads nobody astray.
    """
    usable = len(text) <= MOST_CHARACTERS and _VIEW.fullmatch(text) and not _WAY_IN.match(text)
    return text if usable else START
