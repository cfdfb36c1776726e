"""Texts of sample answers by language, survey, verdict and topic: each is told once, a short one once in a survey."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from infra.local.sample.occasions import Occasion

TEXTS = Path(__file__).parent / "texts"

SHARE_WITH_WORDS = {"positive": 0.45, "neutral": 0.5, "negative": 0.75}
"""The share of answers with words: whoever is unhappy writes more."""

Words = tuple[str, str]
"""A topic ("" for a text that says none) and a text."""


@cache
def texts_in(language: str) -> Mapping[str, Any]:
    """The texts of a language, as the file has them."""
    return tomllib.loads((TEXTS / f"{language}.toml").read_text(encoding="utf-8"))


def deck(occasion: Occasion) -> list[Words]:
    """All words that suit an occasion: of its language, survey and verdict."""
    texts = texts_in(occasion.language)
    by_topic = texts[occasion.survey_id][occasion.verdict]
    told = [(topic, text) for topic, texts_of_topic in by_topic.items() for text in texts_of_topic]
    return [*told, *(("", text) for text in texts["short"][occasion.verdict])]


def words_for(occasions: Sequence[Occasion], chance: random.Random) -> dict[Occasion, Words]:
    """The words of those who write any; nobody repeats another's."""
    alike: dict[tuple[str, str, str], list[Occasion]] = {}
    for one in occasions:
        alike.setdefault((one.language, one.survey_id, one.verdict), []).append(one)
    return {one: words for group in alike.values() for one, words in _dealt(group, chance)}


def _dealt(alike: Sequence[Occasion], chance: random.Random) -> list[tuple[Occasion, Words]]:
    words = deck(alike[0])
    count = min(len(words), round(len(alike) * SHARE_WITH_WORDS[alike[0].verdict]))
    return list(zip(chance.sample(alike, count), chance.sample(words, count), strict=True))
