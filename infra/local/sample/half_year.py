"""Half a year of sample answers, as customers would have sent them; the same for all starts on one day."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infra.local.sample.customers import contact_for
from infra.local.sample.occasions import HELSINKI, Occasion, occasions_before, one_of
from infra.local.sample.wording import Words, words_for

NEWEST = 0.19
"""The share of the newest answers; those of them that began no case have been read by nobody."""

Weighted = Mapping[int, float]

SCORED = {"after-purchase": "nps", "visit": "csat", "support": "ces"}
SCORES: Mapping[str, Mapping[str, Weighted]] = {
    "nps": {
        "positive": {9: 0.45, 10: 0.55},
        "neutral": {7: 0.4, 8: 0.6},
        "negative": {0: 0.12, 1: 0.08, 2: 0.12, 3: 0.14, 4: 0.14, 5: 0.19, 6: 0.21},
    },
    "csat": {"positive": {4: 0.4, 5: 0.6}, "neutral": {3: 1}, "negative": {1: 0.4, 2: 0.6}},
    "ces": {"positive": {5: 0.2, 6: 0.35, 7: 0.45}, "neutral": {4: 1}, "negative": {1: 0.3, 2: 0.35, 3: 0.35}},
}
STATEMENTS = {"after-purchase": ("delivery", "product")}
AGREED: Mapping[str, Weighted] = {
    "positive": {4: 0.25, 5: 0.75},
    "neutral": {3: 0.3, 4: 0.5, 5: 0.2},
    "negative": {3: 0.3, 4: 0.4, 5: 0.3},
}
TO_BLAME: Weighted = {1: 0.6, 2: 0.4}
"""The scores of the statement that an unhappy customer writes about."""

TOPICS: Mapping[str, Sequence[str]] = {
    "after-purchase": ("delivery", "product", "service", "price"),
    "visit": ("service", "selection", "price", "premises"),
    "support": ("waiting", "service", "information"),
}
TOUCHPOINTS: Mapping[str, Mapping[str, float]] = {
    "after-purchase": {"delivery": 0.7, "web-store": 0.3},
    "visit": {"till": 0.55, "door": 0.25, "receipt": 0.2},
    "support": {"phone": 0.4, "chat": 0.35, "email": 0.25},
}
SHARE_WITH_TOPIC, SHARE_WITH_STATEMENT, SHARE_PARTIAL = 0.7, 0.8, 0.06


@dataclass(frozen=True)
class SampleAnswer:
    """An answer with the body as sent, at a moment; `key` is its sender's."""

    key: str
    survey_id: str
    at: datetime
    body: Mapping[str, Any]
    read: bool


def half_year_before(start: datetime) -> list[SampleAnswer]:
    """The sample answers up to the day of a start, the oldest first."""
    day = start.astimezone(HELSINKI).date()
    chance = random.Random(day.toordinal())  # noqa: S311 - invents customers, and hides nothing
    occasions = occasions_before(start, chance)
    words = words_for(occasions, chance)
    first_new = round(len(occasions) * (1 - NEWEST))
    return [
        SampleAnswer(
            key=f"sample-{day:%Y%m%d}-{one.number:04}",
            survey_id=one.survey_id,
            at=one.at,
            body=_body(one, words.get(one), chance),
            read=one.number < first_new or one.verdict == "negative",
        )
        for one in occasions
    ]


def _body(occasion: Occasion, words: Words | None, chance: random.Random) -> dict[str, Any]:
    context = {"unit": occasion.unit_id, "touchpoint": one_of(TOUCHPOINTS[occasion.survey_id], chance)}
    order = {} if occasion.survey_id == "visit" else {"reference": f"order-{20_400 + 7 * occasion.number}"}
    sent = {"language": occasion.language, "context": context | order}
    if words is None and occasion.verdict != "negative" and chance.random() < SHARE_PARTIAL:
        return {**sent, "answers": _score(occasion, chance), "partial": True}
    contact = contact_for(occasion, chance)
    return {**sent, "answers": _answers(occasion, words, chance), **({"contact": contact} if contact else {})}


def _answers(occasion: Occasion, words: Words | None, chance: random.Random) -> dict[str, Any]:
    topic, text = words or ("", "")
    if not topic and chance.random() < SHARE_WITH_TOPIC:
        topic = chance.choice(TOPICS[occasion.survey_id])
    said = {"why": text} if text else {}
    topics = {"topics": [topic]} if topic else {}
    return _score(occasion, chance) | said | _statements(occasion, topic, chance) | topics


def _score(occasion: Occasion, chance: random.Random) -> dict[str, Any]:
    question = SCORED[occasion.survey_id]
    return {question: _drawn(SCORES[question][occasion.verdict], chance)}


def _statements(occasion: Occasion, topic: str, chance: random.Random) -> dict[str, Any]:
    """The scores of the survey's statements: low only for what an unhappy customer complains about."""
    blamed = topic if occasion.verdict == "negative" else ""
    answered = [one for one in STATEMENTS.get(occasion.survey_id, ()) if chance.random() < SHARE_WITH_STATEMENT]
    return {one: _drawn(TO_BLAME if one == blamed else AGREED[occasion.verdict], chance) for one in answered}


def _drawn(weighted: Weighted, chance: random.Random) -> int:
    return chance.choices(list(weighted), list(weighted.values()))[0]
