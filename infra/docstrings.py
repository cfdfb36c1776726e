"""A check of docstrings: first sentences must name their objects by nouns, with few pronouns and wh-words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from infra.toolchain import ROOT

FOLDERS = ("functions", "infra", "cli")

LIMIT = 0.05
"""The share of pronouns and wh-words must stay below this; model codebases have 0.02 to 0.03."""

PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "what who whom whose which when where how why whoever whatever whichever"
        " it its itself they them their one ones he him his she her we us our you your i my this these those"
        " somebody someone something nobody nothing everybody everyone everything anybody anyone anything",
    )
)


def are_of_nouns() -> bool:
    """True if each folder keeps to the limit; a folder above the limit has its 20 worst docstrings printed."""
    return all([_keeps_to_the_limit(folder) for folder in FOLDERS])


def _keeps_to_the_limit(folder: str) -> bool:
    sentences = list(first_sentences(ROOT / folder))
    share = share_of_pronouns([sentence for _, sentence in sentences])
    if share >= LIMIT:
        print(f"{folder}/: {share:.1%} of the words in docstrings' first sentences are pronouns or wh-words.")
        print(f"Less than {LIMIT:.0%} should be: name the thing by a noun. Those with most of them:")
        worst = sorted(sentences, key=lambda one: len(pronouns_in(one[1])), reverse=True)[:20]
        print("\n".join(f"  {place}: {sentence}" for place, sentence in worst), flush=True)
    return share < LIMIT


def share_of_pronouns(sentences: list[str]) -> float:
    """The share of pronouns and wh-words among the words of sentences, 0 to 1."""
    words = sum(len(words_in(sentence)) for sentence in sentences)
    return sum(len(pronouns_in(sentence)) for sentence in sentences) / max(words, 1)


def pronouns_in(sentence: str) -> list[str]:
    """The pronouns and wh-words of a sentence."""
    return [word for word in words_in(sentence) if word in PRONOUNS]


def words_in(sentence: str) -> list[str]:
    """The words of a sentence, in lower case."""
    return re.findall(r"[a-z']+", sentence.lower())


def first_sentences(folder: Path) -> Iterator[tuple[str, str]]:
    """The place and the first sentence of each docstring in a folder; code between backticks becomes one letter."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (text := ast.get_docstring(node)):
                place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
                yield place, first_sentence(text)


def first_sentence(text: str) -> str:
    """The first sentence of a docstring, up to a full stop, colon or semicolon."""
    return re.split(r"(?<=[.;:])\s", re.sub(r"`[^`]*`", "X", " ".join(text.split())), maxsplit=1)[0]
