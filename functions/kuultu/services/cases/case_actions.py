"""Acting on the page of a case: what its owner and manager can do there beside the tasks."""

from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.lifecycle import possible_on_case
from kuultu.domain.cases.task import Decision, TaskKind
from kuultu.domain.mail.mail import task_mail
from kuultu.errors import Gone
from kuultu.observability import count
from kuultu.services.cases.hand_over import hand_over
from kuultu.services.cases.task_flow import record
from kuultu.services.cases.task_opening import open_enquiries, send
from kuultu.services.dossiers import reloaded


def act_on_case(dossier: Dossier, decision: Decision, now: datetime) -> None:
    """Hand the case over, ask somebody else, or end reflection; raises Gone for what is past."""
    if decision.choice not in possible_on_case(dossier.record, decision.by, now):
        raise Gone(code="expired")
    count("ActedOnCase", case_id=dossier.case.id, choice=decision.choice)
    if decision.choice == "hand_over":
        hand_over(dossier, dossier.person_at(decision.fields["owner_email"]), decision.by, "by hand", now)
    elif decision.choice == "ask":
        _ask_others(dossier, decision, now)
    else:
        _end_reflection(dossier, decision, now)


def _ask_others(dossier: Dossier, decision: Decision, now: datetime) -> None:
    asked = open_enquiries(dossier, decision.fields, now)
    dossier = reloaded(dossier)
    for task in asked:
        if task.open:
            send(task_mail(task), dossier, now)


def _end_reflection(dossier: Dossier, decision: Decision, now: datetime) -> None:
    early_end = dossier.record.task(TaskKind.END_REFLECTION)
    if early_end:
        record(dossier, early_end, Decision("end", {"reason": decision.fields["reason"]}, decision.by, now), now)
