"""What links show: pages without script, in the reader's language."""

from aws_lambda_powertools.event_handler import Response

from kuultu.domain.cases.access import shown_to
from kuultu.domain.cases.dossier import Sight
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
from kuultu.web.html_app import html_answer

Values = dict[str, object]


def see_again(token: str) -> Response[str]:
    """After acting: the same address, which now shows what was decided."""
    return html_answer(303, "", {"Location": f"/l/{token}"})


def link_page(sight: Sight) -> Response[str]:
    """What a link shows: the form, the form with what must be changed, what was decided, or why it is too late."""
    values = {**_of_the_case(sight), **_of_the_form(sight), **_of_the_handling(sight)}
    return html_answer(sight.status, render_page(_template(sight), _reader(sight), **values))


def _template(sight: Sight) -> str:
    if isinstance(sight.problem, Gone):
        return "past"
    if sight.task.decision:
        return "decided"
    return "early" if sight.problem and not isinstance(sight.problem, Invalid) else str(sight.task.kind)


def _reader(sight: Sight) -> Reader:
    return Reader(sight.language, sight.dossier.unit.time_zone)


def _of_the_case(sight: Sight) -> Values:
    dossier, language = sight.dossier, sight.language
    return {
        "dossier": dossier,
        "case": dossier.case,
        "task": sight.task,
        "decision": sight.task.decision,
        "response": dossier.response,
        "answers": dossier.answers_in(language),
        "unit_name": text_in(dossier.unit.name, language),
        "organisation": dossier.survey.organisation,
        "last_round": sight.task.round > MOST_REOPENINGS,
        "cause": lambda value: label_of(dossier.survey.root_causes, value, language),
        "scored": dossier.survey.first_scored,
        "text_in": lambda texts: text_in(texts, language),
    }


def _of_the_form(sight: Sight) -> Values:
    form, flaws = FORMS[sight.task.kind], sight.problem.flaws if sight.problem else ()
    return {
        "choices": form.choices,
        "values": {name: allowed_values(field, sight.dossier.survey) for name, field in form.fields.items()},
        "filled": sight.filled,
        "flaws": {flaw.pointer: flaw.code for flaw in flaws},
        "remarks": [(flaw.code.removeprefix("guide-"), flaw.detail) for flaw in flaws if flaw.code[:6] == "guide-"],
        "problem": sight.problem.code if sight.problem else "",
    }


def _of_the_handling(sight: Sight) -> Values:
    file, proposal = sight.dossier.file, latest_proposal(sight.dossier.file)
    concluded = file.decision(TaskKind.CONCLUDE)
    decided = proposal.decision if proposal else None
    pending = sight.task.kind is TaskKind.APPROVE_REMEDY and decided
    return {
        "stage": stage_of(file).value,
        "outcome": file.case.outcome.value if file.case.outcome else "",
        "enquiries": sight.dossier.findings,
        "moments": timeline(file),
        "possible": possible_on_case(file, sight.task.assignee.email, sight.now) if sight.now else [],
        "times_asked": times_asked(file),
        "conclusion": concluded,
        "remedy_must": concluded is not None and concluded.choice in OUR_FAULT,
        "proposal": decided,
        "offer": offer_in(decided.fields) if pending and decided else standing_offer(file),
        "refused": is_refused(file),
        "wishes": wishes_in(file),
        "limit_cents": sight.dossier.survey.remedy_limit_cents,
        "shown_statements": shown_to(sight.task.assignee.email, sight.dossier),
    }
