"""`kuultu people`: the directory is checked and published like surveys, and every survey follows it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.__main__ import main
from kuultu.domain.cases.case import Stage
from kuultu.domain.surveys.absence import Absence
from kuultu.domain.surveys.survey import Survey
from kuultu.services.dossiers import dossier_of
from kuultu.services.surveys import current_surveys, directory_publication, publication
from kuultu.store import absences
from kuultu.store import surveys as store
from tests.conftest import ROOT
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import MANAGER, OWNER, World
from tests.unit.helpers.builders import document, people

PEOPLE = ROOT / "people.toml"
Command = Callable[..., int]


@pytest.fixture
def kuultu(command: Command) -> Command:
    """The command, with the ready-made directory published in place of the usual one."""
    for item in store.SurveyItem.query(store.DIRECTORY):
        item.delete()
    directory_publication.publish_directory(people())
    return command


def changed(folder: Path, old: str = MANAGER, new: str = "uusi.johtaja@example.com") -> Path:
    """The ready-made directory with a change."""
    file = folder / "people.toml"
    file.write_text(PEOPLE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return file


def test_a_change_of_people_is_the_next_version_and_the_old_one_stays(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kuultu("people", "publish", PEOPLE) == 0
    assert kuultu("people", "publish", changed(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "people: version 1 is published already; nothing has changed." in said
    assert "people: version 2 is published." in said
    assert store.SurveyItem.get(store.DIRECTORY, "000001").definition == people()


def test_faults_are_told_with_their_lines_and_nothing_is_published(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kuultu("people", "publish", changed(tmp_path, 'deputy = "pirjo"', 'deputy = "nobody"')) == 1
    told = capsys.readouterr().err
    line = PEOPLE.read_text(encoding="utf-8").partition('deputy = "pirjo"')[0].count("\n") + 1
    assert f'people.toml:{line}: person "mari", deputy: There is no person "nobody" in this directory.' in told
    assert "Nothing was published." in told
    assert store.current_directory() == people()


def test_checking_people_asks_no_aws(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", "check"]) == 0
    assert "people.toml: good. People: 7, units: 2." in capsys.readouterr().out


def test_the_list_says_who_is_what_in_which_unit(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert kuultu("people", "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "people: version 1"
    assert lines[1] == f"mari: Mari Lindholm <{OWNER}>; fi, sv, en; owner of helsinki; deputy: pirjo"


def test_before_anything_is_published_the_list_says_so(kuultu: Command, capsys: pytest.CaptureFixture[str]) -> None:
    for item in store.SurveyItem.query(store.DIRECTORY):
        item.delete()
    assert kuultu("people", "list") == 0
    assert capsys.readouterr().out == "No people have been published here yet.\n"


def test_a_unit_that_a_survey_names_cannot_be_taken_away(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kuultu("people", "publish", changed(tmp_path, 'id = "turku"', 'id = "oulu"')) == 1
    assert 'names the unit "turku": publish the survey without it first.' in capsys.readouterr().err
    assert store.current_directory() == people()


def test_a_survey_that_names_an_unknown_unit_is_refused_with_file_and_line(
    kuultu: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "visit.toml"
    good = (ROOT / "surveys" / "visit.toml").read_text(encoding="utf-8")
    file.write_text(good.replace('["helsinki", "turku"]', '["helsinki", "oulu"]'), encoding="utf-8")
    assert kuultu("surveys", "publish", file) == 1
    assert f'{file}:5: There is no unit "oulu" in the published directory.' in capsys.readouterr().err
    assert publication.published_survey("visit").version == 1


def managers(survey: Survey) -> list[str]:
    return [unit.manager.email for unit in survey.units]


def test_every_survey_and_every_open_case_follow_a_change_of_people(world: World) -> None:
    case_id = world.begins_case()
    assert dossier_of(case_id).unit.manager.email == MANAGER
    content = people()
    content["people"][1]["email"] = "uusi.johtaja@example.com"
    directory_publication.publish_directory(content)
    later = world.now + timedelta(minutes=2)
    assert managers(current_surveys.survey_in_use("visit", later))[0] == "uusi.johtaja@example.com"
    assert dossier_of(case_id).unit.manager.email == "uusi.johtaja@example.com"
    assert [one.id for one in publication.published_surveys()] == ["after-purchase", "delivery", "support", "visit"]


def test_a_survey_with_units_of_its_own_keeps_its_people(world: World) -> None:
    publication.publish(document() | {"id": "own"})
    content = people()
    content["people"][1]["email"] = "uusi.johtaja@example.com"
    directory_publication.publish_directory(content)
    assert managers(publication.published_survey("own"))[0] == MANAGER


def test_a_code_for_a_file_knows_the_units_of_the_directory(kuultu: Command, tmp_path: Path) -> None:
    output = tmp_path / "code.svg"
    file = ROOT / "surveys" / "visit.toml"
    call = ["qr", file, "--unit", "turku", "--url", "https://feedback.example.com", "--output", output]
    assert kuultu("surveys", *call) == 0
    assert "/s/visit?unit=turku" in output.read_text(encoding="utf-8")


def test_whoever_has_left_hands_open_cases_to_the_units_present_people(world: World) -> None:
    case_id = world.begins_case()
    before = len(mailbox())
    new_people(owner="pirjo", manager="kaarina", gone={"mari", "outi"})
    world.passes(timedelta(hours=2))
    world.is_swept(case_id)
    case = world.record(case_id).case
    assert (case.owner.name, case.manager.name) == ("Pirjo Niemi", "Kaarina Kallio")
    told = kinds_and_readers()[before:]
    assert sorted(told) == [("task-triage", PIRJO), ("yours", PIRJO), ("yours", KAARINA)]
    theirs = next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == PIRJO)
    assert "Mari Lindholm ei enää vastaa asiakkaille" in theirs.words
    world.is_swept(case_id)
    assert kinds_and_readers()[before:] == told


def test_a_case_that_its_manager_had_taken_on_goes_to_the_present_manager(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, owner_email=MANAGER)
    new_people(owner="mari", manager="kaarina", gone={"outi"})
    world.passes(timedelta(hours=2))
    world.is_swept(case_id)
    assert world.record(case_id).case.owner.name == "Kaarina Kallio"


def test_an_approval_of_somebody_who_has_left_goes_to_the_present_manager(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="refund", amount="500")
    new_people(owner="mari", manager="kaarina", gone={"outi"})
    world.passes(timedelta(hours=2))
    world.is_swept(case_id)
    assert last("task-approve_remedy").to == KAARINA
    assert world.does(case_id, "task-approve_remedy", "approve") is Stage.REPLY


def test_people_who_stay_keep_their_cases(world: World) -> None:
    case_id = world.begins_case()
    new_people(owner="pirjo", manager="outi", gone={"tuva"})
    world.passes(timedelta(hours=2))
    world.is_swept(case_id)
    assert world.record(case_id).case.owner.email == OWNER


PIRJO, KAARINA = "deputy.helsinki@example.com", "director@example.com"


def new_people(owner: str, manager: str, gone: set[str]) -> None:
    """Publish a directory without some people, in which Helsinki has this owner and this manager."""
    content = people()
    content["people"] = [
        {key: value for key, value in one.items() if key != "deputy"}
        for one in content["people"]
        if one["id"] not in gone
    ]
    content["units"][0] |= {"owner": owner, "manager": manager}
    directory_publication.publish_directory(content)


def test_the_list_says_who_is_away_and_who_stands_in(
    kuultu: Command, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    over = Absence("mari", date(2026, 11, 2), date(2026, 11, 3))
    now = Absence("mari", date(2026, 11, 23), date(2026, 12, 4))
    absences.change_absences("mari", lambda known: [*known, over, now], world.now)
    assert kuultu("people", "list") == 0
    (mari,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("mari: ")]
    assert mari.endswith("deputy: pirjo; away 2026-11-23 to 2026-12-04, Pirjo Niemi stands in")
