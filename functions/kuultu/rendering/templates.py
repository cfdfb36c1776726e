"""Templates and translations, for pages and mails; only functions that render load them."""

import base64
import gettext
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from kuultu.domain.responses.rude_words import is_rude
from kuultu.rendering.formatting import say_date, say_day, say_hour, say_sum, say_when
from kuultu.rendering.greeting import begins_with_greeting
from kuultu.rendering.quotation import quoted, shortened

APPLICATION = Path(__file__).parent.parent
SOURCE_LANGUAGE = "en"
"""The language of the message ids."""

SPOKEN = {"when": say_when, "day": say_day, "hour": say_hour}
"""The ways of saying a moment, by their names in templates."""


@dataclass(frozen=True)
class Reader:
    """The reader of a page or mail: language and time zone."""

    language: str
    time_zone: str


def render_page(template: str, reader: Reader, **values: object) -> str:
    """The HTML of a page for people."""
    return (
        template_environment(reader.language, html=True)
        .get_template(f"pages/{template}.j2")
        .render(_values(reader, values))
    )


@dataclass(frozen=True)
class MailTemplate:
    """A template of a mail, and the names of the macros for subject and body."""

    name: str
    subject: str = "subject"
    body: str = "body"


def render_mail(
    template: MailTemplate,
    reader: Reader,
    tagged: Callable[[str], str] = str,
    letterhead: str = "",
    **values: object,
) -> tuple[str, str, str]:
    """Subject, text and HTML of a mail, all from the same template, so that both parts say the same.

    `tagged` adds to the subject what tells the case apart from others; `letterhead` is the name on top of the letter.
    """
    plain, rich = (_macros(f"{template.name}.j2", reader, values, html=html) for html in (False, True))
    text_medium, html_medium = (
        _macros(f"mail/_{name}.j2", reader, {}, html=name == "html") for name in ("text", "html")
    )
    subject = tagged(" ".join(getattr(plain, template.subject)().split()))
    text, html = (getattr(part, template.body)(medium) for part, medium in ((plain, text_medium), (rich, html_medium)))
    return subject, _tidy(text_medium.letter(letterhead, text)), html_medium.letter(letterhead, html, subject)


def styles() -> Markup:
    """The style sheet, a part of every page."""
    return Markup(_css())  # noqa: S704 - our own file


@cache
def style_hash() -> str:
    """The hash of the style sheet, for the content security policy."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()


@cache
def _css() -> str:
    return (APPLICATION / "templates" / "style.css").read_text(encoding="utf-8")


@cache
def template_environment(language: str, *, html: bool) -> Environment:
    """The templates in a language, for HTML or for plain text; an undefined value is an error."""
    environment = Environment(
        loader=FileSystemLoader(APPLICATION / "templates"),
        autoescape=html,  # noqa: S701 - plain text is not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"paragraphs": paragraphs, "quoted": quoted, "shortened": shortened}
    environment.filters["money"] = partial(say_sum, language=language)
    environment.tests["greeting"] = begins_with_greeting
    environment.tests["rude"] = is_rude
    return environment


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The messages of a language."""
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation("kuultu", APPLICATION / "translations", languages=[language])


def paragraphs(text: str, style: str = "") -> Markup:
    """A text as escaped paragraphs of HTML: an empty line ends a paragraph, other line breaks are kept.

    Each paragraph has the direction of its own first letters; `style` is for mails, whose readers take no style sheet.
    """
    lines = text.splitlines()
    empty = [place for place, line in enumerate(lines) if not line.strip()]
    parts = [lines[start + 1 : end] for start, end in pairwise([-1, *empty, len(lines)]) if end - start > 1]
    begin = Markup('<p dir="auto" style="{}">').format(style) if style else Markup('<p dir="auto">')
    return Markup().join(begin + Markup("<br>").join(map(escape, part)) + Markup("</p>") for part in parts)


def _values(reader: Reader, values: dict[str, object]) -> dict[str, object]:
    spoken = {name: partial(_said, say, reader) for name, say in SPOKEN.items()}
    return {
        "styles": styles,
        "language": reader.language,
        "date": partial(say_date, language=reader.language),
        **spoken,
        **values,
    }


def _said(say: Callable[[datetime, str, str], str], reader: Reader, moment: datetime) -> str:
    return say(moment, reader.language, reader.time_zone)


def _macros(template: str, reader: Reader, values: dict[str, object], *, html: bool) -> Any:  # noqa: ANN401 - a template's macros
    return template_environment(reader.language, html=html).get_template(template).make_module(_values(reader, values))


def _tidy(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept) + "\n"
