"""What links show: pages without script, in the reader's language."""

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.access import shown_to
from kuultu.domain.cases.dossier import LinkView
from kuultu.domain.cases.enquiries import times_asked
from kuultu.domain.cases.lifecycle import possible_on_case
from kuultu.domain.cases.remedies import OUR_FAULT, is_refused, latest_proposal, offer_in, standing_offer, wishes_in
from kuultu.domain.cases.stages import MOST_REOPENINGS, stage_of
from kuultu.domain.cases.task import TaskKind
from kuultu.domain.cases.task_forms import FORMS, allowed_values
from kuultu.domain.cases.timeline import timeline
from kuultu.domain.surveys.survey import label_of, text_in
from kuultu.errors import Gone, Invalid
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.html_app import html_response

Values = dict[str, object]


def redirect_to_link(token: str) -> Response[str]:
    """After acting: the same address, which now shows what was decided."""
    return html_response(303, "", {"Location": f"/l/{token}"})


def link_page(view: LinkView) -> Response[str]:
    """What a link shows: the form, the form with what must be changed, what was decided, or why it is too late."""
    values = {**_of_the_case(view), **_of_the_form(view), **_of_the_handling(view)}
    return html_response(view.status, render_page(_template(view), _reader(view), **values))


def _template(view: LinkView) -> str:
    if isinstance(view.problem, Gone):
        return "past"
    if view.task.decision:
        return "decided"
    return "early" if view.problem and not isinstance(view.problem, Invalid) else str(view.task.kind)


def _reader(view: LinkView) -> Reader:
    return Reader(view.language, view.dossier.unit.time_zone)


def _of_the_case(view: LinkView) -> Values:
    dossier, language = view.dossier, view.language
    return {
        "dossier": dossier,
        "case": dossier.case,
        "task": view.task,
        "decision": view.task.decision,
        "response": dossier.response,
        "answers": dossier.answers_in(language),
        "unit_name": text_in(dossier.unit.name, language),
        "organisation": dossier.survey.organisation,
        "last_round": view.task.round > MOST_REOPENINGS,
        "cause": lambda value: label_of(dossier.survey.root_causes, value, language),
        "scored": dossier.survey.first_scored,
        "text_in": lambda texts: text_in(texts, language),
    }


def _of_the_form(view: LinkView) -> Values:
    form, flaws = FORMS[view.task.kind], view.problem.flaws if view.problem else ()
    return {
        "choices": form.choices,
        "values": {name: allowed_values(field, view.dossier.survey) for name, field in form.fields.items()},
        "filled": view.filled,
        "flaws": {flaw.pointer: flaw.code for flaw in flaws},
        "remarks": [(flaw.code.removeprefix("guide-"), flaw.detail) for flaw in flaws if flaw.code[:6] == "guide-"],
        "problem": view.problem.code if view.problem else "",
    }


def _of_the_handling(view: LinkView) -> Values:
    record, proposal = view.dossier.record, latest_proposal(view.dossier.record)
    concluded = record.decision(TaskKind.CONCLUDE)
    decided = proposal.decision if proposal else None
    pending = view.task.kind is TaskKind.APPROVE_REMEDY and decided
    return {
        "stage": stage_of(record).value,
        "outcome": record.case.outcome.value if record.case.outcome else "",
        "enquiries": view.dossier.findings,
        "moments": timeline(record),
        "possible": possible_on_case(record, view.task.assignee.email, view.now) if view.now else [],
        "times_asked": times_asked(record),
        "conclusion": concluded,
        "remedy_must": concluded is not None and concluded.choice in OUR_FAULT,
        "proposal": decided,
        "offer": offer_in(decided.fields) if pending and decided else standing_offer(record),
        "refused": is_refused(record),
        "wishes": wishes_in(record),
        "limit_cents": view.dossier.survey.remedy_limit_cents,
        "shown_statements": shown_to(view.task.assignee.email, view.dossier),
    }
