"""The page on which staff of a unit enter what a customer told them: without script, in the unit's language."""

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.responses.staff_sheet import StaffSheet
from kuultu.domain.surveys.survey import text_in
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.html_app import html_response
from kuultu.web.survey_json import survey_in
from kuultu.web.survey_page import flaws_by_field


def staff_page(sheet: StaffSheet) -> Response[str]:
    """The page with an empty form and perhaps a receipt; after a problem, with the flaws and all that was filled in."""
    unit, problem = sheet.unit, sheet.problem
    html = render_page(
        "task",
        Reader(unit.language, unit.time_zone),
        task={"kind": TaskKind.ENTER.value},
        organisation=sheet.survey.organisation,
        unit_name=text_in(unit.name, unit.language),
        content=survey_in(sheet.survey, unit.language),
        conditional={},
        key=sheet.key,
        filled=sheet.filled,
        languages=sheet.languages,
        beside=sheet.beside,
        receipt=sheet.receipt,
        flaws=flaws_by_field(problem),
        problem=problem.code if problem else "",
    )
    return html_response(problem.status if problem else 200, html, problem.headers if problem else {})
