"""The rules of decisions: the time at which a task can be done, and the contents of its form."""

from datetime import datetime

from kuultu.domain.cases.address_check import AddressCheck
from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.decisions import Decision, Fields, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.enquiries import unheard
from kuultu.domain.cases.form_check import checked_form
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Attempt
from kuultu.domain.cases.task_form import TextChecks
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.errors import Gone, Invalid, KuultuError, TooEarly

CUSTOMER = "customer"
"""The author of a customer's decision."""


def decision_in(data: Fields, task: Task, dossier: Dossier, checks: TextChecks, now: datetime) -> Decision[Payload]:
    """The decision in the fields of a form, checked by the form and the rule of the task's kind; raises Invalid."""
    entry = entry_of(task.kind)
    people = tuple(member.person for member in dossier.survey.people)
    addresses = AddressCheck(checks.email_flaw, dossier.customer_email, people)
    choice, fields = checked_form(entry.form, data, dossier.survey, addresses)
    by = CUSTOMER if entry.for_customer else task.assignee.email
    attempt = Attempt(dossier, Decision(choice, entry.payload.read(fields), by, now), fields, checks, task.name)
    flaws = entry.rule(attempt)
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return Decision(choice, entry.completed(attempt), by, now)


def may_act(task: Task, record: CaseRecord, now: datetime) -> None:
    """Raise Gone for a past task, TooEarly before the end of reflection or of a colleague's open statement.

    A customer who is asked for more can answer late, until the conclusion is written; who is to read the conclusion can
    read it late, while the case is open.
    """
    if task.expired or (task.kind is not TaskKind.CONFIRM_READ and _past(task, record.case)):
        raise Gone(code="expired")
    if task.kind is TaskKind.CONFIRM_READ and task.lapsed_at and record.case.outcome:
        raise Gone(code="expired")
    if task.kind is TaskKind.TELL_MORE and task.lapsed_at and record.decision(Conclusion):
        raise Gone(code="expired")
    if task.kind is TaskKind.END_REFLECTION and now >= record.reflection_ends_at:
        raise Gone(code="expired")
    if entry_of(task.kind).after_reflection and now < record.reflection_ends_at:
        raise TooEarly
    if task.kind is TaskKind.CONCLUDE and unheard(record):
        raise TooEarly("Somebody who was asked has not been heard yet. Nothing was recorded.", code="hearing")


def is_possible(task: Task, record: CaseRecord, now: datetime) -> bool:
    """True if a task can be done now."""
    try:
        may_act(task, record, now)
    except KuultuError:
        return False
    return True


def _past(task: Task, case: Case) -> bool:
    return task.round != case.round or case.outcome is not None
