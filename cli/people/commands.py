"""The commands of `kuultu people`, a function each; a faulty file raises InvalidSurveys."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cli.command_groups import Line
from cli.stack_connection import connect
from cli.surveys.survey_files import Document, InvalidSurveys, known_from_outside, read, told_of
from kuultu.domain.cases.absence_view import AbsenceView
from kuultu.domain.surveys.validation.directory import violations_in_directory
from kuultu.services.cases.absence_view import absence_view
from kuultu.services.surveys import directory_publication
from kuultu.store import surveys


def read_directory(asked: argparse.Namespace) -> Document:
    """The document in the file of the directory; raises InvalidSurveys with all violations."""
    document = read(asked.file)
    told = told_of(document, violations_in_directory(document.content, known_from_outside()))
    if told:
        raise InvalidSurveys(told)
    return document


def check(asked: argparse.Namespace) -> Iterator[Line]:
    """Check the file of the directory, without a call of AWS."""
    content = read_directory(asked).content
    people, units = len(content["people"]), len(content["units"])
    facts = {"file": str(asked.file), "people": people, "units": units}
    yield Line(f"{asked.file}: good. People: {people}, units: {units}.", facts)


def publish(asked: argparse.Namespace) -> Iterator[Line]:
    """Check the file of the directory; if it is good, publish it."""
    document = read_directory(asked)
    yield Line(f"People: publishing to the stack {connect(asked)}")
    before = surveys.current_definition(surveys.DIRECTORY)
    version = directory_publication.publish_directory(document.content)
    new = before is None or before[0] != version
    told = "is published" if new else "is published already; nothing has changed"
    yield Line(f"people: version {version} {told}.", {"version": version, "new": new})


def show(asked: argparse.Namespace) -> Iterator[Line]:
    """List the published people, with roles in units, absences and deputies."""
    connect(asked)
    current = surveys.current_definition(surveys.DIRECTORY)
    if not current:
        yield Line("No people have been published here yet.")
        return
    yield Line(f"people: version {current[0]}")
    for person in current[1]["people"]:
        yield _line(person, current[1], absence_view(person["email"], datetime.now(UTC)))


def _line(person: Mapping[str, Any], directory: Mapping[str, Any], view: AbsenceView) -> Line:
    held = {role: _units(directory, role, person["id"]) for role in ("owner", "manager")}
    roles = [f"{role} of {unit['id']}" for unit in directory["units"] for role in held if unit["id"] in held[role]]
    absences = [(one.first, one.last, stands_in.name) for one, stands_in in view.known_of(view.reader)]
    deputy = [f"deputy: {person['deputy']}"] if "deputy" in person else []
    told = [f"{person['name']} <{person['email']}>", ", ".join(person["languages"]), *roles, *deputy]
    told += [f"away {first} to {last}, {stands_in} stands in" for first, last, stands_in in absences]
    away = [{"from": first, "until": last, "stands_in": name} for first, last, name in absences]
    return Line(f"{person['id']}: {'; '.join(told)}", {**person, **held, "away": away})


def _units(directory: Mapping[str, Any], role: str, person_id: str) -> list[str]:
    """The units in which a person has a role."""
    return [unit["id"] for unit in directory["units"] if unit[role] == person_id]
