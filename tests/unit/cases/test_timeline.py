"""The history of a case, as its record tells it."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.events import (
    Added,
    AddressCorrected,
    AnswerCompleted,
    CallWished,
    Delayed,
    Event,
    HandedOver,
    HandOverReason,
    MailReturned,
    ManagerChanged,
    ManagerWarned,
    OwnerWarned,
    ProductAwaited,
    Settled,
    TakenBack,
)
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import PAGES
from kuultu.domain.cases.timeline import TimelineEntry, by_day, timeline
from tests.unit.helpers.builders import COLLEAGUE, DAY, NOW, OWNER, Life


def told(life: Life) -> list[tuple[str, str, str]]:
    """What happened: of which kind, and what was chosen."""
    return [(line.what, line.kind, line.choice) for line in timeline(life.record)]


def test_a_case_begins_its_history_with_its_beginning() -> None:
    assert timeline(Life().record) == [TimelineEntry(NOW, "began")]


def test_the_history_is_told_by_days_of_the_readers_time_zone() -> None:
    late, later = NOW.replace(hour=21, minute=59), NOW.replace(hour=22)
    lines = [TimelineEntry(at, "reminded") for at in (NOW, late, later)]
    assert by_day(lines, "Europe/Helsinki") == [lines[:2], lines[2:]]


def test_everything_is_told_in_the_order_in_which_it_happened() -> None:
    life = Life().is_asked(TaskKind.TELL_MORE, question="Missä?").waits(0.2).hears(COLLEAGUE, "Oli ruuhka.").waits(1)
    life.decides(TaskKind.TELL_MORE, "answer", details="Kotona.").waits(1).becomes(
        outcome=Outcome.SILENT, closed_at=life.now
    )
    lines = timeline(life.record)
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert told(life) == [
        ("began", "", ""),
        ("asked", "tell_more", ""),
        ("asked", "statement", ""),
        ("decided", "statement", "answer"),
        ("decided", "tell_more", "answer"),
        ("closed", "", "silent"),
    ]


def test_of_what_happens_in_one_moment_the_cause_is_told_first() -> None:
    life = Life().is_asked(TaskKind.RETURN_PRODUCT).waits(1).decides(TaskKind.RETURN_PRODUCT, "sent")
    life.is_asked(TaskKind.INSPECT)
    life.record = replace(life.record, tasks=tuple(sorted(life.record.tasks, key=lambda task: task.key)))
    assert told(life)[2:] == [("decided", "return_product", "sent"), ("asked", "inspect", "")]


def test_a_question_and_its_answer_are_told_with_whom_and_by_whom() -> None:
    asked, answered = timeline(Life().hears(COLLEAGUE, "Oli ruuhka.").record)[1:]
    assert (asked.what, asked.whom, asked.text) == ("asked", COLLEAGUE.name, "Mitä tapahtui?")
    assert (answered.what, answered.who, answered.text) == ("decided", COLLEAGUE.name, "Oli ruuhka.")


def test_what_a_customer_decides_is_the_customers() -> None:
    assert [line.who for line in timeline(Life().chooses("refund").record) if line.what == "decided"] == ["customer"]


def test_reminders_and_the_end_of_time_are_told() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague").waits(2)
    life.keeps(replace(life.task(TaskKind.STATEMENT, "pekka"), reminders=(NOW + DAY, NOW + 1.5 * DAY)))
    life.lets_expire(TaskKind.STATEMENT, "pekka")
    assert [what for what, _, _ in told(life)] == ["began", "asked", "reminded", "reminded", "lapsed"]
    assert {line.whom for line in timeline(life.record)[1:]} == {COLLEAGUE.name}


def test_the_gate_of_enquiries_is_no_part_of_the_story() -> None:
    assert told(Life().decides(TaskKind.FIND_OUT, "settled")) == [("began", "", "")]


def test_that_reflection_was_ended_is_told_with_the_reason_and_that_it_could_be_is_not() -> None:
    life = Life().is_asked(TaskKind.END_REFLECTION)
    assert told(life) == [("began", "", "")]
    life.decides(TaskKind.END_REFLECTION, "end", reason="Terveys vaarassa.")
    (ended,) = timeline(life.record)[1:]
    assert (ended.choice, ended.who, ended.text) == ("end", life.record.case.manager.name, "Terveys vaarassa.")


LATER, OUTI = NOW + DAY, "Outi Rantanen"
EVENTS = [
    (HandedOver(LATER, OUTI, OWNER, HandOverReason.BY_HAND), TimelineEntry(LATER, "handed_over", who=OWNER, whom=OUTI)),
    (HandedOver(LATER, OUTI, OWNER, HandOverReason.TRIAGE), TimelineEntry(LATER, "handed_over", who=OWNER, whom=OUTI)),
    (HandedOver(LATER, OUTI, "", HandOverReason.UNDONE), TimelineEntry(LATER, "stood_still", whom=OUTI)),
    (HandedOver(LATER, OUTI, "", HandOverReason.DELAYED), TimelineEntry(LATER, "delayed_twice", whom=OUTI)),
    (
        HandedOver(LATER, OUTI, "", HandOverReason.ABSENT, OWNER, absent="Mari"),
        TimelineEntry(LATER, "stands_in", who="Mari", whom=OUTI),
    ),
    (ManagerChanged(LATER, OUTI, OWNER, "Mari"), TimelineEntry(LATER, "manager_changed", whom=OUTI)),
    (TakenBack(LATER, "Ei ole."), TimelineEntry(LATER, "taken_back", text="Ei ole.")),
    (Added(LATER, "Kansi."), TimelineEntry(LATER, "added", text="Kansi.")),
    (CallWished(LATER, "040", "Illalla."), TimelineEntry(LATER, "call_wished", whom="040", text="Illalla.")),
    (Settled(LATER, "Kunnossa."), TimelineEntry(LATER, "settled", text="Kunnossa.")),
    (MailReturned(LATER, OUTI, "bounced", "ab"), TimelineEntry(LATER, "mail_returned", choice="bounced", whom=OUTI)),
    (AddressCorrected(LATER, OWNER, "a@x.fi"), TimelineEntry(LATER, "address_corrected", whom="a@x.fi")),
    (ProductAwaited(LATER, NOW), TimelineEntry(LATER, "product_awaited")),
    (OwnerWarned(LATER, OUTI), TimelineEntry(LATER, "owner_warned", whom=OUTI)),
    (ManagerWarned(LATER, OUTI), TimelineEntry(LATER, "manager_warned", whom=OUTI)),
    (Delayed(LATER, NOW), TimelineEntry(LATER, "delayed")),
    (AnswerCompleted(LATER), TimelineEntry(LATER, "completed")),
]


@pytest.mark.parametrize(("event", "told_as"), EVENTS)
def test_events_are_told_with_who_and_whom_and_why(event: Event, told_as: TimelineEntry) -> None:
    (line,) = timeline(Life(events=(event,)).record)[1:]
    assert line == told_as


def test_an_event_that_nobody_knows_is_not_told_as_something_else() -> None:
    with pytest.raises(TypeError, match="Event has no line"):
        timeline(Life(events=(Event(LATER),)).record)


def test_the_whole_history_is_told_over_all_rounds() -> None:
    life = Life().is_answered().says("not_solved").is_reopened().waits(8).decides(TaskKind.TRIAGE, "handle")
    assert [kind for what, kind, _ in told(life) if what == "decided"].count("triage") == 2


WRITTEN = {
    TaskKind.TRIAGE: "ask_customer",
    TaskKind.END_REFLECTION: "reason",
    TaskKind.TELL_MORE: "details",
    TaskKind.STATEMENT: "statement",
    TaskKind.RETURN_PRODUCT: "tracking",
    TaskKind.INSPECT: "finding",
    TaskKind.CONCLUDE: "facts",
    TaskKind.CONFIRM_READ: "comment",
    TaskKind.PROPOSE_REMEDY: "reason",
    TaskKind.APPROVE_REMEDY: "reason",
    TaskKind.REPLY: "message",
    TaskKind.CHOOSE_REMEDY: "wish",
    TaskKind.DELIVER_REMEDY: "delivery_reference",
    TaskKind.FOLLOW_UP: "comment",
    TaskKind.CALL: "said",
}
"""The field whose text goes with each decision."""


@pytest.mark.parametrize("kind", sorted(set(TaskKind) - {TaskKind.FIND_OUT, *PAGES}))
def test_each_decision_is_told_with_what_was_written(kind: TaskKind) -> None:
    life = Life().decides(kind, "choice", **{WRITTEN[kind]: "Näin kävi."})
    assert timeline(life.record)[-1].text == "Näin kävi."
