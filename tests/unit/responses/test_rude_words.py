"""Rude words are found in three languages, and plain words that look alike are not."""

import pytest

from kuultu.domain.responses.rude_words import is_rude


@pytest.mark.parametrize(
    "text",
    [
        "Te olette VITUN idiootteja",
        "Haista sinä jätkä",
        "Ihan paskaa palvelua",
        "Jävla skitbutik",
        "ni är idioter",
        "What the FUCK is this",
        "you morons!",
        "perkeleen perkele",
    ],
)
def test_a_rude_word_is_found(text: str) -> None:
    assert is_rude(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kukka oli kuihtunut ja kukkaro katosi.",
        "Vitriini oli rikki.",
        "Horisontti, skitsi, asiakas, asia.",
        "Kuken gick sönder",
        "The assistant classified my basement.",
        "Olen pettynyt, tämä oli huono kauppa.",
    ],
)
def test_words_that_begin_alike_are_not_rude(text: str) -> None:
    assert not is_rude(text)
