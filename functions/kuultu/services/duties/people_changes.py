"""Changes of the people: a new directory or absence, after which all open cases are looked at once."""

import hashlib
import json
from collections.abc import Iterable

from kuultu.store import absences, surveys


def version_of_people() -> str:
    """A name for the directory and the absences as they are now; an absence that begins changes nothing in it.

    What begins at midnight is found by the look at each case in the night.
    """
    current = surveys.current_definition(surveys.DIRECTORY)
    spans = sorted(_written(absences.all_absences()))
    return hashlib.sha256(json.dumps([current[0] if current else 0, spans]).encode()).hexdigest()[:16]


def _written(known: Iterable[object]) -> Iterable[str]:
    return (repr(one) for one in known)
