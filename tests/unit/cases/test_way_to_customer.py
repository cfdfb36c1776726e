"""The way to the customer changes, to the phone and back: what leads, what is beside, what is still to be asked."""

from dataclasses import replace

from kuultu.domain.cases.call_effects import DropCalls
from kuultu.domain.cases.call_plan import NO_LAPSE, begins_at, is_planned, put_beside, put_first
from kuultu.domain.cases.calls import CallName, CallRole, is_beside
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.effects import Open
from kuultu.domain.cases.events import AddressCorrected, Event, MailReturned
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_entry import Situation
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.way_to_customer import awaited_before, calls_instead, has_changed, turned, waits_elsewhere
from kuultu.domain.people import hash_of_address
from tests.unit.helpers.builders import CLOCKS, DAY, NOW, OWNER, WORKING, Life
from tests.unit.helpers.callers import CALL, FOLLOW_UP, FOLLOWED, REPLIED, REPLY, called

DEAD: tuple[Event, ...] = (MailReturned(NOW, "", "bounced", hash_of_address("aino@example.com")),)
CORRECTED: tuple[Event, ...] = (*DEAD, AddressCorrected(NOW, OWNER, "aino.oikea@example.com"))
TELL_MORE, LATER = TaskKind.TELL_MORE, NOW + DAY
ASKED = CallName(CallRole.TELL_MORE, "q")


def changes(record: CaseRecord) -> dict[str, Task]:
    """The tasks that turn, by key, as they are afterwards."""
    return {before.key: after for before, after in turned(record, CLOCKS, WORKING, LATER)}


def after_turning(life: Life) -> Life:
    """The same case after its tasks have turned."""
    for task in changes(life.record).values():
        life.keeps(task)
    return life


def to_reply() -> Life:
    """A case of a customer who left both, in which the letter is asked for, and a call beside it."""
    life = Life(phone=True).is_concluded().offers("refund").is_asked(CALL, str(REPLIED)).is_asked(REPLY)
    return life.keeps(replace(life.task(REPLY), callback="c"))


def test_a_case_whose_mail_arrives_turns_nothing() -> None:
    assert not has_changed(Life().record.case)
    assert changes(to_reply().record) == {}
    assert not waits_elsewhere(to_reply().record)


def test_where_no_mail_arrives_the_call_leads_and_the_letter_is_beside() -> None:
    life = after_turning(to_reply().becomes(events=DEAD))
    assert has_changed(life.record.case)
    call, letter = life.task(CALL, str(REPLIED)), life.task(REPLY)
    assert (is_beside(call), call.due_at, call.remind_at) == (False, LATER + DAY, LATER + DAY)
    assert (is_beside(letter), letter.remind_at, letter.lapses_at) == (True, None, LATER + NO_LAPSE)
    assert changes(life.record) == {}


def test_the_workflow_waits_for_the_call_from_then_on() -> None:
    life = after_turning(to_reply().becomes(events=DEAD))
    assert waits_elsewhere(life.record)
    assert awaited_before(life.record) == [life.task(REPLY)]
    life.keeps(replace(life.task(CALL, str(REPLIED)), callback="d"))
    assert not waits_elsewhere(life.record)


def test_once_the_address_is_corrected_the_letter_leads_again() -> None:
    life = after_turning(to_reply().becomes(events=DEAD))
    life.keeps(replace(life.task(CALL, str(REPLIED)), callback="d")).keeps(replace(life.task(REPLY), callback=""))
    after_turning(life.becomes(events=CORRECTED))
    call, letter = life.task(CALL, str(REPLIED)), life.task(REPLY)
    assert (is_beside(call), is_beside(letter), letter.remind_at) == (True, False, LATER + DAY)
    assert waits_elsewhere(life.record)
    assert awaited_before(life.record) == [call]
    assert calls_instead(life.record) == []


def test_once_the_address_is_corrected_no_call_is_needed_about_a_letter_that_is_written() -> None:
    life = to_reply().sends_the_answer().becomes(events=CORRECTED)
    assert calls_instead(life.record) == [DropCalls(CallRole.REPLY)]
    assert not waits_elsewhere(life.record)


def test_a_question_that_was_mailed_in_vain_is_asked_in_a_call() -> None:
    life = Life(phone=True, events=DEAD).decides(TaskKind.TRIAGE, "handle")
    life.is_asked(TELL_MORE, "q", role="customer", question="Missä?")
    assert is_beside(after_turning(life).task(TELL_MORE, "q"))
    assert calls_instead(life.record) == [Open(CALL, str(ASKED), {"role": "customer", "question": "Missä?"})]
    life.is_asked(CALL, str(ASKED))
    assert calls_instead(life.record) == []
    assert changes(life.record) == {}
    turning = changes(life.becomes(events=CORRECTED).record)
    assert [is_beside(task) for task in turning.values()] == [False, True]


def test_a_question_that_was_never_mailed_stays_a_call() -> None:
    life = Life(phone=True, events=CORRECTED).decides(TaskKind.TRIAGE, "handle").is_asked(CALL, str(ASKED))
    assert changes(life.record) == {}


def test_a_question_that_was_answered_in_writing_needs_no_call() -> None:
    life = Life(phone=True, events=DEAD).decides(TaskKind.TRIAGE, "handle").is_asked(CALL, str(ASKED))
    life.decides(TELL_MORE, "answer", "q", "customer", details="d")
    following = entry_of(TELL_MORE).follows(Situation(life.dossier, life.task(TELL_MORE, "q"), stage_of(life.record)))
    assert following[0] == DropCalls(CallRole.TELL_MORE, "q")


def test_a_follow_up_that_was_mailed_in_vain_becomes_a_call_unless_it_is_answered() -> None:
    life = Life(phone=True, events=DEAD).is_answered().is_asked(FOLLOW_UP)
    assert is_beside(after_turning(life).task(FOLLOW_UP))
    assert waits_elsewhere(life.record)
    life.is_asked(CALL, str(FOLLOWED)).says("solved")
    following = entry_of(FOLLOW_UP).follows(Situation(life.dossier, life.task(FOLLOW_UP), stage_of(life.record)))
    assert following == [DropCalls(CallRole.FOLLOW_UP)]


def test_a_letter_that_cannot_arrive_drops_no_call_and_one_that_can_does() -> None:
    for events, dropped in ((DEAD, []), (CORRECTED, [DropCalls(CallRole.REPLY)])):
        life = to_reply().sends_the_answer().becomes(events=events)
        assert entry_of(REPLY).follows(Situation(life.dossier, life.task(REPLY), stage_of(life.record))) == dropped


def test_at_other_stages_the_workflow_waits_for_nothing_else() -> None:
    assert not waits_elsewhere(Life(phone=True, events=DEAD).record)


def test_calls_about_safety_and_contact_wishes_lead_as_before() -> None:
    life = Life(phone=True, events=DEAD).is_asked(CALL, str(CallName(CallRole.SAFETY)))
    assert changes(life.record) == {}


def test_a_planned_call_keeps_its_time_whether_it_leads_or_not() -> None:
    life = called(Life(phone=True).is_concluded().offers("refund"), REPLIED, "not_reached")
    call = life.is_asked(CALL, str(REPLIED.next)).task(CALL, str(REPLIED.next))
    assert is_planned(call)
    first = put_first(call, NOW, WORKING)
    begins = begins_at(call)
    assert begins
    assert (is_beside(first), first.due_at, first.remind_at) == (False, begins + DAY, call.remind_at)
    assert put_beside(first, NOW).remind_at == call.remind_at
