"""Staff who are signed in to the console."""

from datetime import UTC, datetime

from kuultu.services.console.sessions import begin_session


def signed_in_as(address: str) -> str:
    """The cookies of a browser in which a person has just signed in."""
    return f"__Host-kuultu={begin_session(address, datetime.now(UTC))}"
