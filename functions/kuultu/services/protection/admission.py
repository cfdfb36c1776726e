"""Admission control: responses are let in until a network or a survey exceeds its rate limit.

Then a proof of work lets a response in; to a busy survey also a page's form with a usual token, from each network its
share. A process counts in memory the responses that it lets in. Only above its own share of a limit it asks the
buckets shared by all processes.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kuultu.domain.protection.form_token import TokenCheck
from kuultu.domain.protection.rate_limits import Buckets, Limit
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import ChallengeRequired, TooMany
from kuultu.observability import count
from kuultu.services.protection import networks
from kuultu.services.protection.networks import hash_of_network, network_of
from kuultu.services.protection.proof_of_work import challenge_for, nonce_in
from kuultu.settings import settings
from kuultu.store import limits

UNUSUAL_COST = 5
"""The cost of a response that comes faster than a person writes, or from a page without a usual form token."""

REST = timedelta(seconds=1)
"""The time for which a process takes a shared bucket as used up, without asking again."""

WAITS = {"address": 10, "survey": 30, "proven": 60}
"""Seconds after which to try again, by what is used up; no more exact, as that would help those who flood."""

OF_NETWORKS = {"address", "visitor"}
"""Kinds of buckets of a network, whose names are stored as hashes."""

_let_in = Buckets()
_used_up = Buckets()


@dataclass(frozen=True)
class Sender:
    """The sender of a response: network address and proof of work; judged, never stored with the response."""

    address: str
    proof: str = ""
    on_page: bool = False
    """True if the response comes from a page's form, which cannot solve challenges."""


def admit(survey: Survey, response_id: str, sender: Sender, form: TokenCheck, now: datetime) -> None:
    """Let a response in, or raise TooMany or ChallengeRequired.

    A valid proof of work goes past the limits of address and survey, and is good for one response.
    """
    if sender.proof:
        _admit_proven(survey, response_id, sender, now)
        return
    if not sender.on_page and form in (TokenCheck.FORGED, TokenCheck.OLD):
        raise _challenge(survey, now)
    cost, allowed = _cost(sender, form), settings().limits
    if not _has_room("address", network_of(sender.address), allowed.address, cost, now):
        raise _too_many("address", survey, sender, now)
    if _has_room("survey", survey.id, allowed.survey, cost, now):
        return
    in_earnest = sender.on_page and form is TokenCheck.USUAL
    if not (in_earnest and _lane_has_room(survey, sender, now)):
        raise _too_many("survey", survey, sender, now)


def forget() -> None:
    """Forget the responses that were let in, as a new Lambda would."""
    _let_in.forget()
    _used_up.forget()
    networks.forget()


def _cost(sender: Sender, form: TokenCheck) -> int:
    ordinary = {TokenCheck.USUAL} if sender.on_page else {TokenCheck.USUAL, TokenCheck.MISSING}
    return 1 if form in ordinary else UNUSUAL_COST


def _admit_proven(survey: Survey, response_id: str, sender: Sender, now: datetime) -> None:
    nonce = nonce_in(sender.proof, survey)
    used_for = limits.spent_on(nonce) if nonce else None
    if used_for == response_id and nonce:
        return  # the same response, sent again
    if not nonce or used_for:
        raise _challenge(survey, now)
    if not _shared_has_room("proven", survey.id, settings().limits.proven, 1, now):
        raise _too_many("proven", survey, sender, now)
    if not limits.spend(nonce, response_id, now):
        raise _challenge(survey, now)
    count("ProofAccepted", survey=survey.id)


def _lane_has_room(survey: Survey, sender: Sender, now: datetime) -> bool:
    """True if the lane for visitors of a page has room, also for this visitor's network: tokens can be used again."""
    lane, visitor = settings().limits.signed, f"{survey.id} {network_of(sender.address)}"
    if not _shared_has_room("visitor", visitor, lane.visitor_share, 1, now):
        return False
    return _shared_has_room("signed", survey.id, lane, 1, now)


def _has_room(kind: str, name: str, limit: Limit, cost: int, now: datetime) -> bool:
    own = _let_in.take(f"{kind}#{name}", limit.own_share, cost, now)
    return own or _shared_has_room(kind, name, limit, cost, now)


def _shared_has_room(kind: str, name: str, limit: Limit, cost: int, now: datetime) -> bool:
    stored = f"{kind}#{hash_of_network(name, now) if kind in OF_NETWORKS else name}"
    if _used_up.is_full(stored, now):
        return False
    has_room = limits.take(stored, limit, cost, now)
    if not has_room:
        _used_up.fill(stored, now + REST)
    return has_room


def _challenge(survey: Survey, now: datetime) -> ChallengeRequired:
    count("ProofRequired", survey=survey.id)
    return ChallengeRequired(challenge_for(survey, now))


def _too_many(kind: str, survey: Survey, sender: Sender, now: datetime) -> TooMany:
    count("TooManyResponses", survey=survey.id, limit=kind)
    return TooMany(WAITS[kind], None if sender.on_page else challenge_for(survey, now))
