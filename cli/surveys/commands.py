"""The commands of `kuultu surveys`, a function each; faulty files, names and options raise InvalidSurveys."""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from cli.command_groups import Line, aligned
from cli.stack_connection import connect
from cli.surveys.qr_posters import place_for, poster, qr_code
from cli.surveys.survey_files import NOTATIONS, Document, InvalidSurveys, id_of, read_all
from kuultu.domain.surveys.directory import missing_units, refers
from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.errors import Decided, Unknown
from kuultu.services.responses.staff_links import renew_key
from kuultu.services.surveys import publication
from kuultu.store import surveys

Found = TypeVar("Found")


def check(asked: argparse.Namespace) -> Iterator[Line]:
    """Check survey files against the rules of publication, without a call of AWS."""
    documents = read_all(asked.files)
    for document in documents:
        content = document.content
        asks, units = len(content["questions"]), len(content["units"])
        told = f"{document.file}: good. {content['id']}, {_many(asks, 'question')}, {_many(units, 'unit')}."
        yield Line(told, {"file": str(document.file), "survey": content["id"], "questions": asks, "units": units})


def publish(asked: argparse.Namespace) -> Iterator[Line]:
    """Check all survey files; if all are good, publish them."""
    documents = read_all(asked.files)
    stack = connect(asked)
    _refuse_missing_units(documents)
    yield Line(f"Surveys: publishing {len(documents)} to the stack {stack}")
    for document in documents:
        yield _published(document.content)


def _refuse_missing_units(documents: Sequence[Document]) -> None:
    """Raise InvalidSurveys if a survey names a unit that the published directory does not have."""
    directory = surveys.current_directory()
    told = [
        f'{document.file}:{document.lines[("units",)]}: There is no unit "{unit}" in the published directory. '
        "Publish the people first: kuultu people publish FILE."
        for document in documents
        for unit in missing_units(document.content, directory)
    ]
    if told:
        raise InvalidSurveys(told)


def _published(content: dict[str, Any]) -> Line:
    """Publish a survey's definition; the line tells of its version."""
    survey_id = str(content["id"])
    before = surveys.current_definition(survey_id)
    version = publication.publish(content)
    new = before is None or before[0] != version
    told = "is published" if new else "is published already; nothing has changed"
    closed = publication.published_survey(survey_id).closed
    text = f"{survey_id}: version {version} {told}.{' It is closed: nobody can answer it.' if closed else ''}"
    return Line(text, {"survey": survey_id, "version": version, "new": new, "closed": closed})


def show(asked: argparse.Namespace) -> Iterator[Line]:
    """List the published surveys."""
    connect(asked)
    published = publication.published_surveys()
    rows = [
        (one.id, f"version {one.version}", "closed" if one.closed else "open", ", ".join(one.languages))
        for one in published
    ]
    for text, one in zip(aligned(rows), published, strict=True):
        facts = {"survey": one.id, "version": one.version, "closed": one.closed, "languages": one.languages}
        yield Line(text, facts)
    if not rows:
        yield Line("No survey has been published here yet.")


def close(asked: argparse.Namespace) -> Iterator[Line]:
    """Close surveys: nobody can answer them; earlier answers are handled to their end."""
    yield from _for_each(asked, publication.close_survey, "closed; within a minute nobody can answer it any more.")


def reopen(asked: argparse.Namespace) -> Iterator[Line]:
    """Open surveys that were closed."""
    yield from _for_each(asked, publication.open_survey, "open; within a minute it can be answered.")


def renew(asked: argparse.Namespace) -> Iterator[Line]:
    """Give surveys new keys; the links of their units' staff end, and the list says which."""
    names = [id_of(named) for named in asked.surveys]
    connect(asked)
    now = datetime.now(UTC)
    for name in names:
        ended = _or_faulty(lambda survey_id: renew_key(publication.published_survey(survey_id), now), name)
        facts = {"survey": name, "withdrawn": ended}
        yield Line(f"{name}: has a new key. Forms that are open now can still be sent.", facts)
        if ended:
            again = f"kuultu units links --survey {name}"
            yield Line(f"  The staff links of {', '.join(ended)} are withdrawn: {again} gives new ones.")


def _for_each(asked: argparse.Namespace, change: Callable[[str], None], told: str) -> Iterator[Line]:
    names = [id_of(named) for named in asked.surveys]
    connect(asked)
    for name in names:
        _or_faulty(change, name)
        yield Line(f"{name}: {told}", {"survey": name})


def _or_faulty(call: Callable[[str], Found], survey_id: str) -> Found:
    """The result of a call about a survey; raises InvalidSurveys if the survey is unknown or refuses the call."""
    try:
        return call(survey_id)
    except (Unknown, Decided) as error:
        raise InvalidSurveys([error.detail]) from error


def qr(asked: argparse.Namespace) -> Iterator[Line]:
    """Write a QR code (SVG), or a poster with it (HTML), for a survey and perhaps a unit."""
    survey, public_url = _survey_and_url(asked)
    place = place_for(survey, asked.unit, asked.language, public_url)
    ending, content = (".html", poster(place)) if asked.poster else (".svg", qr_code(place))
    name = "-".join(part for part in (survey.id, place.unit, place.language) if part)
    output = asked.output or Path(name + ending)
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise InvalidSurveys([f"{output}: This file cannot be written: {error.strerror}."]) from error
    yield Line(f"{output}: leads to {place.address}", {"file": str(output), "address": place.address})


def _survey_and_url(asked: argparse.Namespace) -> tuple[Survey, str]:
    file = Path(asked.survey)
    content = read_all([file])[0].content if file.suffix in NOTATIONS else None
    by_id = content is not None and refers(content)
    if content is None or by_id or not asked.url:
        connect(asked)
    url = asked.url or os.environ["PUBLIC_URL"]
    if content is not None:
        return survey_from(content, directory=surveys.current_directory() if by_id else {}), url
    return _or_faulty(publication.published_survey, asked.survey), url


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")
