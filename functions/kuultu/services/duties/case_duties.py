"""Open cases, tasks that are due, and letters from dispute bodies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from kuultu.domain.cases.customer_effects import FollowAddress, Resend, SendAgain
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import FollowPeople, PassTasksOn
from kuultu.domain.cases.lifecycle import execution_of
from kuultu.domain.cases.stages import lacks_task
from kuultu.domain.mail.mail import Why
from kuultu.gateways import workflow
from kuultu.observability import count
from kuultu.services.cases.dispute_watch import watch_dispute
from kuultu.services.cases.due_tasks import attend_to_task
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.cases.executions import carry_on, look_at
from kuultu.services.cases.promise_watch import watch_promise
from kuultu.services.dossiers import dossier_of
from kuultu.services.duties.duty import Duty
from kuultu.store import case_executions
from kuultu.store.case_items import CASE_KEY
from kuultu.store.open_items import Key


def of_cases(keys: Sequence[Key], now: datetime, *, everything: bool) -> list[Duty]:
    """A duty for each open item of a case; with `everything`, mail that SES refused is sent once more."""
    return [Duty("cases", (key,), partial(_see_to_item, key[0], key[1], everything, now)) for key in keys]


def _see_to_item(case_id: str, item: str, everything: bool, now: datetime) -> None:
    dossier = carry_out([FollowPeople()], dossier_of(case_id), now)
    dispute = next((one for one in dossier.record.disputes if one.key == item), None)
    if dispute:
        watch_dispute(dossier, dispute, now)
    elif item == CASE_KEY:
        _see_to_case(_with_refused_mail(dossier, now) if everything else dossier, now)
    else:
        attend_to_task(dossier, next(task for task in dossier.record.tasks if task.key == item), now)


def _with_refused_mail(dossier: Dossier, now: datetime) -> Dossier:
    """The case after another try of the mail that SES refused: whoever runs Kuultu has mended the cause."""
    refused = dossier.case.held_up
    mended = refused is not None and refused.why in {Why.REFUSED, Why.STOPPED}
    return carry_out([Resend()], dossier, now) if mended else dossier


def _see_to_case(dossier: Dossier, now: datetime) -> None:
    """Watch the promise, pass an earlier owner's tasks on to the owner, and carry on a case that stands still."""
    dossier = watch_promise(dossier, now)
    dossier = carry_out([PassTasksOn(), FollowAddress(), SendAgain()], dossier, now)
    if not workflow.is_running(execution_of(dossier.case)):
        _revive(dossier, "Nothing carried it any more.", now)
    elif lacks_task(dossier.record, now):
        _revive(dossier, "It waited for a task that was never stored.", now)
    else:
        case = replace(dossier.case, unit=dossier.unit.id)
        case_executions.look_again(case, look_at(dossier, now))


def _revive(dossier: Dossier, reason: str, now: datetime) -> None:
    """Carry on a case that stands still, and count it: its execution was stopped by hand, or failed."""
    count("CaseStoodStill", case_id=dossier.case.id)
    carry_on(dossier, reason, now)
