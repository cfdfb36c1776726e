"""`kuultu units`: the links through which staff enter what customers tell them are shown, drawn and withdrawn."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from cli.__main__ import main
from cli.units.back_office_codes import back_office_code
from kuultu.domain.protection.form_token import TokenCheck, check_token, form_token
from kuultu.services.surveys import publication
from kuultu.store.links import LinkItem
from kuultu.store.surveys import SurveyItem
from tests.integration.http import open_link
from tests.unit.helpers.builders import survey

Command = Callable[..., int]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def kuultu(command: Command) -> Command:
    """The command about units."""
    return partial(command, "units")


def links_in(told: str) -> dict[str, str]:
    """The links that were told, by unit and survey."""
    return dict(line.split(": ", 1) for line in told.splitlines() if "/l/" in line)


def test_each_unit_has_a_link_for_each_survey_and_it_leads_to_the_page(
    kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kuultu("links") == 0
    told = links_in(capsys.readouterr().out)
    surveys = ["after-purchase", "delivery", "support", "visit"]
    assert list(told) == [f"{unit}, {name}" for unit in ("helsinki", "turku") for name in surveys]
    pages = {open_link(link).body for link in told.values()}
    assert len(pages) == len(told)
    assert "Turun myymälä" in open_link(told["turku, visit"]).body


def test_the_same_links_are_shown_again_and_the_table_holds_no_token(
    kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    kuultu("links", "turku", "--survey", "visit")
    first = links_in(capsys.readouterr().out)
    kuultu("links", "turku", "--survey", "visit")
    assert links_in(capsys.readouterr().out) == first
    (kept,) = LinkItem.scan()
    assert first["turku, visit"].rpartition("/")[2] not in str(kept.attribute_values)


def test_renewed_links_take_the_place_of_the_old_ones(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    kuultu("links", "turku")
    first = links_in(capsys.readouterr().out)
    kuultu("links", "turku", "--survey", "visit", "--renew")
    second = links_in(capsys.readouterr().out)
    assert list(second) == ["turku, visit"]
    assert open_link(first["turku, visit"]).status == 410
    assert open_link(second["turku, visit"]).status == 200
    assert open_link(first["turku, support"]).status == 200


def test_a_new_key_of_a_survey_ends_the_links_that_the_old_one_made_and_says_which(
    command: Command, kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    kuultu("links", "turku")
    first = links_in(capsys.readouterr().out)
    before = publication.published_survey("visit")
    assert command("surveys", "renew", "visit", "delivery") == 0
    assert "The staff links of turku are withdrawn: kuultu units links --survey visit" in capsys.readouterr().out
    after = publication.published_survey("visit")
    assert check_token(form_token(before, NOON), after, NOON) is TokenCheck.FORGED
    kuultu("links", "turku", "--survey", "visit")
    second = links_in(capsys.readouterr().out)
    assert [open_link(link).status for link in (first["turku, visit"], first["turku, support"])] == [410, 200]
    assert open_link(second["turku, visit"]).status == 200


def test_a_survey_that_is_not_there_gets_no_key(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("surveys", "renew", "nothing") == 1
    assert capsys.readouterr().err == 'No survey "nothing" has been published here.\n'


def test_a_withdrawn_link_is_gone_until_a_new_one_is_asked_for(
    kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    kuultu("links", "turku", "--survey", "visit")
    first = links_in(capsys.readouterr().out)["turku, visit"]
    assert kuultu("withdraw", "turku") == 0
    told = capsys.readouterr().out
    assert "turku, visit: the link is withdrawn." in told
    assert "turku, support: there is no link." in told
    assert open_link(first).status == 410
    kuultu("links", "turku", "--survey", "visit")
    assert open_link(links_in(capsys.readouterr().out)["turku, visit"]).status == 200


def test_codes_for_the_back_office_are_written_with_the_units_name(kuultu: Command, tmp_path: Path) -> None:
    assert kuultu("links", "helsinki", "--survey", "visit", "--survey", "support", "--qr", tmp_path / "codes") == 0
    files = sorted(file.name for file in (tmp_path / "codes").iterdir())
    assert files == ["helsinki-support.svg", "helsinki-visit.svg"]
    drawing = (tmp_path / "codes" / files[1]).read_text(encoding="utf-8")
    assert re.findall("<text[^>]*>([^<]*)</text>", drawing) == [
        "Helsingin myymälä",
        "Miten käyntisi meni?",
        "Kuulitko asiakkaan harmista? Kirjaa se tästä.",
    ]


def test_a_code_leads_to_its_own_address() -> None:
    asked = survey()
    one, other = (back_office_code(f"https://x.fi/l/{sign * 43}", asked.units[0], asked) for sign in "ab")
    assert (one.count("<svg"), one.count("</svg>")) == (2, 2)
    assert one != other


def test_a_folder_that_cannot_be_written_is_told(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert kuultu("links", "turku", "--qr", tmp_path / "file") == 1
    assert "cannot be written" in capsys.readouterr().err


def test_unknown_units_and_surveys_are_told_with_those_that_are_known(
    kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kuultu("links", "oulu", "--survey", "autumn") == 1
    told = capsys.readouterr().err
    assert 'There is no unit "oulu" in use here. There are: helsinki, turku.' in told
    assert 'There is no survey "autumn" in use here. There are: after-purchase, delivery, support, visit.' in told


def test_a_closed_survey_has_no_links(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    publication.close_survey("visit")
    kuultu("links", "turku")
    assert "turku, visit" not in links_in(capsys.readouterr().out)


def test_a_survey_without_a_key_is_to_be_published_once_more(
    kuultu: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    SurveyItem("visit", "current").update([SurveyItem.key.remove()])
    assert kuultu("links", "turku", "--survey", "visit") == 1
    assert "publish it once more" in capsys.readouterr().err
    assert list(LinkItem.scan()) == []


@pytest.mark.parametrize("arguments", [["units"], ["units", "paint"], ["units", "withdraw"]])
def test_what_is_not_understood_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_programs_get_the_facts_as_json_and_nothing_else(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert kuultu("links", "turku", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert {(one["unit"], one["survey"]) for one in facts} >= {("turku", "after-purchase"), ("turku", "visit")}
    assert all(open_link(one["link"]).status == 200 for one in facts)
