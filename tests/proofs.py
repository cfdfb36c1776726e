"""Solves what the public API asks of a sender when too much comes in, as a program or the widget would."""

from collections.abc import Mapping
from typing import Any

from altcha import Challenge, Payload, solve_challenge


def solved(challenge: Mapping[str, Any]) -> str:
    """A challenge's solution, as the header Kuultu-Proof wants it."""
    asked = Challenge.from_dict(dict(challenge))
    solution = solve_challenge(asked)
    assert solution
    return Payload(asked, solution).to_base64()
