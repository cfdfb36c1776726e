"""Answers for people: pages without script, in the reader's language."""

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from markupsafe import Markup

from kuultu.domain.dossier import Sight
from kuultu.domain.forms import FORMS, allowed_values
from kuultu.domain.handling import MOST_REOPENINGS
from kuultu.domain.survey import label_of, text_in
from kuultu.errors import Gone, Invalid, KuultuError, Unknown
from kuultu.settings import settings
from kuultu.web.headers import page_headers
from kuultu.web.problems import as_kuultu_error
from kuultu.web.rendering import Reader, render_page, style_hash


def site() -> APIGatewayHttpResolver:
    """A site in which every error becomes a page; what is not a link is always the same page."""
    app = APIGatewayHttpResolver()
    app.exception_handler(Exception)(lambda error: problem_page(as_kuultu_error(error)))
    app.not_found(lambda _: problem_page(Unknown()))
    return app


def see_again(token: str) -> Response[str]:
    """After acting: the same address, which now shows what was decided."""
    headers = {**page_headers(style_hash()), "Location": f"/l/{token}"}
    return Response(303, "text/html; charset=utf-8", "", headers=headers)


def problem_page(error: KuultuError) -> Response[str]:
    """What went wrong, in all languages, because nothing is known of the reader."""
    readers = [Reader(language, "UTC") for language in settings().languages]
    sections = [Markup(render_page("_problem", reader, code=error.code)) for reader in readers]  # noqa: S704 - rendered
    return _page(error.status, render_page("problem", readers[0], sections=sections), error.headers)


def link_page(sight: Sight) -> Response[str]:
    """What a link shows: the form, the form with what must be changed, what was decided, or why it is too late."""
    return _page(sight.status, render_page(_template(sight), _reader(sight), **_values(sight)), {})


def _template(sight: Sight) -> str:
    if sight.task.decision:
        return "decided"
    if sight.problem and not isinstance(sight.problem, Invalid):
        return "past" if isinstance(sight.problem, Gone) else "early"
    return str(sight.task.kind)


def _reader(sight: Sight) -> Reader:
    return Reader(sight.language, sight.dossier.unit.time_zone)


def _values(sight: Sight) -> dict[str, object]:
    dossier, task, language = sight.dossier, sight.task, sight.language
    flaws = sight.problem.flaws if sight.problem else ()
    return {
        "dossier": dossier,
        "case": dossier.case,
        "task": task,
        "decision": task.decision,
        "response": dossier.response,
        "answers": dossier.answers_in(language),
        "unit_name": text_in(dossier.unit.name, language),
        "organisation": dossier.survey.organisation,
        "choices": FORMS[task.kind].choices,
        "values": {name: allowed_values(field, dossier.survey) for name, field in FORMS[task.kind].fields.items()},
        "cause": lambda value: label_of(dossier.survey.root_causes, value, language),
        "scored": dossier.survey.first_scored,
        "text_in": lambda texts: text_in(texts, language),
        "filled": sight.filled,
        "last_round": task.round > MOST_REOPENINGS,
        "flaws": {flaw.pointer: flaw.code for flaw in flaws},
        "problem": sight.problem.code if sight.problem else "",
    }


def _page(status: int, html: str, headers: dict[str, str]) -> Response[str]:
    return Response(status, "text/html; charset=utf-8", html, headers={**page_headers(style_hash()), **headers})
