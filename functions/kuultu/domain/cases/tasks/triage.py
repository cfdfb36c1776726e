"""TRIAGE: the owner reads the case, keeps it or hands it over, and sends enquiries."""

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.calls import CallName, CallRole
from kuultu.domain.cases.case import CaseRecord, Stage
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.news_effects import TellManager, TellRelated
from kuultu.domain.cases.passing_on import hand_over_wanted
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.task_entry import (
    Attempt,
    Deadlines,
    Doer,
    Opening,
    Situation,
    TaskEntry,
    TaskMail,
    TimeOut,
)
from kuultu.domain.cases.task_form import ASKING, PASSING_ON, Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.asking import asking_flaws, with_known_names
from kuultu.errors import Flaw


def _rule(attempt: Attempt) -> list[Flaw]:
    """A response that is no complaint has a written reason, no enquiries, and a customer whom a letter reaches."""
    triage = attempt.decision.payload
    if attempt.choice == Triage.NOT_A_COMPLAINT and triage.enquiries:
        return [Flaw("choice", "asking", "Nobody is asked about what is no complaint: handle it, or ask nobody.")]
    if attempt.choice != Triage.NOT_A_COMPLAINT:
        return asking_flaws(attempt)
    if attempt.dossier.case.by_phone and attempt.dossier.unhappy:
        return [Flaw("choice", "call-first", "Only a call can tell this customer that there is nothing to handle.")]
    return [*attempt.missing("reason"), *asking_flaws(attempt)]


def _follows(situation: Situation) -> list[Effect]:
    """The case passes to the owner or the unit named in triage, or stays with the present owner."""
    decided = situation.record.decision(Triage)
    if decided is None:
        return []
    return [hand_over_wanted(decided.payload, situation.dossier, decided.by, HandOverReason.TRIAGE)]


def _first(record: CaseRecord) -> list[Opening]:
    """The manager's task to end reflection, and the call about safety: no later step would open them."""
    safety = record.case.urgent and record.case.can_be_called and record.case.round == 1
    calls = [Opening(TaskKind.CALL, str(CallName(CallRole.SAFETY)))] if safety else []
    return [Opening(TaskKind.END_REFLECTION), *calls]


ENTRY = TaskEntry(
    TaskKind.TRIAGE,
    Triage,
    Doer.OWNER,
    Form((Triage.HANDLE, Triage.NOT_A_COMPLAINT), {**PASSING_ON, "reason": Field(), **ASKING}),
    Deadlines(),
    TimeOut.PASSES_ON,
    TaskMail.TASK,
    stages=frozenset({Stage.ACKNOWLEDGE, Stage.TRIAGE}),
    with_every_case=True,
    rule=_rule,
    completed=with_known_names,
    follows=_follows,
    first=_first,
    when_asked=(TellManager(), TellRelated(), DropCalls(CallRole.WISH)),
)
