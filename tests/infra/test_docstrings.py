"""Docstrings name things by nouns: the check counts pronouns and wh-words in first sentences."""

from pathlib import Path

import pytest

from infra import docstrings

POOR = '"""What it is that one does when somebody asks for it."""\n'
GOOD = '"""The tasks of a case that are due before a moment."""\n'


def test_pronouns_and_wh_words_are_counted_in_first_sentences_only() -> None:
    text = docstrings.first_sentence("The task of `who`. What it does, whoever asks.")
    assert text == "The task of X."
    assert docstrings.share_of_pronouns([text, "What is due."]) == pytest.approx(1 / 7)


@pytest.mark.parametrize(("text", "good"), [(POOR, False), (GOOD, True)])
def test_a_folder_of_pronouns_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str, good: bool
) -> None:
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions" / "tasks.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(docstrings, "ROOT", tmp_path)
    assert docstrings.are_of_nouns() is good
    assert ("functions/tasks.py:1: What it is" in capsys.readouterr().out) is not good
