"""Occasions of sample answers: moment, survey, shop and language of each, and how content the customer is."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")
ANSWERS = 600
DAYS = 182
"""Half a year."""

LANGUAGES = ("fi", "sv", "en")

UNSETTLED_DAYS = 8
"""The newest days, in which nobody was unhappy: such an answer would still be handled."""

Shares = Mapping[str, float]

SURVEYS: Shares = {"after-purchase": 0.45, "visit": 0.37, "support": 0.18}
UNITS: Shares = {"helsinki": 0.62, "turku": 0.38}
SPOKEN: Mapping[str, Shares] = {
    "helsinki": {"fi": 0.71, "sv": 0.12, "en": 0.17},
    "turku": {"fi": 0.75, "sv": 0.19, "en": 0.06},
}
VERDICTS: Mapping[tuple[str, str], Shares] = {
    ("after-purchase", "helsinki"): {"positive": 0.6, "neutral": 0.21, "negative": 0.19},
    ("after-purchase", "turku"): {"positive": 0.65, "neutral": 0.2, "negative": 0.15},
    ("visit", "helsinki"): {"positive": 0.66, "neutral": 0.21, "negative": 0.13},
    ("visit", "turku"): {"positive": 0.74, "neutral": 0.17, "negative": 0.09},
    ("support", "helsinki"): {"positive": 0.52, "neutral": 0.23, "negative": 0.25},
    ("support", "turku"): {"positive": 0.6, "neutral": 0.2, "negative": 0.2},
}
WEEKDAYS: Mapping[str, Sequence[float]] = {
    "after-purchase": (1.2, 1.1, 1.2, 1.1, 1.0, 0.6, 0.8),
    "visit": (0.8, 0.8, 0.9, 1.0, 1.4, 1.9, 0.4),
    "support": (1.5, 1.3, 1.2, 1.1, 1.0, 0.2, 0.1),
}
"""How many answer on each day of the week, from Monday on."""

HOURS: Mapping[str, Mapping[int, float]] = {
    "after-purchase": {hour: 3.0 if 17 <= hour <= 21 else 1.0 for hour in range(7, 24)},
    "visit": {hour: 2.5 if 12 <= hour <= 17 else 1.0 for hour in range(10, 22)},
    "support": {hour: 2.0 if 9 <= hour <= 15 else 1.0 for hour in range(8, 20)},
}
GROWTH = 0.6
"""How many more answer at the end of the half year than at its beginning."""


@dataclass(frozen=True)
class Occasion:
    """Somebody answers a survey of a shop; `number` counts from the oldest on."""

    number: int
    at: datetime
    survey_id: str
    unit_id: str
    language: str
    verdict: str


def occasions_before(start: datetime, chance: random.Random) -> list[Occasion]:
    """The occasions of the half year before the day of a start, the oldest first."""
    midnight = datetime.combine(start.astimezone(HELSINKI).date(), time(), HELSINKI)
    places = [(one_of(SURVEYS, chance), one_of(UNITS, chance)) for _ in range(ANSWERS)]
    timed = sorted((_moment(midnight, survey_id, chance), survey_id, unit_id) for survey_id, unit_id in places)
    return [_occasion(number, midnight, *one, chance) for number, one in enumerate(timed)]


def _occasion(
    number: int, midnight: datetime, at: datetime, survey_id: str, unit_id: str, chance: random.Random
) -> Occasion:
    settled = at < midnight - timedelta(days=UNSETTLED_DAYS)
    shares = VERDICTS[survey_id, unit_id]
    usual = one_of(shares, chance)
    verdict = usual if settled or usual != "negative" else "neutral"
    return Occasion(number, at, survey_id, unit_id, one_of(SPOKEN[unit_id], chance), verdict)


def _moment(midnight: datetime, survey_id: str, chance: random.Random) -> datetime:
    days = [midnight - timedelta(days=back) for back in range(DAYS, 0, -1)]
    week = WEEKDAYS[survey_id]
    busy = [week[day.weekday()] * (1 + GROWTH * place / DAYS) for place, day in enumerate(days)]
    day = chance.choices(days, busy)[0]
    hour = chance.choices(list(HOURS[survey_id]), list(HOURS[survey_id].values()))[0]
    return day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60))


def one_of(shares: Shares, chance: random.Random) -> str:
    """One of several, by their shares."""
    return chance.choices(list(shares), list(shares.values()))[0]
