"""QR codes and posters: a survey on paper, for a counter, a door or a parcel."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote, urlencode

import segno

from cli.surveys.survey_files import InvalidSurveys
from kuultu.domain.surveys.survey import Survey, text_in

POSTER = Template(Path(__file__).with_name("poster.html").read_text(encoding="utf-8"))
WORDS: Mapping[str, Mapping[str, str]] = {
    "fi": {"scan": "Suuntaa puhelimen kamera tähän ja kerro meille.", "type": "Tai kirjoita selaimeen:"},
    "sv": {"scan": "Rikta mobilens kamera hit och berätta för oss.", "type": "Eller skriv i webbläsaren:"},
    "en": {"scan": "Point your phone’s camera here, and tell us.", "type": "Or type into a browser:"},
}


@dataclass(frozen=True)
class Place:
    """The place of a survey on paper: its unit (None for no particular unit) and its language."""

    survey: Survey
    unit: str | None
    language: str
    public_url: str

    @property
    def address(self) -> str:
        """The address of the survey's page, with unit and language."""
        asked = {"unit": self.unit, "language": self.language}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.public_url.rstrip('/')}/s/{quote(self.survey.id)}?{query}"


def place_for(survey: Survey, unit: str | None, language: str | None, public_url: str) -> Place:
    """A survey's place, by default in the unit's language; raises InvalidSurveys for an unknown unit or language."""
    units = {known.id: known for known in survey.units}
    if unit is not None and unit not in units:
        raise InvalidSurveys([f'The survey "{survey.id}" has no unit "{unit}". Its units: {", ".join(units)}.'])
    usual = survey.language(units[unit].language if unit else None)
    if language is not None and language not in survey.languages:
        raise InvalidSurveys(
            [f'The survey "{survey.id}" is not in "{language}". It is in {", ".join(survey.languages)}.']
        )
    return Place(survey, unit, language or usual, public_url)


def qr_code(place: Place) -> str:
    """The QR code of a place's address, an SVG document; readable with a quarter of the code damaged."""
    written = io.BytesIO()
    code = segno.make_qr(place.address, error="q")
    code.save(written, kind="svg", scale=8, dark="#000", light="#fff", title=place.address, omitsize=True)
    return written.getvalue().decode()


def poster(place: Place) -> str:
    """A page for A4 paper (HTML): the survey's title and introduction, the QR code, and the address to type."""
    survey, language = place.survey, place.language
    words = {
        "language": language,
        "title": text_in(survey.title, language),
        "intro": text_in(survey.intro, language),
        "organisation": survey.organisation,
        "unit": text_in(survey.unit(place.unit).name, language) if place.unit else "",
        "address": place.address,
        **WORDS[language],
    }
    _, _, drawing = qr_code(place).partition("?>")
    return POSTER.substitute({name: escape(text) for name, text in words.items()}, code=drawing)
