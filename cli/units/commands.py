"""The commands of `kuultu units`, a function each; unknown names raise InvalidSurveys."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cli.command_groups import Line
from cli.stack_connection import connect
from cli.surveys.survey_files import InvalidSurveys
from cli.units.back_office_codes import back_office_code
from kuultu.domain.surveys.survey import Survey
from kuultu.domain.surveys.unit import Unit
from kuultu.services.responses.staff_links import staff_link, withdraw_staff_link
from kuultu.services.surveys import publication

Place = tuple[Unit, Survey]


def links(asked: argparse.Namespace) -> Iterator[Line]:
    """Print the link of each unit and survey, made if there is none; perhaps with a QR code, or in place of the old."""
    connect(asked)
    now = datetime.now(UTC)
    for unit, survey in _places(asked):
        if asked.renew:
            withdraw_staff_link(survey, unit.id, now)
        address = staff_link(survey, unit.id, now)
        yield Line(f"{unit.id}, {survey.id}: {address}", {"unit": unit.id, "survey": survey.id, "link": address})
        if asked.qr:
            yield Line(f"  {_drawn(asked.qr, address, unit, survey)}")


def withdraw(asked: argparse.Namespace) -> Iterator[Line]:
    """Withdraw the links of units."""
    connect(asked)
    now = datetime.now(UTC)
    for unit, survey in _places(asked):
        withdrawn = withdraw_staff_link(survey, unit.id, now)
        told = "the link is withdrawn" if withdrawn else "there is no link"
        facts = {"unit": unit.id, "survey": survey.id, "withdrawn": withdrawn}
        yield Line(f"{unit.id}, {survey.id}: {told}.", facts)


def _places(asked: argparse.Namespace) -> list[Place]:
    """The units of the open surveys, as far as asked for, unit by unit; raises InvalidSurveys for unknown names."""
    surveys = [survey for survey in publication.published_surveys() if not survey.closed]
    places = [(unit, survey) for survey in surveys for unit in survey.units]
    known = {"unit": {unit.id for unit, _ in places}, "survey": {survey.id for survey in surveys}}
    wanted = {"unit": asked.units, "survey": asked.survey or []}
    told = [
        f'There is no {what} "{name}" in use here. There are: {", ".join(sorted(known[what])) or "none"}.'
        for what, names in wanted.items()
        for name in names
        if name not in known[what]
    ]
    if told:
        raise InvalidSurveys(told)
    chosen = [
        (unit, survey)
        for unit, survey in places
        if unit.id in (asked.units or known["unit"]) and survey.id in (asked.survey or known["survey"])
    ]
    return sorted(chosen, key=lambda place: (place[0].id, place[1].id))


def _drawn(folder: Path, address: str, unit: Unit, survey: Survey) -> Path:
    """The file with the QR code of a link; raises InvalidSurveys if it cannot be written."""
    file = folder / f"{unit.id}-{survey.id}.svg"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(back_office_code(address, unit, survey), encoding="utf-8")
    except OSError as error:
        raise InvalidSurveys([f"{file}: This file cannot be written: {error.strerror}."]) from error
    return file
