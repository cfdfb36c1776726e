"""Pages and files of answers in the console."""

from collections.abc import Mapping, Sequence

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.console.answers import FILTERS, AnswerView, HeardAnswer
from kuultu.domain.console.kept_views import KeptViews, is_narrowed
from kuultu.domain.console.offered import Offered
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, Found, View
from kuultu.domain.people import Person
from kuultu.domain.responses.readable_answers import answers_in
from kuultu.errors import KuultuError
from kuultu.web.console.console_site import console_page
from kuultu.web.console.files import Cell, csv_file, json_file

COLUMNS = (
    "id",
    "received_at",
    "survey",
    "unit",
    "language",
    "verdict",
    "score",
    "score_max",
    "topics",
    "touchpoint",
    "reference",
    "text",
    "read",
    "case",
    "partial",
)


def answers_page(
    view: View, found: Found[HeardAnswer], staff: Staff, offered: Offered, kept: KeptViews
) -> Response[str]:
    """The list of answers; unusable filters are named beside their fields, and nothing is listed."""
    return console_page(
        "answers",
        staff,
        status=422 if view.flawed else 200,
        here="answers",
        view=view,
        found=found,
        page=found.page(view.cursor),
        offered=offered,
        filters=FILTERS,
        most_looked=MOST_LOOKED,
        kept=kept,
        narrowed=is_narrowed(view),
    )


def answers_csv(rows: Sequence[HeardAnswer]) -> Response[str]:
    """All answers of a view as CSV."""
    return csv_file("answers", COLUMNS, [_row(one) for one in rows])


def answers_json(rows: Sequence[HeardAnswer]) -> Response[str]:
    """All answers of a view as JSON."""
    return json_file("answers", [_row(one) for one in rows])


def answer_page(
    seen: AnswerView,
    staff: Staff,
    offered: Offered,
    colleagues: Sequence[Person],
    problem: KuultuError | None = None,
    filled: Mapping[str, str] | None = None,
) -> Response[str]:
    """The page of an answer, with what can be decided about it; after a problem, with all that was filled in."""
    one = seen.one
    return console_page(
        "answer",
        staff,
        status=problem.status if problem else 200,
        here="answers",
        one=one,
        answers=answers_in(staff.language, one.response.answers, one.survey),
        seen=seen,
        view=seen.view,
        offered=offered,
        colleagues=colleagues,
        problem=problem.code if problem else "",
        flaws={flaw.pointer: flaw.code for flaw in problem.flaws} if problem else {},
        filled=filled or {},
    )


def _row(one: HeardAnswer) -> dict[str, Cell]:
    response = one.response
    return {
        "id": response.id,
        "received_at": response.received_at.isoformat(timespec="seconds"),
        "survey": response.survey_id,
        "unit": one.unit_id,
        "language": response.language,
        "verdict": response.verdict,
        "score": "" if one.score is None else one.score,
        "score_max": one.scale[1] if one.scale else "",
        "topics": one.topics,
        "touchpoint": response.context.touchpoint,
        "reference": response.context.reference,
        "text": "\n\n".join(one.texts),
        "read": response.read,
        "case": one.has_case,
        "partial": response.partial,
    }
