"""The history of a case, as its record tells it."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.case import Event, Outcome
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.timeline import WRITTEN, Moment, timeline
from tests.unit.builders import COLLEAGUE, DAY, NOW, OWNER, Life


def told(life: Life) -> list[tuple[str, str, str]]:
    """What happened: of which kind, and what was chosen."""
    return [(moment.what, moment.kind, moment.choice) for moment in timeline(life.record)]


def test_a_case_begins_its_history_with_its_beginning() -> None:
    assert timeline(Life().record) == [Moment(NOW, "began")]


def test_everything_is_told_in_the_order_in_which_it_happened() -> None:
    life = Life().is_asked(TaskKind.TELL_MORE, question="Missä?").waits(0.2).hears(COLLEAGUE, "Oli ruuhka.").waits(1)
    life.decides(TaskKind.TELL_MORE, "answer", details="Kotona.").waits(1).becomes(
        outcome=Outcome.SILENT, closed_at=life.now
    )
    moments = timeline(life.record)
    assert [moment.at for moment in moments] == sorted(moment.at for moment in moments)
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
    assert [moment.who for moment in timeline(Life().chooses("refund").record) if moment.what == "decided"] == [
        "customer"
    ]


def test_reminders_and_the_end_of_time_are_told() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague").waits(2)
    life.keeps(replace(life.task(TaskKind.STATEMENT, "pekka"), reminders=(NOW + DAY, NOW + 1.5 * DAY)))
    life.lets_expire(TaskKind.STATEMENT, "pekka")
    assert [what for what, _, _ in told(life)] == ["began", "asked", "reminded", "reminded", "lapsed"]
    assert {moment.whom for moment in timeline(life.record)[1:]} == {COLLEAGUE.name}


def test_the_gate_of_enquiries_is_no_part_of_the_story() -> None:
    assert told(Life().decides(TaskKind.FIND_OUT, "settled")) == [("began", "", "")]


def test_that_reflection_was_ended_is_told_with_the_reason_and_that_it_could_be_is_not() -> None:
    life = Life().is_asked(TaskKind.END_REFLECTION)
    assert told(life) == [("began", "", "")]
    life.decides(TaskKind.END_REFLECTION, "end", reason="Terveys vaarassa.")
    (ended,) = timeline(life.record)[1:]
    assert (ended.choice, ended.who, ended.text) == ("end", life.record.case.manager.name, "Terveys vaarassa.")


def test_events_are_told_with_who_and_whom_and_why() -> None:
    event = Event("handed_over", NOW + DAY, OWNER, "Outi Rantanen", "by hand")
    (moment,) = timeline(Life(events=(event,)).record)[1:]
    assert moment == Moment(NOW + DAY, "handed_over", who=OWNER, whom="Outi Rantanen", text="by hand")


def test_the_whole_history_is_told_over_all_rounds() -> None:
    life = Life().is_answered().says("not_solved", "no").is_reopened().waits(8).decides(TaskKind.TRIAGE, "handle")
    assert [kind for what, kind, _ in told(life) if what == "decided"].count("triage") == 2


@pytest.mark.parametrize("kind", sorted(set(TaskKind) - {TaskKind.FIND_OUT, TaskKind.CASE}))
def test_each_decision_is_told_with_what_was_written(kind: TaskKind) -> None:
    life = Life().decides(kind, "choice", **{WRITTEN[kind]: "Näin kävi."})
    assert timeline(life.record)[-1].text == "Näin kävi."


def test_a_finding_says_who_was_asked_what_and_what_came_of_it() -> None:
    life = Life().is_asked(TaskKind.TELL_MORE, role="customer", question="Missä?")
    life.decides(TaskKind.TELL_MORE, "answer", details="Kotona.", wish="refund", bought_at="Verkosta.")
    (finding,) = life.dossier.findings
    assert (finding.name, finding.question, finding.outcome) == ("Aino Esimerkki", "Missä?", "answered")
    assert (finding.text, finding.wish, finding.bought_at, finding.at) == ("Kotona.", "refund", "Verkosta.", NOW)


def test_a_finding_that_is_still_awaited_says_by_when() -> None:
    life = Life().is_asked(TaskKind.STATEMENT, "pekka", COLLEAGUE, role="colleague")
    (finding,) = life.dossier.findings
    assert (finding.name, finding.outcome, finding.text, finding.at) == (COLLEAGUE.name, "open", "", None)
    assert finding.due_at == NOW + DAY


def test_findings_are_those_of_the_round() -> None:
    assert Life().hears(COLLEAGUE, "Oli ruuhka.").is_reopened().dossier.findings == []
