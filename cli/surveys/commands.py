"""The commands of `kuultu surveys`, a function each; faulty files, names and options raise InvalidSurveys."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from cli.stack_connection import connect
from cli.surveys.qr_posters import place_for, poster, qr_code
from cli.surveys.survey_files import NOTATIONS, Document, InvalidSurveys, id_of, read_all
from infra.toolchain import say
from kuultu.domain.surveys.directory import missing_units, refers
from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.errors import Decided, Unknown
from kuultu.services.responses.staff_links import renew_key
from kuultu.services.surveys import publication
from kuultu.store import surveys

Found = TypeVar("Found")


def check(asked: argparse.Namespace) -> None:
    """Check survey files against the rules of publication, without a call of AWS."""
    documents = read_all(asked.files)
    for document in documents:
        content = document.content
        asks, units = len(content["questions"]), len(content["units"])
        say(f"{document.file}: good. {content['id']}, {_many(asks, 'question')}, {_many(units, 'unit')}.")


def publish(asked: argparse.Namespace) -> None:
    """Check all survey files; if all are good, publish them."""
    documents = read_all(asked.files)
    stack = connect(asked)
    _refuse_missing_units(documents)
    say(f"Surveys: publishing {len(documents)} to the stack {stack}")
    for document in documents:
        say(_published(document.content))


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


def _published(content: dict[str, Any]) -> str:
    """Publish a survey's definition; the result is a sentence about its version."""
    survey_id = str(content["id"])
    before = surveys.current_definition(survey_id)
    version = publication.publish(content)
    new = before is None or before[0] != version
    told = "is published" if new else "is published already; nothing has changed"
    closed = " It is closed: nobody can answer it." if publication.published_survey(survey_id).closed else ""
    return f"{survey_id}: version {version} {told}.{closed}"


def show(asked: argparse.Namespace) -> None:
    """List the published surveys."""
    connect(asked)
    rows = [
        (one.id, f"version {one.version}", "closed" if one.closed else "open", ", ".join(one.languages))
        for one in publication.published_surveys()
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if not rows:
        say("No survey has been published here yet.")


def close(asked: argparse.Namespace) -> None:
    """Close surveys: nobody can answer them; earlier answers are handled to their end."""
    _for_each(asked, publication.close_survey, "closed; within a minute nobody can answer it any more.")


def reopen(asked: argparse.Namespace) -> None:
    """Open surveys that were closed."""
    _for_each(asked, publication.open_survey, "open; within a minute it can be answered.")


def renew(asked: argparse.Namespace) -> None:
    """Give surveys new keys; the links of their units' staff end, and the list says which."""
    names = [id_of(named) for named in asked.surveys]
    connect(asked)
    now = datetime.now(UTC)
    for name in names:
        ended = _or_faulty(lambda survey_id: renew_key(publication.published_survey(survey_id), now), name)
        say(f"{name}: has a new key. Forms that are open now can still be sent.")
        if ended:
            again = f"kuultu units links --survey {name}"
            say(f"  The staff links of {', '.join(ended)} are withdrawn: {again} gives new ones.")


def _for_each(asked: argparse.Namespace, change: Callable[[str], None], told: str) -> None:
    names = [id_of(named) for named in asked.surveys]
    connect(asked)
    for name in names:
        _or_faulty(change, name)
        say(f"{name}: {told}")


def _or_faulty(call: Callable[[str], Found], survey_id: str) -> Found:
    """The result of a call about a survey; raises InvalidSurveys if the survey is unknown or refuses the call."""
    try:
        return call(survey_id)
    except (Unknown, Decided) as error:
        raise InvalidSurveys([error.detail]) from error


def qr(asked: argparse.Namespace) -> None:
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
    say(f"{output}: leads to {place.address}")


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


COMMANDS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "check": check,
    "publish": publish,
    "list": show,
    "close": close,
    "open": reopen,
    "renew": renew,
    "qr": qr,
}
