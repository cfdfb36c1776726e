"""`kuultu surveys`: what it publishes, lists, closes and draws, and what it says when it cannot."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.surveys import commands, shelf
from infra.surveys.__main__ import main
from infra.surveys.documents import read
from kuultu.errors import Decided, Gone
from kuultu.services import surveys
from kuultu.store import surveys as store
from kuultu.store.surveys import SurveyRecord
from tests.conftest import ROOT
from tests.unit.builders import document

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VISIT = ROOT / "surveys" / "visit.toml"
Command = Callable[..., int]


@pytest.fixture
def kuultu(aws: None, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, connected to the AWS of this test."""

    def connect(asked: argparse.Namespace) -> str:
        return str(asked.stack or "Kuultu")

    monkeypatch.setattr(commands, "connect", connect)
    return lambda *arguments: main(["surveys", *map(str, arguments)])


def changed(folder: Path, old: str = "Miten käyntisi meni?", new: str = "Miten meni?") -> Path:
    """The survey of visits with a change."""
    file = folder / "visit.toml"
    file.write_text(VISIT.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return file


def test_a_change_is_published_as_the_next_version_and_the_old_one_stays(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kuultu("publish", VISIT) == 0
    assert kuultu("publish", changed(tmp_path), "--stack", "Shop") == 0
    said = capsys.readouterr().out
    assert "visit: version 1 is published already; nothing has changed." in said
    assert "publishing 1 to the stack Shop\nvisit: version 2 is published." in said
    assert store.survey_version("visit", 1).title["fi"] == "Miten käyntisi meni?"


def test_nothing_is_published_when_one_of_many_is_wrong(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.toml").write_text('id = "a"', encoding="utf-8")
    assert kuultu("publish", changed(tmp_path), tmp_path / "a.toml") == 1
    told = capsys.readouterr()
    assert f'{tmp_path / "a.toml"}:1: "title" is missing: what customers read first.' in told.err
    assert "Nothing was published." in told.err
    assert shelf.shelved("visit").version == 1


def test_checking_asks_no_aws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surveys", "check", str(VISIT)]) == 0
    assert "visit.toml: good. visit, 3 questions, 2 units." in capsys.readouterr().out
    assert main(["surveys", "check", str(changed(tmp_path, 'kind = "csat"', "kind = 5"))]) == 1
    assert "visit.toml:13: question" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["surveys"], ["surveys", "paint"], ["surveys", "close"]])
def test_what_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_closed_survey_stays_closed_when_it_is_published_until_it_is_opened(kuultu: Command, tmp_path: Path) -> None:
    assert kuultu("close", "visit", ROOT / "surveys" / "support.toml") == 0
    kuultu("publish", changed(tmp_path))
    with pytest.raises(Gone):
        surveys.survey_in_use("visit", NOW)
    assert kuultu("open", "visit") == 0
    assert surveys.survey_in_use("visit", NOW + timedelta(minutes=2)).version == 2
    assert [one.id for one in shelf.everything() if one.closed] == ["support"]


def test_a_definition_may_say_itself_that_the_survey_is_closed(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kuultu("publish", changed(tmp_path, "remedy_limit = 100", "closed = true"))
    assert "It is closed" in capsys.readouterr().out
    assert kuultu("open", "visit") == 1
    with pytest.raises(Gone):
        surveys.survey_in_use("visit", NOW)


def test_the_list_says_what_is_published_and_what_is_closed(
    kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    kuultu("close", "support")
    capsys.readouterr()
    assert kuultu("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["after-purchase", "delivery", "support", "visit"]
    assert lines[2] == "support         version 1  closed  fi, sv, en"


def test_a_survey_that_is_not_there_cannot_be_closed(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert kuultu("close", "nothing") == 1
    assert capsys.readouterr().err == 'No survey "nothing" has been published here.\n'


def test_a_publication_that_was_interrupted_is_finished_by_the_next(kuultu: Command, tmp_path: Path) -> None:
    content = read(changed(tmp_path)).content
    SurveyRecord("visit", "000002", number=2, definition=content).save()
    assert surveys.publish(content) == 2
    assert shelf.shelved("visit").version == 2


def test_two_who_publish_at_once_do_not_overwrite_each_other(kuultu: Command) -> None:
    store.publish(document("visit") | {"remedy_limit": 7}, 2)
    with pytest.raises(Decided):
        store.publish(document("visit") | {"remedy_limit": 8}, 2)
    store.publish(document("visit") | {"remedy_limit": 9}, 3)
    store.publish(document("visit") | {"remedy_limit": 7}, 2)
    assert shelf.shelved("visit").version == 3
