"""The people and units of the organisation: one document, to which surveys refer."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.surveys.survey_files import known_from_outside, read, told_of
from kuultu.domain.people import Person
from kuultu.domain.surveys.directory import directory_from, missing_units
from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.domain.surveys.validation.directory import violations_in_directory
from tests.conftest import ROOT
from tests.unit.helpers.builders import MANAGER, OWNER, document, people

Where = tuple[str | int, ...]


def told_when(change: Callable[[dict[str, Any]], object]) -> dict[Where, str]:
    """What is wrong with the ready-made directory after this change, by where it is."""
    content = people()
    change(content)
    return {one.path: one.text for one in violations_in_directory(content, known_from_outside())}


def referring(*units: str, **changes: Any) -> Survey:  # noqa: ANN401 - any part of a directory
    """A survey with units by id, joined with the ready-made directory after these changes."""
    return survey_from(document() | {"units": list(units)}, directory=people() | changes)


def test_the_ready_made_directory_has_no_fault() -> None:
    assert told_when(lambda content: None) == {}


def test_everything_that_is_wrong_with_people_and_units_is_told_at_once() -> None:
    def change(content: dict[str, Any]) -> None:
        content["people"][0]["email"] = "mari"
        content["people"][1]["languages"] = ["de"]
        content["people"][2]["fone"] = "1"
        del content["units"][0]["name"]["sv"]
        content["units"][1]["owner"] = {"name": "Jari", "email": "jari@example.com"}

    assert set(told_when(change)) == {
        ("people", 0, "email"),
        ("people", 1, "languages", 0),
        ("people", 2, "fone"),
        ("units", 0, "name"),
        ("units", 1, "owner"),
    }


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("contact",), "nobody", 'There is no person "nobody" in this directory.'),
        (("people", 0, "deputy"), "nobody", 'There is no person "nobody" in this directory.'),
        (("people", 0, "deputy"), "mari", "The deputy is somebody else."),
        (("units", 1, "manager"), "nobody", 'There is no person "nobody" in this directory.'),
        (("people", 1, "id"), "mari", 'The id "mari" is used twice; each must be another.'),
        (("people", 1, "email"), OWNER.upper(), f'The email "{OWNER}" is used twice; each must be another.'),
        (("units", 1, "id"), "helsinki", 'The id "helsinki" is used twice; each must be another.'),
    ],
)
def test_references_lead_to_people_and_nobody_is_there_twice(path: Where, value: str, sentence: str) -> None:
    def change(content: Any) -> None:  # noqa: ANN401 - a document, or a part of one
        for key in path[:-1]:
            content = content[key]
        content[path[-1]] = value

    assert told_when(change)[path] == sentence


@pytest.mark.parametrize("content", [[], {}, {"people": [5], "units": "x", "contact": 1}, {"people": [{"id": 1}]}])
def test_any_document_is_told_what_it_lacks(content: object) -> None:
    assert violations_in_directory(content, known_from_outside())


def test_a_fault_is_told_with_file_line_and_the_person(tmp_path: Path) -> None:
    file = tmp_path / "people.toml"
    text = (ROOT / "people.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('"owner.turku@example.com"', '"jari"'), encoding="utf-8")
    found = read(file)
    line = text[: text.index("owner.turku@example.com")].count("\n") + 1
    assert told_of(found, violations_in_directory(found.content, known_from_outside())) == [
        f'{file}:{line}: person "jari", email: This is not a mail address that a mail can be sent to.'
    ]


def test_a_survey_gets_its_units_with_owner_and_manager_from_the_directory() -> None:
    (turku, helsinki) = referring("turku", "helsinki").units
    assert (turku.id, turku.owner) == ("turku", Person("Jari Salonen", "owner.turku@example.com"))
    assert (helsinki.owner.email, helsinki.manager.email) == (OWNER, MANAGER)
    assert referring("helsinki").unit("turku").id == "helsinki"


def test_a_unit_that_is_gone_leaves_the_others_and_at_last_the_first_of_the_directory() -> None:
    assert [unit.id for unit in referring("oulu", "turku").units] == ["turku"]
    assert [unit.id for unit in referring("oulu").units] == ["helsinki"]
    assert missing_units(document() | {"units": ["oulu", "turku"]}, people()) == ["oulu"]
    assert missing_units(document(), {}) == []


def test_a_survey_with_units_of_its_own_needs_no_directory() -> None:
    survey = survey_from(document())
    assert [unit.id for unit in survey.units] == ["helsinki", "turku"]
    assert survey.directory.members == ()


def test_the_people_of_a_survey_are_those_of_the_directory_or_else_of_its_own_units() -> None:
    own = [member.person.email for member in survey_from(document()).people]
    assert own == [OWNER, MANAGER, "owner.turku@example.com", "manager.turku@example.com"]
    assert [member.id for member in referring("turku").people] == [one["id"] for one in people()["people"]]


def test_a_person_is_found_by_address_with_languages_and_deputy() -> None:
    directory = directory_from(people())
    mari = directory.member_at(OWNER.upper())
    assert mari
    assert (mari.id, mari.languages, directory.contact) == ("mari", ("fi", "sv", "en"), "kaarina")
    assert directory.deputy_of(OWNER) == Person("Pirjo Niemi", "deputy.helsinki@example.com")
    assert directory.deputy_of("deputy.helsinki@example.com") is None
    assert directory.deputy_of("nobody@example.com") is directory.member_at("nobody@example.com") is None


@pytest.mark.parametrize("file", sorted((ROOT / "surveys").glob("*.toml")), ids=lambda file: file.stem)
def test_the_ready_made_surveys_refer_to_units_of_the_ready_made_directory(file: Path) -> None:
    survey = tomllib.loads(file.read_text(encoding="utf-8"))
    assert survey["units"] == ["helsinki", "turku"]
    assert missing_units(survey, people()) == []


def test_a_unit_without_a_mailbox_is_not_published_but_one_that_was_works_on() -> None:
    told = told_when(lambda content: content["units"][0].pop("mailbox"))
    assert list(told) == [("units", 0)]
    assert '"mailbox" is missing' in told["units", 0]
    units = [{name: value for name, value in unit.items() if name != "mailbox"} for unit in people()["units"]]
    assert [unit.mailbox for unit in referring("helsinki", "turku", units=units).units] == ["", ""]


def test_the_contact_is_somebody_of_the_directory_or_nobody() -> None:
    contact = directory_from(people()).contact_person
    assert contact
    assert contact.name == "Kaarina Kallio"
    assert directory_from({}).contact_person is None
