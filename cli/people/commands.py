"""The commands of `kuultu people`, a function each; a faulty file raises InvalidSurveys."""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from cli.stack_connection import connect
from cli.surveys.survey_files import Document, InvalidSurveys, known_from_outside, read, told_of
from infra.toolchain import say
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


def check(asked: argparse.Namespace) -> None:
    """Check the file of the directory, without a call of AWS."""
    content = read_directory(asked).content
    say(f"{asked.file}: good. People: {len(content['people'])}, units: {len(content['units'])}.")


def publish(asked: argparse.Namespace) -> None:
    """Check the file of the directory; if it is good, publish it."""
    document = read_directory(asked)
    say(f"People: publishing to the stack {connect(asked)}")
    before = surveys.current_definition(surveys.DIRECTORY)
    version = directory_publication.publish_directory(document.content)
    new = before is None or before[0] != version
    say(f"people: version {version} {'is published' if new else 'is published already; nothing has changed'}.")


def show(asked: argparse.Namespace) -> None:
    """List the published people, with their roles in units, and with who is away and who stands in."""
    connect(asked)
    current = surveys.current_definition(surveys.DIRECTORY)
    if not current:
        say("No people have been published here yet.")
        return
    say(f"people: version {current[0]}")
    for person in current[1]["people"]:
        say(_line(person, current[1], absence_view(person["email"], datetime.now(UTC))))


def _line(person: Mapping[str, Any], directory: Mapping[str, Any], view: AbsenceView) -> str:
    roles = [
        f"{role} of {unit['id']}"
        for unit in directory["units"]
        for role in ("owner", "manager")
        if unit[role] == person["id"]
    ]
    deputy = [f"deputy: {person['deputy']}"] if "deputy" in person else []
    told = [f"{person['name']} <{person['email']}>", ", ".join(person["languages"]), *roles, *deputy]
    told += [
        f"away {one.first} to {one.last}, {stands_in.name} stands in" for one, stands_in in view.known_of(view.reader)
    ]
    return f"{person['id']}: {'; '.join(told)}"


COMMANDS: Mapping[str, Callable[[argparse.Namespace], None]] = {"check": check, "publish": publish, "list": show}
