"""Remarks of the guide on a reply: warnings that never block; the words that explain them are in the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache

from kuultu.domain.reply_guide.english import ENGLISH
from kuultu.domain.reply_guide.finnish import FINNISH
from kuultu.domain.reply_guide.language import plainly_in_another
from kuultu.domain.reply_guide.notation import all_together, any_of, as_read, whole_words
from kuultu.domain.reply_guide.swedish import SWEDISH

LANGUAGES = {"fi": FINNISH, "sv": SWEDISH, "en": ENGLISH}

SHORTEST_ANSWER = 4
"""Words of a sentence that says something of its own; shorter ones answer only with a known word of doing."""

CLAUSE_BEFORE = 160
"""Characters before a blame or an excuse that are searched for a denial of it."""

SENTENCE_END = re.compile(r"[.!?:\n]")

CLAUSE_END = re.compile(
    r"[.!?:;()\n–—]| - |,(?! (?:että|jota|jonka|mitä|minkä|att|som|that|which)\b)"
    r"|\b(?:mutta|vaan|koska|men|utan|eftersom|och|då|but|because|since|as|and|so)\b",
    re.IGNORECASE,
)
"""Where a denial ends; not at the comma before a subordinate clause: 'en sano, että se on sinun vikasi'."""


class Concern(StrEnum):
    """A possible fault of a reply: the first three when the reply lacks them, the others when it holds them.

    LANGUAGE is that of a reply which is plainly in another language than its reader's.
    """

    THANKS = "thanks"
    REGRET = "regret"
    ANSWER = "answer"
    LANGUAGE = "language"
    BLAME = "blame"
    EXCUSE = "excuse"
    COLLEAGUE = "colleague"


@dataclass(frozen=True)
class Remark:
    """A remark to think over before sending; ``found`` quotes the reply, and is empty for a lack.

    For LANGUAGE, ``found`` is the code of the reply's language.
    """

    concern: Concern
    found: str = ""


@dataclass(frozen=True)
class _Ear:
    """The phrases of a language as compiled expressions."""

    thanks: re.Pattern[str]
    regret: re.Pattern[str]
    answer: re.Pattern[str]
    hollow: re.Pattern[str]
    blame: re.Pattern[str]
    excuse: re.Pattern[str]
    colleague: re.Pattern[str]
    denial: re.Pattern[str]


def remarks_on(message: str, language: str) -> tuple[Remark, ...]:
    """The remarks on a message, lacks first; an unknown language is read by the rules of all languages.

    A message that is plainly in another language is said to be, and read by the rules of its own.
    """
    text = as_read(message)
    another = plainly_in_another(text, language)
    ear = _ear(another or (language if language in LANGUAGES else ""))
    foreign = (Remark(Concern.LANGUAGE, another),) if another else ()
    faults = {Concern.BLAME: ear.blame, Concern.EXCUSE: ear.excuse, Concern.COLLEAGUE: ear.colleague}
    said = [Remark(concern, words) for concern, pattern in faults.items() for words in _said(pattern, text, ear)]
    return *foreign, *_lacking(text, ear), *said


def _lacking(text: str, ear: _Ear) -> Iterator[Remark]:
    """Remarks on lacking thanks, regret and answer.

    Excuses do not count: 'sorry if you felt' is no regret, and 'unfortunately we cannot' no answer.
    """
    honest = ear.excuse.sub("…", text)
    if not ear.thanks.search(honest):
        yield Remark(Concern.THANKS)
    if not ear.regret.search(honest):
        yield Remark(Concern.REGRET)
    if not ear.answer.search(honest) and not any(_says_something(part, ear) for part in SENTENCE_END.split(text)):
        yield Remark(Concern.ANSWER)


def _says_something(sentence: str, ear: _Ear) -> bool:
    beside_the_point = (ear.thanks, ear.regret, ear.hollow, ear.blame, ear.excuse, ear.colleague)
    return len(sentence.split()) >= SHORTEST_ANSWER and not any(said.search(sentence) for said in beside_the_point)


def _said(pattern: re.Pattern[str], text: str, ear: _Ear) -> Iterator[str]:
    """The places of a text that match the pattern and are not denied, each wording once."""
    said: dict[str, str] = {}
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - CLAUSE_BEFORE) : match.start()]
        if not ear.denial.search(CLAUSE_END.split(before)[-1]):
            said.setdefault(match[0].casefold(), match[0])
    yield from said.values()


@cache
def _ear(language: str) -> _Ear:
    words = LANGUAGES.get(language) or all_together(LANGUAGES.values())
    denial = re.compile(whole_words("|".join(words.denials)), re.IGNORECASE)
    kinds = [kind.name for kind in fields(_Ear) if kind.name != "denial"]
    return _Ear(**{kind: any_of(getattr(words, kind), words) for kind in kinds}, denial=denial)
