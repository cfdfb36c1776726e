"""Sites of pages: every error becomes a page for people."""

from collections.abc import Mapping
from typing import Literal

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from markupsafe import Markup

from kuultu.errors import KuultuError, Unknown
from kuultu.rendering.templates import Reader, render_page, style_hash
from kuultu.settings import settings
from kuultu.web.headers import page_headers
from kuultu.web.problems import as_kuultu_error

Visited = Literal["link", "survey", "console"]
"""The purpose of a visit to a site; problems are told accordingly."""


def site(visited: Visited) -> APIGatewayHttpResolver:
    """A site that turns every error into a page; an unknown path is always the same page."""
    app = APIGatewayHttpResolver()
    app.exception_handler(Exception)(lambda error: problem_page(as_kuultu_error(error), visited))
    app.not_found(lambda _: problem_page(Unknown(), visited))
    return app


def problem_page(error: KuultuError, visited: Visited) -> Response[str]:
    """The page of an error, in all languages, because the reader is unknown."""
    readers = [Reader(language, "UTC") for language in settings().languages]
    template = f"_{visited}_problem"
    sections = [Markup(render_page(template, reader, code=error.code)) for reader in readers]  # noqa: S704 - rendered
    return html_response(error.status, render_page("problem", readers[0], sections=sections), error.headers)


def html_response(status: int, html: str, headers: Mapping[str, str] | None = None) -> Response[str]:
    """An answer in HTML, with the security headers of pages."""
    return Response(status, "text/html; charset=utf-8", html, headers={**page_headers(style_hash()), **(headers or {})})
