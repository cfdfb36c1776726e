"""The steps of the handling, as the state machine calls them; each can be called again and changes nothing then."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from kuultu.domain import handling as rules
from kuultu.domain.case import Case, CaseFile, Outcome, Stage, Task, TaskKind
from kuultu.domain.dossier import Dossier, standing
from kuultu.domain.mail import Mail, task_mail
from kuultu.errors import Gone, Unknown
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.beginnings import workflow_input
from kuultu.services.dossiers import dossier_of, reloaded
from kuultu.services.letters import letter_about
from kuultu.services.post import post
from kuultu.settings import settings
from kuultu.store import cases, responses, surveys, tasks

LOOK_EVERY = timedelta(hours=1)
"""How often the sweep sees whether an open case is still being carried."""

Standing = Mapping[str, str]


def take_up(case_id: str, now: datetime) -> Standing:
    """Open the case of a response, or take up one that was interrupted."""
    file = cases.load(case_id)
    if file is None:
        response = responses.find(case_id)
        if response is None:
            raise Unknown("There is no such response.")
        survey = surveys.survey_version(response.survey_id, response.survey_version)
        case = rules.open_case(response, survey, settings().clocks, now)
        if cases.add(case, now + LOOK_EVERY):
            count("CaseOpened", case_id=case_id)
        file = dossier_of(case_id).file
    return standing(file)


def refuse_superseded(case_id: str, execution: str | None) -> None:
    """Raise Gone for a step of an execution that carries the case no longer; a crash may have left it running.

    None is for executions that began before steps said who they are.
    """
    file = cases.load(case_id)
    if file and execution and execution != rules.execution_of(file.case):
        raise Gone("Another execution carries this case.", code="superseded")


def acknowledge(case_id: str, now: datetime) -> Standing:
    """Thank at once, say sorry, and say what happens next and by when."""
    dossier = dossier_of(case_id)
    if dossier.case.reachable and not dossier.case.acknowledged:
        _post(Mail(case_id, dossier.case.round, "acknowledgement"), dossier, now)
    cases.mark_acknowledged(dossier.case)
    return standing(reloaded(dossier).file)


def ask(kind: TaskKind, case_id: str, callback: str, now: datetime) -> None:
    """Open a task or request, mail it, and keep what the workflow waits on; answer at once what has ended already.

    Called again after a time-out, it first sees whether time has taken the task away from whoever had it.
    """
    dossier = dossier_of(case_id)
    task = dossier.file.task(kind) or _open(dossier.file, kind, now)
    tasks.wait_with(task, callback)
    if task.open and now >= task.lapses_at:
        lapse(dossier, task, now)
    dossier = reloaded(dossier)
    task = dossier.file.task(kind) or task
    if task.open:
        _mail_task(dossier, task, now)
    else:
        follow_through(dossier.file, task, now)


def lapse(dossier: Dossier, task: Task, now: datetime) -> None:
    """Let a task's time run out: a request expires, what staff were asked passes to the manager; a decision stands."""
    after = rules.lapsed(task, dossier.case.manager, settings().clocks, now)
    if not tasks.lapse(after):
        return
    count("TaskLapsed", case_id=task.case_id, task=task.kind.value)
    dossier = reloaded(dossier)
    if after.open:
        cases.hand_over(dossier.case, dossier.case.manager)
        _post(task_mail(after), dossier, now)
    else:
        follow_through(dossier.file, after, now)


def follow_through(file: CaseFile, task: Task, now: datetime) -> None:
    """Do what follows from a task that has ended; done twice, it changes nothing."""
    if task.kind is TaskKind.END_REFLECTION:
        if rules.stage_of(file) is Stage.REFLECT:
            carry_on(file.case, "A manager ended reflection.", now)
    elif task.kind is TaskKind.TRIAGE and task.decision:
        cases.hand_over(file.case, rules.owner_after(file.case, task.decision))
    if task.callback:
        workflow.answer(task.callback, standing(file))
    tasks.mark_told(task)


def carry_on(case: Case, reason: str, now: datetime) -> None:
    """Carry a case on in a new execution, from where its own record says that it stands."""
    name = rules.next_execution(case)
    if cases.move_to_execution(case, name, now + LOOK_EVERY):
        workflow.start(name, workflow_input(case.id))
        workflow.stop(rules.execution_of(case), reason)
        count("CaseCarriedOn", case_id=case.id, reason=reason)


def send_reply(case_id: str, now: datetime) -> Standing:
    """Send the owner's answer to the customer, and plan when to ask whether it helped."""
    dossier = dossier_of(case_id)
    _post(Mail(case_id, dossier.case.round, "reply"), dossier, now)
    cases.plan_follow_up(dossier.case, settings().clocks.follow_up_from(now))
    return standing(reloaded(dossier).file)


def reopen(case_id: str, now: datetime) -> Standing:
    """Begin another round, with the manager as owner."""
    dossier = dossier_of(case_id)
    if rules.unhappy_again(dossier.file) and cases.begin_round(rules.reopened(dossier.case, settings().clocks, now)):
        count("CaseReopened", case_id=case_id)
    return standing(reloaded(dossier).file)


def close(case_id: str, now: datetime) -> Standing:
    """Close the case with the outcome that is on record."""
    dossier = dossier_of(case_id)
    outcome = rules.outcome_of(dossier.file)
    if outcome is Outcome.NOT_A_COMPLAINT and dossier.case.reachable:
        _post(Mail(case_id, dossier.case.round, "thanks"), dossier, now)
    if cases.close(dossier.case, outcome, now):
        count("CaseClosed", case_id=case_id, outcome=outcome.value)
    return standing(reloaded(dossier).file)


STEPS: Mapping[str, Callable[[str, datetime], Standing]] = {
    "take_up": take_up,
    "acknowledge": acknowledge,
    "send_reply": send_reply,
    "reopen": reopen,
    "close": close,
}
"""The steps that answer at once, by the name that the state machine gives them."""


def _open(file: CaseFile, kind: TaskKind, now: datetime) -> Task:
    if kind is TaskKind.TRIAGE:  # first, as nobody comes back for it once triage itself is there
        tasks.add(rules.new_task(file, TaskKind.END_REFLECTION, settings().clocks, now))
    task = rules.new_task(file, kind, settings().clocks, now)
    tasks.add(task)
    return task


def _mail_task(dossier: Dossier, task: Task, now: datetime) -> None:
    _post(task_mail(task), dossier, now)
    early_end = dossier.file.task(TaskKind.END_REFLECTION)
    if (
        task.kind is TaskKind.TRIAGE
        and early_end
        and early_end.open
        and early_end.assignee.email != task.assignee.email
    ):
        _post(task_mail(early_end), dossier, now)


def _post(mail: Mail, dossier: Dossier, now: datetime) -> None:
    post(mail, lambda: letter_about(mail, dossier, now), now)
