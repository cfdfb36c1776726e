"""docs/surveys.md, as whoever writes a survey follows it: what it shows is what happens."""

import html
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cli.__main__ import main, parser
from cli.surveys.survey_files import has_holidays
from kuultu.domain.surveys.survey import NEGATIVE_AT_MOST, SCALES
from kuultu.domain.surveys.validation import Known, violations_in
from kuultu.domain.surveys.validation.directory import violations_in_directory
from kuultu.services.email_address import email_flaw
from kuultu.services.surveys import publication
from tests.conftest import ROOT
from tests.integration.http import open_survey
from tests.integration.page import Page

GUIDE = (ROOT / "docs" / "surveys.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """The examples of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)


WHOLE, *OTHERS = blocks("toml")
PEOPLE = [block for block in OTHERS if block.startswith("# people.toml")]
PARTS = [block for block in OTHERS if block not in PEOPLE]
COMMANDS = [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


def said_of(content: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Check this as surveys/pick-up.toml, as the guide does."""
    (folder / "surveys").mkdir()
    (folder / "surveys" / "pick-up.toml").write_text(content, encoding="utf-8")
    monkeypatch.chdir(folder)
    return main(shlex.split(COMMANDS[0])[1:])


def test_the_whole_survey_is_as_good_as_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said_of(WHOLE, tmp_path, monkeypatch) == 0
    assert f"$ {COMMANDS[0]}\n{capsys.readouterr().out}" in blocks("console")


def test_mistakes_are_told_as_the_guide_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = WHOLE.replace("required", "requierd").replace("Europe/Helsinki", "Helsinki")
    assert said_of(wrong, tmp_path, monkeypatch) == 1
    assert capsys.readouterr().err == blocks("text")[0]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part[:20])
def test_every_other_example_can_be_put_into_the_whole_one(part: str) -> None:
    whole: dict[str, Any] = tomllib.loads(WHOLE)
    for key, value in tomllib.loads(part).items():
        whole[key] = whole[key] + value if key in {"questions", "units"} else value
    assert violations_in(whole, Known(email_flaw, has_holidays)) == []


def test_the_people_of_the_guide_are_a_good_directory() -> None:
    (people,) = PEOPLE
    assert violations_in_directory(tomllib.loads(people), Known(email_flaw, has_holidays)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_guide_is_understood(command: str) -> None:
    program, *arguments = shlex.split(command, comments=True)
    assert program == ".venv/bin/kuultu"
    assert parser().parse_args(arguments).word in command


@pytest.mark.parametrize("kind", SCALES)
def test_the_guide_knows_when_a_score_is_unhappy(kind: str) -> None:
    lowest, highest = SCALES[kind]
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{kind}` |"))
    assert f"{lowest}–{highest}" in row
    assert f"{NEGATIVE_AT_MOST[kind]} or less" in row


def test_the_guide_lists_every_ready_made_survey() -> None:
    assert set(re.findall(r"^\| `([a-z-]+\.toml)`", GUIDE, re.MULTILINE)) == {
        file.name for file in (ROOT / "surveys").iterdir()
    }


def test_the_score_in_a_mail_opens_the_survey_with_that_score_chosen(aws: None) -> None:
    publication.publish(tomllib.loads(WHOLE))
    (address,) = re.findall(r'<a href="[^"]*/s/([^"]*)">2</a>', blocks("html")[0])
    page = Page(open_survey(html.unescape(address)).body)
    assert page.checked == [("csat", "2")]
    assert (page.fields["unit"], page.fields["reference"]) == ("helsinki", "order-1001")
