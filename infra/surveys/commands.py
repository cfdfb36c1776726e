"""What `kuultu surveys` can do: one function for each of its words; each raises Faulty for what is wrong."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from infra.environment import say
from infra.surveys import shelf
from infra.surveys.documents import NOTATIONS, Faulty, read_all
from infra.surveys.paper import place_for, poster, qr_code
from infra.surveys.stacks import connect
from kuultu.domain.surveys.survey import Survey, survey_from


def check(asked: argparse.Namespace) -> None:
    """Say whether the files can be published; AWS is not asked."""
    documents = read_all(asked.files)
    for document in documents:
        content = document.content
        asks, units = len(content["questions"]), len(content["units"])
        say(f"{document.file}: good. {content['id']}, {_many(asks, 'question')}, {_many(units, 'unit')}.")


def publish(asked: argparse.Namespace) -> None:
    """Check all files; if all are good, publish them."""
    documents = read_all(asked.files)
    stack = connect(asked)
    say(f"Surveys: publishing {len(documents)} to the stack {stack}")
    for told in shelf.publish(documents):
        say(told)


def show(asked: argparse.Namespace) -> None:
    """List what is published."""
    connect(asked)
    rows = [
        (one.id, f"version {one.version}", "closed" if one.closed else "open", ", ".join(one.definition["languages"]))
        for one in shelf.everything()
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    if not rows:
        say("No survey has been published here yet.")


def close(asked: argparse.Namespace) -> None:
    """Close surveys: nobody can answer them; what was answered is handled to its end."""
    _set_closed(asked, closed=True, told="closed; within a minute nobody can answer it any more.")


def reopen(asked: argparse.Namespace) -> None:
    """Open surveys that were closed."""
    _set_closed(asked, closed=False, told="open; within a minute it can be answered.")


def _set_closed(asked: argparse.Namespace, *, closed: bool, told: str) -> None:
    names = [shelf.id_of(named) for named in asked.surveys]
    connect(asked)
    for name in names:
        shelf.set_closed(name, closed)
        say(f"{name}: {told}")


def qr(asked: argparse.Namespace) -> None:
    """Write a QR code, or a poster with it, for a unit."""
    survey, public_url = _survey_and_url(asked)
    place = place_for(survey, asked.unit, asked.language, public_url)
    ending, content = (".html", poster(place)) if asked.poster else (".svg", qr_code(place))
    name = "-".join(part for part in (survey.id, place.unit, place.language) if part)
    output = asked.output or Path(name + ending)
    try:
        output.write_text(content, encoding="utf-8")
    except OSError as error:
        raise Faulty([f"{output}: This file cannot be written: {error.strerror}."]) from error
    say(f"{output}: leads to {place.address}")


def _survey_and_url(asked: argparse.Namespace) -> tuple[Survey, str]:
    is_file = Path(asked.survey).suffix in NOTATIONS
    if not (is_file and asked.url):
        connect(asked)
    url = asked.url or os.environ["PUBLIC_URL"]
    if is_file:
        return survey_from(read_all([Path(asked.survey)])[0].content), url
    return survey_from(shelf.shelved(asked.survey).definition), url


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


COMMANDS: Mapping[str, Callable[[argparse.Namespace], None]] = {
    "check": check,
    "publish": publish,
    "list": show,
    "close": close,
    "open": reopen,
    "qr": qr,
}
