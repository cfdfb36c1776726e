"""Customers who answer partly, fall silent, and perhaps finish later."""

from datetime import timedelta

from kuultu.services import sweep
from kuultu.services.cases import handling_start
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from tests.integration import executions
from tests.integration.world import World, submission

KEY = "key-0123456789abcdef"
QUIET, LESS = timedelta(minutes=30), timedelta(minutes=29)
NOT_SENT = "Asiakas ei lähettänyt vastausta loppuun."
UNFINISHED = "Vastauksesi jäi kesken."


def says(world: World, *, partial: bool = True, **changes: object) -> str:
    """The customer answers so far, or to the end; the stream tells of it."""
    usual = {"contact": None} if partial else {}
    content = submission(**({"partial": partial} | usual | changes))
    response_id = record_response("after-purchase", content, KEY, Sender("192.0.2.1"), world.now).response_id
    handling_start.begin_handling(response_id, world.now)
    return response_id


def falls_silent(world: World, **changes: object) -> str:
    """The customer answers partly, and half an hour later the sweep comes by; the case goes as far as it can."""
    response_id = says(world, **changes)
    world.passes(QUIET)
    sweep.sweep(world.now)
    if executions.running():
        world.carries(response_id)
    return response_id


def finishes(world: World, **changes: object) -> str:
    """The customer sends the answer to the end, and the sweep comes by."""
    response_id = says(world, partial=False, **changes)
    world.passes(timedelta(minutes=2))
    assert sweep.sweep(world.now)["failed"] == 0
    return response_id
