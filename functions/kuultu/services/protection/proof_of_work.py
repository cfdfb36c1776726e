"""Proof of work (ALTCHA): half a second of computing, asked of a sender only when too much comes in."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.surveys.survey import Survey

Challenge = Mapping[str, Any]
"""A challenge of ALTCHA: `parameters` and their `signature`."""

GOOD_FOR = timedelta(minutes=10)
MOST_PROOF_CHARACTERS = 4096
"""Characters of a proof; an honest one has about 600."""

COST = 2_000
"""Rounds of PBKDF2 for each try; the server needs as many for each challenge and each proof (a millisecond)."""

FEWEST_TRIES, MORE_TRIES = 200, 100
"""Everybody's number of tries lies in this narrow range, so that nobody waits much longer than others."""


def challenge_for(survey: Survey, now: datetime) -> Challenge | None:
    """A new challenge to solve before answering a survey, good for ten minutes; None if the survey has no key."""
    from altcha import create_challenge  # costs 20 ms, and most requests hold no proof

    if not survey.key:
        return None
    challenge: Challenge = create_challenge(
        algorithm="PBKDF2/SHA-256",
        cost=COST,
        counter=FEWEST_TRIES + secrets.randbelow(MORE_TRIES),
        expires_at=now + GOOD_FOR,
        data={"survey": survey.id},
        hmac_secret=survey.key,
    ).to_dict()
    return challenge


def nonce_in(proof: str, survey: Survey) -> str | None:
    """The nonce that makes a proof unique; None unless the proof solves a challenge of the survey in time."""
    from altcha import Payload, verify_solution

    if not survey.key or len(proof) > MOST_PROOF_CHARACTERS or not verify_solution(proof, survey.key).verified:
        return None
    parameters = Payload.from_base64(proof).challenge.parameters
    expires = bool(parameters.expires_at) and parameters.data == {"survey": survey.id}
    return str(parameters.nonce) if expires else None
