"""The page of a link: without script, in the reader's language."""

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.enquiries import times_asked
from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.form_check import allowed_values
from kuultu.domain.cases.lifecycle import possible_on_page
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.remedies import due_remedies, latest_choice, turned_down
from kuultu.domain.cases.reopening import is_last_round
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.statement_readers import shown_to
from kuultu.domain.cases.summary import chosen_in, summary_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES, entry_of
from kuultu.domain.cases.timeline import timeline
from kuultu.domain.surveys.survey import label_of, text_in
from kuultu.errors import Gone, Invalid
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.html_app import html_response

Values = dict[str, object]


def redirect_to_link(token: str) -> Response[str]:
    """The redirect after an action, to the same address, now with the decision."""
    return html_response(303, "", {"Location": f"/l/{token}"})


def link_page(view: LinkView) -> Response[str]:
    """The page of a link: form, form with flaws, decision, or the reason why it is too early or too late."""
    values = {**_of_the_case(view), **_of_the_form(view), **_of_the_handling(view)}
    status = view.problem.status if view.problem else 200
    return html_response(status, render_page(_template(view), _reader(view), **values))


def _template(view: LinkView) -> str:
    if isinstance(view.problem, Gone):
        return "past"
    if view.task.decision:
        return "decided"
    return "early" if view.problem and not isinstance(view.problem, Invalid) else "task"


def _reader(view: LinkView) -> Reader:
    return Reader(view.language, view.dossier.unit.time_zone)


def _of_the_case(view: LinkView) -> Values:
    dossier, language, case = view.dossier, view.language, view.dossier.case
    return {
        "dossier": dossier,
        "case": case,
        "task": view.task,
        "decision": view.task.decision,
        "response": dossier.response,
        "answers": dossier.answers_in(language),
        "unit_name": text_in(dossier.unit.name, language),
        "organisation": dossier.survey.organisation,
        "last_round": is_last_round(case, view.task.round),
        "answer_ahead": not case.outcome and not case.replies_sent and case.round == view.task.round,
        "law": dossier.law,
        "cause": lambda value: label_of(dossier.survey.root_causes, value, language),
        "scored": dossier.survey.first_scored,
        "text_in": lambda texts: text_in(texts, language),
    }


def _of_the_form(view: LinkView) -> Values:
    entry, flaws = entry_of(view.task.kind), view.problem.flaws if view.problem else ()
    possible = possible_on_page(view.dossier.record, view.task, view.now)
    return {
        "for_customer": entry.for_customer,
        "of_the_owner": entry.of_the_owner,
        "possible": possible,
        "can_act": bool(possible) or view.task.kind not in PAGES,
        "values": {name: allowed_values(field, view.dossier.survey) for name, field in entry.form.fields.items()},
        "filled": view.filled,
        "directory": [member.person.email for member in view.dossier.survey.people],
        "people": [member for member in view.dossier.survey.people if not view.task.assignee.has(member.person.email)],
        "flaws": {flaw.pointer: flaw.code for flaw in flaws},
        "remarks": [(flaw.code.removeprefix("guide-"), flaw.detail) for flaw in flaws if flaw.code[:6] == "guide-"],
        "problem": view.problem.code if view.problem else "",
    }


def _of_the_handling(view: LinkView) -> Values:
    record, summary = view.dossier.record, summary_of(view.dossier.record)
    return {
        **vars(summary),
        **_of_the_offer(view),
        "stage": stage_of(record).value,
        "outcome": record.case.outcome.value if record.case.outcome else "",
        "enquiries": findings(view.dossier),
        "history": timeline(record),
        "times_asked": times_asked(record),
        "remedy_must": bool(due_remedies(record, view.dossier.law)),
        "limit_cents": view.dossier.survey.remedy_limit_cents,
        "shown_statements": shown_to(view.task.assignee.email, view.dossier),
    }


def _of_the_offer(view: LinkView) -> Values:
    """The standing offer, or for an approver the proposed offer; and the choice that goes with the task."""
    record, summary = view.dossier.record, summary_of(view.dossier.record)
    pending = view.task.kind is TaskKind.APPROVE_REMEDY and summary.proposal
    choosing = latest_choice(record)
    return {
        "offer": summary.proposal.payload.offer if pending and summary.proposal else summary.offer,
        "chosen": chosen_in(record, view.task),
        "offer_is_open": choosing is not None and choosing.open,
        "proposed_anew": turned_down(record, view.task.round) == 1 and not view.task.lapsed_at,
    }
