"""The page of a person's absences: without script, in the language of their unit."""

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.absence_view import AbsenceView
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.surveys.survey import text_in
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.html_app import html_response


def absence_page(view: AbsenceView) -> Response[str]:
    """The page: what is known, and a form; the form with its flaws after a problem."""
    unit, flaws = view.unit, view.problem.flaws if view.problem else ()
    html = render_page(
        "task",
        Reader(unit.language, unit.time_zone),
        task={"kind": TaskKind.ABSENCE.value},
        organisation="Kuultu",
        unit_name=text_in(unit.name, unit.language),
        me=view.reader.person,
        others=view.others,
        members=view.directory.members,
        deputy=view.directory.deputy_of(view.reader.person.email),
        known=view.known,
        today=view.today.isoformat(),
        filled=view.filled,
        flaws={flaw.pointer: flaw.code for flaw in flaws},
    )
    return html_response(view.problem.status if view.problem else 200, html)
