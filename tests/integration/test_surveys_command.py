"""`kuultu surveys`: what it publishes, lists, closes and draws, and what it says when it cannot."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cli.__main__ import main
from cli.surveys.qr_posters import place_for, poster, qr_code
from cli.surveys.survey_files import InvalidSurveys, read, read_all
from kuultu.domain.surveys.survey import survey_from
from kuultu.errors import Decided, Gone
from kuultu.services.surveys import current_surveys, publication
from kuultu.store import surveys as store
from kuultu.store.surveys import SurveyItem
from tests.conftest import ROOT
from tests.integration.http import open_survey
from tests.integration.page import Page
from tests.integration.world import World
from tests.unit.helpers.builders import document

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VISIT = ROOT / "surveys" / "visit.toml"
Command = Callable[..., int]


@pytest.fixture
def kuultu(command: Command) -> Command:
    """The command about surveys."""
    return partial(command, "surveys")


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
    assert publication.published_survey("visit").version == 1


def test_checking_asks_no_aws(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["surveys", "check", str(VISIT)]) == 0
    assert "visit.toml: good. visit, 3 questions, 2 units." in capsys.readouterr().out
    assert main(["surveys", "check", str(changed(tmp_path, 'kind = "csat"', "kind = 5"))]) == 1
    assert "visit.toml:14: question" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["surveys"], ["surveys", "paint"], ["surveys", "close"]])
def test_what_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_closed_survey_stays_closed_when_it_is_published_until_it_is_opened(kuultu: Command, tmp_path: Path) -> None:
    assert kuultu("close", "visit", ROOT / "surveys" / "support.toml") == 0
    kuultu("publish", changed(tmp_path))
    with pytest.raises(Gone):
        current_surveys.survey_in_use("visit", NOW)
    assert kuultu("open", "visit") == 0
    assert current_surveys.survey_in_use("visit", NOW + timedelta(minutes=2)).version == 2
    assert [one.id for one in publication.published_surveys() if one.closed] == ["support"]


def test_a_definition_may_say_itself_that_the_survey_is_closed(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kuultu("publish", changed(tmp_path, "remedy_limit = 100", "closed = true"))
    assert "It is closed" in capsys.readouterr().out
    assert kuultu("open", "visit") == 1
    with pytest.raises(Gone):
        current_surveys.survey_in_use("visit", NOW)


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
    SurveyItem("visit", "000002", number=2, definition=content).save()
    assert publication.publish(content) == 2
    assert publication.published_survey("visit").version == 2


def test_two_who_publish_at_once_do_not_overwrite_each_other(kuultu: Command) -> None:
    store.publish(document("visit") | {"remedy_limit": 7}, 2)
    with pytest.raises(Decided):
        store.publish(document("visit") | {"remedy_limit": 8}, 2)
    store.publish(document("visit") | {"remedy_limit": 9}, 3)
    store.publish(document("visit") | {"remedy_limit": 7}, 2)
    assert publication.published_survey("visit").version == 3


def test_a_code_leads_to_the_survey_for_a_unit_in_its_language(kuultu: Command, tmp_path: Path) -> None:
    output = tmp_path / "code.svg"
    assert kuultu("qr", "visit", "--unit", "turku", "--output", output) == 0
    drawn = output.read_text(encoding="utf-8")
    assert "https://feedback.example.com/s/visit?unit=turku&amp;language=fi</title>" in drawn
    assert "viewBox" in drawn


def test_the_address_on_paper_opens_the_survey_for_that_unit_in_that_language(aws: None) -> None:
    place = place_for(survey_from(document("visit")), "turku", "sv", "https://feedback.example.com")
    page = Page(open_survey(place.address.removeprefix("https://feedback.example.com/s/")).body)
    assert (page.language, page.fields["unit"]) == ("sv", "turku")
    assert "butiken i Åbo" in page.words


@pytest.mark.parametrize(
    ("language", "line"), [("fi", "Suuntaa puhelimen"), ("sv", "Rikta mobilens"), ("en", "Point your")]
)
def test_a_poster_says_in_each_language_what_to_do(language: str, line: str) -> None:
    place = place_for(survey_from(document("visit")), "helsinki", language, "https://feedback.example.com/")
    page = poster(place)
    assert f'<html lang="{language}">' in page
    assert line in page
    assert f"https://feedback.example.com/s/visit?unit=helsinki&amp;language={language}</p>" in page
    assert not re.search(r"\$\w|<script|<\?xml", page)


def test_what_a_survey_says_is_inert_on_a_poster() -> None:
    content = document("visit") | {"organisation": "<b>Kattila</b> & $code"}
    page = poster(place_for(survey_from(content), None, "en", "https://feedback.example.com"))
    assert "&lt;b&gt;Kattila&lt;/b&gt; &amp; $code" in page


@pytest.mark.parametrize("unknown", [{"unit": "oulu"}, {"language": "de"}])
def test_a_code_for_what_the_survey_does_not_know_is_refused(unknown: dict[str, str]) -> None:
    asked: dict[str, Any] = {"unit": None, "language": None, **unknown}
    with pytest.raises(InvalidSurveys, match=r"Its units: helsinki, turku|It is in fi, sv, en"):
        place_for(survey_from(document("visit")), asked["unit"], asked["language"], "https://feedback.example.com")


def test_a_code_is_the_same_for_the_same_address() -> None:
    first, second = (
        qr_code(place_for(survey_from(document("visit")), None, language, "https://feedback.example.com"))
        for language in ("fi", None)
    )
    assert first == second


def test_a_survey_sets_the_clocks_of_its_cases(world: World) -> None:
    own = document() | {"reflection_days": 2, "promise_days": 5, "follow_up_days": 14}
    assert read_all([ROOT / "surveys"])
    publication.publish(own)
    current_surveys.forget()
    case = world.record(world.begins_case()).case
    assert case.reflection_planned_until - case.opened_at == timedelta(days=2)
    assert (case.promised_at - case.opened_at).days == 7  # five working days from a Monday


def test_a_failure_leaves_programs_valid_json(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert kuultu("close", "visit", "never-published", "--json") == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == [{"survey": "visit"}]
    assert "never-published" in told.err
