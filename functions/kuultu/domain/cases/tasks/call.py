"""CALL: the owner calls the customer, in place of a letter or request, or beside the written reply."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kuultu.domain.calendar.typed_time import moment_in
from kuultu.domain.cases.calls import CallRole, call_name, due_call
from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.enquiries import statements_of_colleagues
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.remedies import is_refused, standing_offer
from kuultu.domain.cases.remedy import NONE_OF_THESE, Remedy
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.call_end import call_ended
from kuultu.errors import Flaw

TYPED_IN_MINUTES = timedelta(minutes=1)
"""A time is typed without seconds, so that the present minute is not past."""


def _rule(attempt: Attempt) -> list[Flaw]:
    """Of a call that reached the customer there are words, and answers to what it stood in for; times are to come."""
    if attempt.choice == Call.REACHED:
        return [*attempt.missing("said"), *_unsaid(attempt)]
    typed = attempt.fields.get("call_again_at") if attempt.choice == Call.WILL_CALL else None
    past = typed and _moment(attempt, typed) < attempt.decision.at - TYPED_IN_MINUTES
    return [Flaw("call_again_at", "past-time", "This time has passed.")] if past else []


def _unsaid(attempt: Attempt) -> list[Flaw]:
    """The flaws by the role of the call."""
    role, case = call_name(attempt.name).role, attempt.dossier.case
    if role is CallRole.FOLLOW_UP:
        return attempt.missing("solved")
    if role is CallRole.REPLY and case.by_phone:
        return [*_choice_flaws(attempt), *_refusal_flaws(attempt)]
    return _letter_flaws(attempt) if role is CallRole.REPLY or role is CallRole.WISH else []


def _choice_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaws of the customer's choice by phone: there is one, among the remedies that are offered."""
    offer = standing_offer(attempt.dossier.record)
    if not offer.to_choose:
        return []
    offered = [*offer.remedies, NONE_OF_THESE]
    chosen = attempt.fields.get("remedy")
    if chosen and chosen not in offered:
        return [Flaw("remedy", "not-offered", f"One of: {', '.join(offered)}.")]
    return attempt.missing("remedy")


def _refusal_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of a refusal in which the customer was not told where to turn."""
    return attempt.missing("dispute_body") if is_refused(attempt.dossier.record) else []


def _letter_flaws(attempt: Attempt) -> list[Flaw]:
    """The flaw of an agreement, mailed to the customer, that repeats a colleague's private statement."""
    agreed: str = attempt.decision.payload.agreed
    if any(attempt.checks.quotes(agreed, said) for said in statements_of_colleagues(attempt.dossier.record)):
        return [Flaw("agreed", "quotes-statement", "This repeats what a colleague told us in private.")]
    return []


def _completed(attempt: Attempt) -> Call:
    """The call with the time of the next one as a moment in UTC; without a time unless the owner will call again.

    An account number is kept only with a refund that was chosen in the call, if the survey asks for one.
    """
    call: Call = attempt.decision.payload
    call = call if _asks_for_account(attempt) else replace(call, account="")
    if attempt.choice != Call.WILL_CALL or not call.call_again_at:
        return replace(call, call_again_at="")
    return replace(call, call_again_at=_moment(attempt, call.call_again_at).astimezone(UTC).isoformat())


def _asks_for_account(attempt: Attempt) -> bool:
    """True if the customer, who left no mail address, chose a refund in the call, and the survey asks where to."""
    answered = attempt.choice == Call.REACHED and call_name(attempt.name).role is CallRole.REPLY
    refund = answered and attempt.dossier.case.by_phone and attempt.decision.payload.remedy == Remedy.REFUND
    return refund and attempt.dossier.survey.settings.refund_account


def _moment(attempt: Attempt, typed: str) -> datetime:
    return moment_in(typed, attempt.dossier.unit.time_zone)


ENTRY = TaskEntry(
    TaskKind.CALL,
    Call,
    Doer.OWNER,
    Form(
        (Call.REACHED, Call.NOT_REACHED, Call.WILL_CALL),
        {
            "said": Field(),
            "agreed": Field(),
            "call_again_at": Field("moment"),
            "remedy": Field("remedy"),
            "account": Field(),
            "dispute_body": Field("checkbox"),
            "bought_at": Field(),
            "wish": Field("wish"),
            "solved": Field("solved"),
            "score": Field("score"),
            "ease": Field("ease"),
            "complaint": Field("checkbox"),
        },
    ),
    Deadlines(),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.CALL}),
    rule=_rule,
    completed=_completed,
    follows=call_ended,
    due_name=due_call,
)
