"""The sweep: responses lost by the stream, work left half done by a crash, overdue tasks, cases without execution."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import FollowPeople, PassTasksOn
from kuultu.domain.cases.lifecycle import execution_of
from kuultu.domain.mail.mail import Letter, Mail, MailKind, MailState
from kuultu.domain.mail.task_mails import is_moot
from kuultu.errors import Unknown
from kuultu.gateways import workflow
from kuultu.observability import log_failure
from kuultu.services.cases.due_tasks import attend_to_task
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.cases.executions import carry_on, look_at
from kuultu.services.cases.handling_start import begin_handling, see_case_opened
from kuultu.services.cases.promise_watch import watch_promise
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_composing import compose
from kuultu.services.mail.mail_sending import Compose, send_again
from kuultu.services.mail.mail_throttling import compose_digest_again, held_by_recipient, send_together
from kuultu.services.mail.thanks_composing import compose_thanks
from kuultu.store import cases, mails, responses, surveys
from kuultu.store.case_items import CASE_KEY

MOST = 200
"""Items of each kind in one sweep; the longest waiting come first, the rest next time."""

Work = Callable[[], None]

END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC)


def sweep(now: datetime, *, everything: bool = False) -> dict[str, int]:
    """See to all due items, or after an interruption to all open ones; returns their numbers by kind, and of failures.

    Of mails, only the due ones are looked at.
    """
    horizon = END_OF_TIME if everything else now
    finders: Mapping[str, Callable[[], list[Work]]] = {
        "responses": lambda: [partial(_see_to_response, one, now) for one in responses.unhandled(horizon, MOST)],
        "cases": lambda: [partial(_see_to_case_item, *key, now) for key in cases.needing_attention(horizon, MOST)],
        "mails": lambda: _mails_due(now),
    }
    found, failed = {}, 0
    for name, find in finders.items():  # mails last: the work before may hold some
        work = find()
        found[name], failed = len(work), failed + sum(not _succeeds(see_to) for see_to in work)
    return found | {"failed": failed}


def _mails_due(now: datetime) -> list[Work]:
    unsettled = mails.unsettled(now, MOST)
    held = [mail for mail, state, _ in unsettled if state is MailState.HELD]
    alone = [partial(_see_to_mail, *one, now) for one in unsettled if one[0] not in held]
    return [*alone, *(partial(send_together, told, now) for told in held_by_recipient(held, now))]


def _succeeds(see_to: Callable[[], None]) -> bool:
    """Do the work on an item; False after a failure, which is left for the next sweep and holds up no other item."""
    try:
        see_to()
    except Exception as error:
        log_failure("SweepItemFailed", error)
        return False
    return True


def _see_to_response(response_id: str, now: datetime) -> None:
    see_case_opened(response_id, now)
    begin_handling(response_id, now)


def _see_to_case_item(case_id: str, item: str, now: datetime) -> None:
    dossier = dossier_of(case_id)
    if item == CASE_KEY:
        _see_to_case(dossier, now)
    else:
        attend_to_task(dossier, next(task for task in dossier.record.tasks if task.key == item), now)


def _see_to_case(dossier: Dossier, now: datetime) -> None:
    """Follow a change of people, watch the promise, pass tasks on to the owner, carry on a case without execution."""
    dossier = carry_out([FollowPeople()], dossier, now)
    dossier = watch_promise(dossier, now)
    dossier = carry_out([PassTasksOn()], dossier, now)
    if workflow.is_running(execution_of(dossier.case)):
        cases.look_again(dossier.case, look_at(dossier, now))
    else:
        carry_on(dossier, "Nothing carried it any more.", now)


def _see_to_mail(mail: Mail, state: MailState, attempts: int, now: datetime) -> None:
    dossier = dossier_of(mail.case_id) if mail.round else None
    if dossier and is_moot(mail, dossier.record):
        mails.mark(mail, MailState.SUPPRESSED, now)
    else:
        send_again(mail, state, attempts, _composer(mail, dossier, now), now)


def _composer(mail: Mail, dossier: Dossier | None, now: datetime) -> Compose:
    if dossier is None:
        return partial(_thanks, mail.case_id, now)
    if mail.kind is MailKind.DIGEST:
        return partial(compose_digest_again, mail, now)
    return partial(compose, mail, dossier, now)


def _thanks(response_id: str, now: datetime) -> Letter | None:
    response = responses.find(response_id)
    if response is None:
        raise Unknown("The response is not there any more.")
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    return compose_thanks(response, survey, now)
