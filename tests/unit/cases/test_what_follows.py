"""The effects of the end of each task, by kind, choice and situation."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kuultu.domain.cases.call_effects import DropCalls, NoteEnd, TellEarlyEnd
from kuultu.domain.cases.calls import CallRole
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.effects import CarryOn, Effect, ForgetAccount, HandOver, Open, PlanFollowUp, Settle
from kuultu.domain.cases.events import HandOverReason
from kuultu.domain.cases.news_effects import TellAnotherManager, TellDelivered, TellNews, TellUnread, TellUnsolved
from kuultu.domain.cases.payloads.finding_out import Settlement
from kuultu.domain.cases.payloads.putting_right import Reply
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_entry import Situation
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES, entry_of
from kuultu.domain.people import somebody_at
from tests.unit.helpers.builders import DAY, MANAGER, NOW, OWNER, Life, case

TRIAGE, END_REFLECTION, FIND_OUT = TaskKind.TRIAGE, TaskKind.END_REFLECTION, TaskKind.FIND_OUT
TELL_MORE, STATEMENT = TaskKind.TELL_MORE, TaskKind.STATEMENT
RETURN, INSPECT, CONCLUDE = TaskKind.RETURN_PRODUCT, TaskKind.INSPECT, TaskKind.CONCLUDE
CHOOSE, DELIVER = TaskKind.CHOOSE_REMEDY, TaskKind.DELIVER_REMEDY
QUIET = "confirm_read propose_remedy approve_remedy follow_up case my_case absence enter"
"""Kinds after which only the workflow goes on."""

NOTHING: list[Effect] = []
SETTLED: list[Effect] = [Settle()]
STAYS: list[Effect] = [HandOver(case().owner, OWNER, HandOverReason.TRIAGE)]
GOES: list[Effect] = [HandOver(case().manager, OWNER, HandOverReason.TRIAGE)]
ENDED_EARLY: list[Effect] = [TellEarlyEnd()]
CARRIED_ON: list[Effect] = [*ENDED_EARLY, CarryOn("A manager ended reflection.")]
INSPECTED: list[Effect] = [Open(INSPECT), Settle()]
DELIVERED_LATE: list[Effect] = [Open(DELIVER)]
TOLD: list[Effect] = [TellDelivered(""), ForgetAccount("")]
FOLLOWED_UP: list[Effect] = [*TOLD, PlanFollowUp(NOW + DAY)]
FORGOTTEN: list[Effect] = [ForgetAccount("")]
ALONE: list[Effect] = [TellAnotherManager()]


ANSWERED = NoteEnd(TaskKind.REPLY, "", Decision("called", Reply(), OWNER, NOW), {"by_phone": "yes"})
CALLED: dict[str, list[Effect]] = {
    "reached": [ANSWERED],
    "not_reached": [Open(TaskKind.CALL, "reply-1-2")],
    "will_call": [Open(TaskKind.CALL, "reply-1-2")],
}
"""After a call beside the written reply."""


def begun() -> Life:
    return Life()


def handed_to_the_manager() -> Life:
    return Life().decides(TRIAGE, "handle", owner_email=MANAGER)


def finding_out() -> Life:
    return Life().decides(TRIAGE, "handle", ask_customer="Missä?")


def reflecting() -> Life:
    return Life().decides(TRIAGE, "handle")


def owned_by_the_manager() -> Life:
    life = reflecting().becomes(owner=case().manager)
    return life.decides(END_REFLECTION, "end", by=MANAGER, reason="Terveys vaarassa.")


def on_its_way() -> Life:
    return Life().decides(RETURN, "sent")


def inspecting() -> Life:
    return Life().is_asked(RETURN).is_asked(INSPECT)


def followed_up() -> Life:
    return Life().is_answered().waits(7)


def followed_up_by_the_manager() -> Life:
    return followed_up().becomes(owner=case().manager)


def awaited() -> Life:
    """The workflow waits for the choice."""
    life = Life().has_offered("refund")
    return life.keeps(replace(life.task(CHOOSE), callback="token"))


def gone_on() -> Life:
    """The workflow went on without the choice."""
    life = awaited()
    return life.keeps(replace(life.task(CHOOSE), lapsed_at=life.now))


def unasked() -> Life:
    """No workflow has asked for the choice."""
    return Life().has_offered("refund")


def chosen() -> Life:
    return awaited().chooses("refund").waits(1)


def chosen_late() -> Life:
    return gone_on().chooses("refund").waits(1)


Row = tuple[TaskKind, str, Callable[[], Life], list[Effect]]
TABLE: list[Row] = [
    (TRIAGE, "handle", begun, STAYS),
    (TRIAGE, "not_a_complaint", begun, STAYS),
    (TRIAGE, "handle", handed_to_the_manager, GOES),
    (END_REFLECTION, "end", begun, ENDED_EARLY),
    (END_REFLECTION, "end", finding_out, ENDED_EARLY),
    (END_REFLECTION, "end", reflecting, CARRIED_ON),
    (END_REFLECTION, "end", owned_by_the_manager, [*ALONE, *CARRIED_ON]),
    *[(TELL_MORE, choice, begun, SETTLED) for choice in ("answer", "decline", "")],
    (TELL_MORE, "answer", on_its_way, INSPECTED),
    *[(STATEMENT, choice, begun, SETTLED) for choice in ("answer", "decline", "")],
    (RETURN, "sent", begun, INSPECTED),
    (RETURN, "sent", inspecting, INSPECTED),
    *[(RETURN, choice, begun, SETTLED) for choice in ("keep", "")],
    *[(INSPECT, choice, on_its_way, SETTLED) for choice in ("fault_found", "no_fault", "not_received")],
    *[(CHOOSE, choice, awaited, NOTHING) for choice in entry_of(CHOOSE).form.choices],
    *[(CHOOSE, choice, gone_on, DELIVERED_LATE) for choice in ("refund", "repair", "other")],
    *[(CHOOSE, choice, gone_on, NOTHING) for choice in ("none_of_these", "apology")],
    (CHOOSE, "refund", unasked, DELIVERED_LATE),
    (CHOOSE, "", awaited, NOTHING),
    (TaskKind.CONFIRM_READ, "", begun, [TellUnread(1)]),
    (DELIVER, "delivered", chosen, FOLLOWED_UP),
    (DELIVER, "impossible", chosen, FORGOTTEN),
    (DELIVER, "delivered", chosen_late, TOLD),
    (DELIVER, "delivered", begun, TOLD),
    *[(CONCLUDE, choice, begun, [DropCalls(CallRole.TELL_MORE)]) for choice in entry_of(CONCLUDE).form.choices],
    (TaskKind.REPLY, "send", begun, [DropCalls(CallRole.REPLY)]),
    *[(TaskKind.CALL, choice, begun, effects) for choice, effects in CALLED.items()],
    (FIND_OUT, Settlement.SETTLED, finding_out, NOTHING),
    (TaskKind.FOLLOW_UP, "not_solved", followed_up, [TellUnsolved()]),
    (TaskKind.FOLLOW_UP, "not_solved", followed_up_by_the_manager, NOTHING),
    (TaskKind.FOLLOW_UP, "partly", followed_up, NOTHING),
    *[
        (TaskKind(kind), choice, begun, NOTHING)
        for kind in QUIET.split()
        for choice in ENTRIES[TaskKind(kind)].form.choices
    ],
]


def followed_by(life: Life, kind: TaskKind, name: str = "") -> list[Effect]:
    """The effects of a task that has ended."""
    return entry_of(kind).follows(Situation(life.dossier, life.task(kind, name), stage_of(life.record)))


@pytest.mark.parametrize(("kind", "choice", "situation", "effects"), TABLE)
def test_what_follows_from_a_choice(
    kind: TaskKind, choice: str, situation: Callable[[], Life], effects: list[Effect]
) -> None:
    life = situation()
    if life.record.task(kind) is None or life.task(kind).decision is None:
        life.decides(kind, choice) if choice else life.is_asked(kind).lets_expire(kind)
    assert followed_by(life, kind) == effects


def test_the_table_says_what_follows_from_every_choice_of_every_kind() -> None:
    said = {(kind, choice) for kind, choice, _, _ in TABLE}
    assert {kind for kind, _ in said} == set(TaskKind)
    assert {(kind, choice) for kind, entry in ENTRIES.items() for choice in entry.form.choices} <= said


def test_whoever_triage_names_is_known_by_the_address() -> None:
    life = Life().decides(TRIAGE, "handle", owner_email="sari.salo@example.com")
    owner = somebody_at("sari.salo@example.com")
    assert followed_by(life, TRIAGE) == [HandOver(owner, OWNER, HandOverReason.TRIAGE)]


def test_triage_of_an_earlier_round_hands_nothing_over_any_more() -> None:
    life = Life().decides(TRIAGE, "handle", owner_email=MANAGER)
    triage = life.task(TRIAGE)
    life.is_reopened()
    assert entry_of(TRIAGE).follows(Situation(life.dossier, triage, stage_of(life.record))) == []


def test_a_second_choice_that_is_made_late_is_delivered_under_its_own_name() -> None:
    life = Life().has_offered("refund").chooses("none_of_these").offers("repair", name="2").sends_the_answer()
    life.is_asked(CHOOSE, "2").chooses("repair", "2")
    assert followed_by(life, CHOOSE, "2") == [Open(DELIVER, "2")]


def test_an_enquiry_that_ends_while_the_conclusion_is_written_is_news_to_the_owner() -> None:
    life = reflecting().is_asked(STATEMENT, "posti").is_asked(TELL_MORE, "0f3a").waits(1).is_asked(CONCLUDE).waits(0.5)
    life.decides(STATEMENT, "answer", "posti").lets_expire(TELL_MORE, "0f3a")
    assert followed_by(life, STATEMENT, "posti") == [Settle(), TellNews(life.task(STATEMENT, "posti"))]
    assert followed_by(life, TELL_MORE, "0f3a") == [Settle(), TellNews(life.task(TELL_MORE, "0f3a"))]


def test_an_enquiry_that_ended_before_the_conclusion_was_asked_for_is_no_news() -> None:
    life = reflecting().decides(STATEMENT, "answer", "posti").is_asked(CONCLUDE)
    assert followed_by(life, STATEMENT, "posti") == [Settle()]


def test_nobody_hears_of_an_enquiry_that_ends_after_the_conclusion() -> None:
    life = reflecting().is_asked(STATEMENT, "posti").waits(1).decides(CONCLUDE, "unclear").waits(1)
    life.decides(STATEMENT, "answer", "posti")
    assert followed_by(life, STATEMENT, "posti") == [Settle()]
