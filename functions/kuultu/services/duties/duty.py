"""A duty of the sweep: seen to, or put off and named after a failure, so that it holds up no other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kuultu.gateways.faults import is_passing
from kuultu.observability import count, log_failure
from kuultu.settings import settings
from kuultu.store import open_items
from kuultu.store.open_items import Key

NAMES = {"responses": ("response_id",), "cases": ("case_id", "item"), "mails": ("mail_id",)}
"""The names of the parts of a key, by the kind of item."""


@dataclass(frozen=True)
class Duty:
    """Something to see to for items of one kind (the keys); all items of a case have the same lane."""

    kind: str
    keys: Sequence[Key]
    see_to: Callable[[], None]

    @property
    def lane(self) -> str:
        """The case of the first item: no two duties of a lane are done at the same time."""
        return self.keys[0][0].partition("-")[0]


def succeeds(duty: Duty, now: datetime) -> bool:
    """Do a duty; after a failure its items are put off, named in the log, and False is returned."""
    try:
        duty.see_to()
    except Exception as error:
        for key in duty.keys:
            put_off(duty.kind, key, error, now)
        return False
    return True


def put_off(kind: str, key: Key, error: Exception, now: datetime) -> None:
    """Put an item off: to the next sweep if AWS refused for the time being, else for a pause that grows each time."""
    try:
        failures = open_items.put_off(kind, key, now, _once if is_passing(error) else _longer)
    except Exception as unkept:  # the item keeps its place
        log_failure("ItemNotPutOff", unkept, **_ids(kind, key))
        failures = 0
    log_failure("SweepItemFailed", error, **_ids(kind, key), failures=str(failures))
    if failures > 1:
        count("SweepItemFailedAgain", **_ids(kind, key))


def _ids(kind: str, key: Key) -> dict[str, str]:
    """The names in the log of an item by its key."""
    return dict(zip(NAMES[kind], key, strict=True))


def _longer(failures: int) -> timedelta:
    return settings().clocks.pause_after(failures)


def _once(_: int) -> timedelta:
    return settings().clocks.pause_after(1)
