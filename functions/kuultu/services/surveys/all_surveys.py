"""All surveys in use, with who is away, read once a minute by each process; whoever needs one survey reads that one."""

from collections.abc import Sequence
from datetime import datetime

from kuultu.domain.surveys.survey import Survey
from kuultu.services.surveys.current_surveys import FRESH
from kuultu.store import absences, surveys

_all: list[tuple[datetime, Sequence[Survey]]] = []


def all_in_use(now: datetime) -> Sequence[Survey]:
    """The current version of every published survey, open or closed, by id; they know who is away."""
    if not _all or now - _all[0][0] > FRESH:
        away = absences.all_absences()
        _all[:] = [(now, [survey.with_absences(away) for survey in surveys.all_current()])]
    return _all[0][1]


def forget() -> None:
    """Forget the surveys that were read, as a new Lambda would."""
    _all.clear()
