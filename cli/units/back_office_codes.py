"""QR codes for the back office: the link of a unit's staff on paper, with the unit's name and what the code is for."""

from collections.abc import Mapping
from html import escape
from string import Template

import segno

from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.domain.surveys.unit import Unit

SCALE = 8
LINE = 36
"""The units of the drawing for a module of the code, and for a line of text."""

WORDS: Mapping[str, str] = {
    "fi": "Kuulitko asiakkaan harmista? Kirjaa se tästä.",
    "sv": "Fick du höra att en kund är missnöjd? Skriv in det här.",
    "en": "Did you hear of an unhappy customer? Enter it here.",
}
DRAWING = Template("""<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height" font-family="sans-serif" text-anchor="middle">
<title>$name</title>
<rect width="$width" height="$height" fill="#fff"/>
$code
$lines
</svg>
""")


def back_office_code(address: str, unit: Unit, survey: Survey) -> str:
    """The QR code of a link as an SVG document; readable with a quarter of the code damaged."""
    code = segno.make_qr(address, error="q")
    width, height = (int(side) for side in code.symbol_size(scale=SCALE))
    name = text_in(unit.name, unit.language)
    texts = (name, text_in(survey.title, unit.language), WORDS.get(unit.language, WORDS["en"]))
    return DRAWING.substitute(
        width=width,
        height=height + LINE * (len(texts) + 1),
        name=escape(name),
        code=code.svg_inline(scale=SCALE, dark="#000", light="#fff"),
        lines="\n".join(_line(text, width, height + LINE * number) for number, text in enumerate(texts, 1)),
    )


def _line(text: str, width: int, at: int) -> str:
    """A line of text, so small that it is no wider than the code."""
    size = min(LINE * 0.7, 1.6 * width / max(len(text), 1))
    return f'<text x="{width / 2:g}" y="{at}" font-size="{size:.1f}">{escape(text)}</text>'
