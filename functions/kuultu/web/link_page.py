"""The page of a link: without script, in the reader's language."""

from urllib.parse import quote

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.absence_view import AbsenceView
from kuultu.domain.cases.call_plan import begins_at, next_call_at
from kuultu.domain.cases.calls import answer_waits
from kuultu.domain.cases.customers_page import customers_view, heard
from kuultu.domain.cases.deliverability import waiting_mails
from kuultu.domain.cases.draft_rules import keeps_drafts
from kuultu.domain.cases.enquiries import times_asked
from kuultu.domain.cases.escalation import next_above, next_owner
from kuultu.domain.cases.events import Added, CallWished
from kuultu.domain.cases.findings import findings
from kuultu.domain.cases.form_check import allowed_values
from kuultu.domain.cases.lifecycle import possible_on_page
from kuultu.domain.cases.link_tokens import next_token
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.remedies import due_remedies, latest_choice, turned_down
from kuultu.domain.cases.reopening import is_last_round
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.spoken import answers_in_it, speakers
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.statement_readers import shown_to, words_shown_to
from kuultu.domain.cases.summary import chosen_in, summary_of
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES, entry_of
from kuultu.domain.cases.timeline import by_day, timeline
from kuultu.domain.responses.staff_sheet import StaffSheet
from kuultu.domain.surveys.survey import label_of, text_in
from kuultu.errors import Gone, Invalid
from kuultu.rendering.templates import Reader, render_page
from kuultu.web.absence_page import absence_page
from kuultu.web.html_app import html_response
from kuultu.web.staff_page import staff_page

Values = dict[str, object]


def redirect_to_link(token: str, case_id: str = "") -> Response[str]:
    """The redirect after an action, to the same address, now with the decision."""
    aside = f"?case={quote(case_id)}" if case_id else ""
    return html_response(303, "", {"Location": f"/l/{token}{aside}"})


def link_page(view: LinkView | AbsenceView | StaffSheet, around: Values | None = None) -> Response[str]:
    """The page of a link: form, form with flaws, decision, or the reason why it is too early or too late.

    `around` are the values of the console's frame, when the page is shown there.
    """
    if isinstance(view, AbsenceView):
        return absence_page(view)
    if isinstance(view, StaffSheet):
        return staff_page(view)
    usual: Values = {"home": f"/l/{view.token}"}
    values = {**_of_the_case(view), **_of_the_form(view), **_of_the_handling(view), **(around or usual)}
    status = view.problem.status if view.problem else 200
    return html_response(status, render_page(_template(view), _reader(view), **values))


def _template(view: LinkView) -> str:
    if isinstance(view.problem, Gone) and view.problem.code != "moved-on":
        return "past"
    if view.task.decision:
        return "decided"
    return "early" if view.problem and not isinstance(view.problem, (Invalid, Gone)) else "task"


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
        **_of_the_customer(view),
        "last_round": is_last_round(case, view.task.round),
        "call_at": begins_at(view.task),
        "next_call_at": next_call_at(dossier.record),
        "answer_ahead": not case.outcome and not case.replies_sent and case.round == view.task.round,
        "law": dossier.law,
        "cause": lambda value: label_of(dossier.survey.root_causes, value, language),
        "scored": dossier.survey.first_scored,
        "unit_called": lambda unit_id: _unit_called(unit_id, view),
        "text_in": lambda texts: text_in(texts, language),
    }


def _unit_called(unit_id: str, view: LinkView) -> str:
    """The name of a unit; the id of a unit that the survey no longer has."""
    units = [unit for unit in view.dossier.survey.units if unit.id == unit_id]
    return text_in(units[0].name, view.language) if units else unit_id


def _of_the_customer(view: LinkView) -> Values:
    """The customer's language and who answers in it, what they said on their page, and whether mail reaches them."""
    dossier, case = view.dossier, view.dossier.case
    return {
        "number": short_number(case.id),
        "customer_language": "" if case.anonymous else dossier.response.language,
        "answers_in_it": answers_in_it(dossier, view.task.assignee),
        "speakers": [person.name for person in speakers(dossier, view.task.assignee)],
        "undeliverable": case.undeliverable,
        "refused_mail": case.held_up,
        "waiting": waiting_mails(dossier),
        "answer_waits": answer_waits(dossier.record),
        "additions": heard(case, Added),
        "calls": heard(case, CallWished),
        "mine": customers_view(dossier.record),
        "disputes": dossier.record.disputes,
        "dispute": dossier.record.open_dispute,
    }


def _of_the_form(view: LinkView) -> Values:
    entry, flaws = entry_of(view.task.kind), view.problem.flaws if view.problem else ()
    possible = [] if view.only_reads else possible_on_page(view.dossier.record, view.task, view.now)
    draft = view.task.draft
    on_page = view.task.kind in PAGES
    can_act = bool(possible) or not on_page
    passes_to = next_owner(view.dossier, view.now) if on_page else next_above(view.task, view.dossier, view.now)
    return {
        "for_customer": entry.for_customer,
        "for_approver": entry.doer is Doer.APPROVER,
        "possible": possible,
        "related": [(one, one.is_of(view.task.assignee.email)) for one in view.related],
        "passes_to": passes_to,
        "can_act": can_act,
        "keeps_drafts": can_act and keeps_drafts(view.task.kind) and not (on_page and view.dossier.case.outcome),
        "kept_at": view.task.draft.at if view.task.draft else None,
        "values": {name: allowed_values(field, view.dossier.survey) for name, field in entry.form.fields.items()},
        "filled": view.filled or (draft.fields if draft else {}),
        "directory": [member.person.email for member in view.dossier.survey.people],
        "people": [member for member in view.dossier.survey.people if not view.task.assignee.has(member.person.email)],
        "units": [(unit, _unit_called(unit, view)) for unit in _other_units(view)],
        "flaws": {flaw.pointer: flaw.code for flaw in flaws},
        "remarks": [(flaw.code.removeprefix("guide-"), flaw.detail) for flaw in flaws if flaw.code[:6] == "guide-"],
        "problem": view.problem.code if view.problem else "",
        "token": view.token,
        "next_step": view.next_step,
        "next_address": f"/l/{next_token(view.token)}" if view.next_step else "",
    }


def _other_units(view: LinkView) -> list[str]:
    """The ids of the survey's units but the one that has the case."""
    return [unit.id for unit in view.dossier.survey.units if unit.id != view.dossier.unit.id]


def _of_the_handling(view: LinkView) -> Values:
    record, summary = view.dossier.record, summary_of(view.dossier.record)
    return {
        **vars(summary),
        **_of_the_offer(view),
        "stage": stage_of(record).value,
        "outcome": record.case.outcome.value if record.case.outcome else "",
        "enquiries": findings(view.dossier),
        "history": by_day(timeline(record), view.dossier.unit.time_zone),
        "times_asked": times_asked(record),
        "remedy_must": bool(due_remedies(record, view.dossier.law)),
        "limit_cents": view.dossier.survey.remedy_limit_cents,
        "own_words": words_shown_to(view.task.assignee.email, view.dossier),
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
