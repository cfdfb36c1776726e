"""A reply never repeats what a colleague said in confidence: what counts as repeating."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.reply_guide import quotes

STATEMENT = "Olin yksin kassalla, enkä ehtinyt auttaa häntä; jono ulottui ovelle asti."


@pytest.mark.parametrize(
    ("message", "statement", "quoted"),
    [
        ("Myyjä oli yksin kassalla. ENKÄ  EHTINYT auttaa\nhäntä, jono ulottui", STATEMENT, True),
        ("Yksin kassalla enkä ehtinyt auttaa, sanoi myyjä.", STATEMENT, False),
        ("He said he didn’t see the box at all.", "I didn't see the box at all", True),
        ("Kiitos ja anteeksi. Uusi paketti lähti.", "Kiitos ja anteeksi.", False),
        ("Laatikko oli jo märkä, kun se tuli.", "Laatikko oli jo märkä.", False),
        ("Kyllä, teimme virheen.", "Kyllä.", False),
        ("Kyllä, ihan varmasti.", "", False),
        ("", STATEMENT, False),
    ],
)
def test_a_run_of_a_colleagues_words_is_a_quotation(message: str, statement: str, quoted: bool) -> None:
    assert quotes(message, statement) is quoted


@given(st.text(max_size=200), st.lists(st.from_regex(r"[a-zåäö]{2,8}", fullmatch=True), min_size=6, max_size=20))
def test_a_statement_repeated_whole_is_always_found(around: str, words: list[str]) -> None:
    assert quotes(f"{around} {'  '.join(words).upper()}, {around}", " ".join(words))
