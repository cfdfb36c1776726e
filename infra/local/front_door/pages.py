"""Pages of the local run: each is one file with style and script inside, and loads nothing from elsewhere."""

import secrets
import tomllib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

FOLDER = Path(__file__).parent / "page_sources"
WORDS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
LANGUAGES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True
)


def language_of(request: Request) -> str:
    """The language in a request's query; Finnish without a known language."""
    asked = request.query_params.get("language", "fi")
    return asked if asked in WORDS else "fi"


POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data:; connect-src 'self';"
    " form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)
"""The content security policy of a page; inline styles are allowed, as shown mails bring their own."""


def page(name: str, language: str, policy: str = POLICY, **values: Any) -> HTMLResponse:  # noqa: ANN401 (template values)
    """A page from the template, style sheets and script of a name, under a content security policy."""
    nonce = secrets.token_urlsafe(16)
    content = TEMPLATES.get_template(f"{name}.html").render(
        language=language,
        words=WORDS[language],
        nonce=nonce,
        style=source("style.css") + source(f"{name}.css"),
        script=source(f"{name}.js"),
        **values,
    )
    headers = {
        "content-security-policy": policy.format(nonce=nonce),
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    }
    return HTMLResponse(content, headers=headers)


def source(file: str) -> Markup:
    """A source file of the pages, as trusted markup; nothing if the page has none of that kind."""
    path = FOLDER / file
    return Markup(path.read_text(encoding="utf-8") if path.is_file() else "")  # noqa: S704 (written by us, holds no input)
