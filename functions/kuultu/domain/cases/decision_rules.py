"""The rules of decisions: a filled form becomes a decision, or raises Invalid."""

from datetime import datetime

from kuultu.domain.cases.decisions import Decision, Fields, Payload
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.form_check import checked_form
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Attempt
from kuultu.domain.cases.task_form import TextChecks
from kuultu.domain.cases.tasks import entry_of
from kuultu.errors import Invalid

CUSTOMER = "customer"
"""The author of a customer's decision."""


def decision_in(data: Fields, task: Task, dossier: Dossier, checks: TextChecks, now: datetime) -> Decision[Payload]:
    """The decision in the fields of a form, checked by the form and the rule of the task's kind; raises Invalid."""
    entry = entry_of(task.kind)
    choice, fields = checked_form(entry.form, data, dossier.survey, checks.email_flaw)
    by = CUSTOMER if entry.for_customer else task.assignee.email
    attempt = Attempt(dossier, Decision(choice, entry.payload.read(fields), by, now), fields, checks)
    flaws = entry.rule(attempt)
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return Decision(choice, entry.completed(attempt), by, now)
