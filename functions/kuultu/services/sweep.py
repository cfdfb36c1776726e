"""The sweep: responses lost by the stream, work left half done by a crash, overdue tasks, cases without execution."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from kuultu.domain.cases.customer_effects import FollowAddress, Resend, SendAgain
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import FollowPeople, PassTasksOn
from kuultu.domain.cases.lifecycle import execution_of
from kuultu.domain.cases.stages import lacks_task
from kuultu.domain.mail.mail import Mail, MailState, Why
from kuultu.gateways import workflow
from kuultu.observability import count, log_failure
from kuultu.services.cases.dispute_watch import watch_dispute
from kuultu.services.cases.due_tasks import attend_to_task
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.cases.executions import carry_on, look_at
from kuultu.services.cases.handling_start import begin_handling, see_case_opened
from kuultu.services.cases.promise_watch import watch_promise
from kuultu.services.cases.unsettled_mails import see_to_mail
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_throttling import Told, held_by_recipient, send_together
from kuultu.store import cases, mails, responses
from kuultu.store.case_items import CASE_KEY

MOST, BATCH = 10_000, 200
"""Items of each kind in one sweep, and in each turn of a kind; the longest waiting come first, the rest next time."""

Key = TypeVar("Key")

END_OF_TIME = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Duty:
    """Something to see to; after a failure it is put at the end of the line, so that it holds up no other."""

    see_to: Callable[[], None]
    put_off: Callable[[datetime], None]


Batches = Iterator[list[Duty]]


def sweep(now: datetime, *, everything: bool = False, has_time: Callable[[], bool] = lambda: True) -> dict[str, int]:
    """See to all due items, or after an interruption to all open ones; returns their numbers by kind, and of failures.

    Of mails, only the due ones are looked at; what SES refused is sent once more if `everything` is looked at. The
    kinds take turns while there is time.
    """
    horizon = END_OF_TIME if everything else now
    lines: dict[str, Batches] = {
        "responses": _batches(lambda: responses.unhandled(horizon, MOST), partial(_of_responses, now)),
        "cases": _batches(lambda: cases.needing_attention(horizon, MOST), partial(_of_cases, now, everything)),
        "mails": _batches(lambda: mails.needing_attention(now, MOST), partial(_of_mails, now)),
    }
    numbers = Counter(dict.fromkeys((*lines, "failed"), 0))
    for name, duty in _in_turns(lines):
        if not has_time():
            count("SweepOutOfTime")
            break
        numbers[name] += 1
        numbers["failed"] += not _succeeds(duty, now)
    return dict(numbers)


def _batches(
    find: Callable[[], Sequence[Key]], duties_of: Callable[[Sequence[Key]], list[Duty]]
) -> Iterator[list[Duty]]:
    """The duties of a kind in batches; they are looked for when it is the kind's first turn."""
    keys = find()
    for start in range(0, len(keys), BATCH):
        yield duties_of(keys[start : start + BATCH])


def _in_turns(lines: Mapping[str, Batches]) -> Iterator[tuple[str, Duty]]:
    """The duties of each kind, a batch of one kind after a batch of another; mails that cases held come in time."""
    waiting = dict(lines)
    while waiting:
        for name, batches in list(waiting.items()):
            batch = next(batches, None)
            if batch is None:
                del waiting[name]
            yield from ((name, duty) for duty in batch or ())


def _succeeds(duty: Duty, now: datetime) -> bool:
    """Do a duty; False after a failure, which is left for the next sweep."""
    try:
        duty.see_to()
    except Exception as error:
        log_failure("SweepItemFailed", error)
        duty.put_off(now)
        return False
    return True


def _of_responses(now: datetime, keys: Sequence[str]) -> list[Duty]:
    return [Duty(partial(_see_to_response, key, now), partial(responses.put_off, key)) for key in keys]


def _of_cases(now: datetime, everything: bool, keys: Sequence[tuple[str, str]]) -> list[Duty]:
    return [Duty(partial(_see_to_case_item, *key, everything, now), partial(cases.put_off, *key)) for key in keys]


def _of_mails(now: datetime, keys: Sequence[str]) -> list[Duty]:
    """A duty for each mail, and one for the held mails of each person; an unreadable mail is put off."""
    entries = [entry for key in keys if (entry := _entry(key, now))]
    held = [mail for mail, state, _ in entries if state is MailState.HELD]
    alone = [one for one in entries if one[0] not in held]
    return [
        *(Duty(partial(see_to_mail, *one, now), partial(mails.put_off, one[0].id)) for one in alone),
        *(Duty(partial(send_together, told, now), partial(_put_off, told)) for told in held_by_recipient(held, now)),
    ]


def _entry(key: str, now: datetime) -> tuple[Mail, MailState, int] | None:
    try:
        return mails.entry(key)
    except Exception as error:
        log_failure("SweepItemFailed", error)
        mails.put_off(key, now)
        return None


def _put_off(told: Sequence[Told], now: datetime) -> None:
    for mail, _ in told:
        mails.put_off(mail.id, now)


def _see_to_response(response_id: str, now: datetime) -> None:
    see_case_opened(response_id, now)
    begin_handling(response_id, now)


def _see_to_case_item(case_id: str, item: str, everything: bool, now: datetime) -> None:
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
        carry_on(dossier, "Nothing carried it any more.", now)
    elif lacks_task(dossier.record, now):
        carry_on(dossier, "It waited for a task that was never stored.", now)
    else:
        cases.look_again(dossier.case, look_at(dossier, now))
