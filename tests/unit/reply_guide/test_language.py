"""Finnish, Swedish and English are told apart, and in doubt nothing is said."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.reply_guide import Concern, plainly_in_another, remarks_on
from kuultu.domain.reply_guide.language import FUNCTION_WORDS, SHARED
from tests.unit.reply_guide.test_remarks import FAULTLESS, FAULTLESS_START

LANGUAGES = ("fi", "sv", "en")
LETTERS = [(code, line.strip()) for code, lines in FAULTLESS.items() for line in lines.strip().splitlines()]
QUESTIONS = [
    ("fi", "Oliko laatikko ehjä?"),
    ("fi", "Missä lommo on?"),
    ("sv", "Var lådan hel när den kom?"),
    ("en", "Was the box intact?"),
]


@pytest.mark.parametrize(("language", "text"), LETTERS + QUESTIONS)
def test_a_text_is_known_to_be_in_another_language_than_each_of_the_other_two(language: str, text: str) -> None:
    assert [plainly_in_another(text, reader) for reader in LANGUAGES if reader != language] == [language, language]
    assert plainly_in_another(text, language) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OK",
        "Aino Virtanen",
        "IBAN FI21 1234 5600 0007 85",
        "https://shop.example/thanks",
        "Moccamaster KBG Select",
        "Kiitos! We have sent a new one to you.",
        "Kattila & Kannu, Helsinki",
    ],
)
def test_names_numbers_and_a_word_of_another_language_raise_no_alarm(text: str) -> None:
    assert plainly_in_another(text, "en") == ""


def test_in_an_unknown_language_nothing_is_said() -> None:
    assert plainly_in_another("Kiitos, että kerroit.", "de") == ""


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_whatever_is_written_the_answer_is_another_known_language_or_none(text: str, language: str) -> None:
    assert plainly_in_another(text, language) in {"", *LANGUAGES} - {language}


def test_a_word_that_two_languages_share_tells_of_neither() -> None:
    for one, other in combinations(FUNCTION_WORDS.values(), 2):
        assert one & other <= SHARED


def test_a_reply_in_another_language_is_said_to_be_and_read_by_the_rules_of_its_own() -> None:
    (remark,) = remarks_on(FAULTLESS_START["fi"], "sv")
    assert (remark.concern, remark.found) == (Concern.LANGUAGE, "fi")
    assert [one.concern for one in remarks_on("Kiitos, että kerroit. Lähetämme uuden.", "sv")] == ["language", "regret"]
