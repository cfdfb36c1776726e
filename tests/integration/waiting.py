"""Responses that wait for the sweep."""

from datetime import timedelta

from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from tests.integration.world import World, submission

HAPPY = {"nps": 10}


def waiting(world: World, number: int) -> list[str]:
    """Happy responses, by different customers, that the stream never told of and that are due now."""
    ids = [untold(world, customer) for customer in range(number)]
    world.passes(timedelta(minutes=2))
    return ids


def untold(world: World, customer: int) -> str:
    """A happy response of a customer, of which the stream never told."""
    contact = {"email": f"customer{customer}@example.com", "consent": True}
    content = submission(answers=HAPPY, contact=contact)
    return record_response("after-purchase", content, None, Sender("192.0.2.1"), world.now).response_id
