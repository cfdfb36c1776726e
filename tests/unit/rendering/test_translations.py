"""The catalogues: every sentence is there in Finnish and Swedish, and keeps its places for names and times."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.conftest import ROOT

FUNCTIONS = ROOT / "functions"
LANGUAGES = ["fi", "sv"]
METHODS = [("**.py", "python"), ("kuultu/templates/**.j2", "jinja2")]
OPTIONS = {"kuultu/templates/**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}


@cache
def catalogue(language: str) -> Catalog:
    path = FUNCTIONS / "kuultu" / "translations" / language / "LC_MESSAGES" / "kuultu.po"
    with Path(path).open("rb") as file:
        return read_po(file, locale=language)


def sentences(language: str) -> Iterator[tuple[str, str]]:
    for message in catalogue(language):
        if message.id:
            yield str(message.id), str(message.string or "")


def test_every_sentence_in_the_templates_is_translated() -> None:
    found = extract_from_dir(FUNCTIONS, METHODS, OPTIONS)
    wanted = {message for _, _, message, _, _ in found if isinstance(message, str)}
    assert len(wanted) > 50
    for language in LANGUAGES:
        assert wanted <= {english for english, translated in sentences(language) if translated}, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_only_guessed(language: str) -> None:
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_places_to_fill_as_the_original(language: str) -> None:
    places = re.compile(r"%\(\w+\)s")
    differing = [
        english for english, said in sentences(language) if set(places.findall(english)) != set(places.findall(said))
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_holds_no_stray_percent_sign_or_markup(language: str) -> None:
    assert [said for _, said in sentences(language) if re.search(r"%(?!\(\w+\)s)|[<>{}]", said)] == []
