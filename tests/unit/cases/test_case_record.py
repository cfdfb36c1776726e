"""The record of a case: its tasks and decisions, by kind, name and round."""

from dataclasses import replace

from kuultu.domain.cases.payloads.finding_out import Explanation, Triage
from kuultu.domain.cases.task_kind import TaskKind
from tests.unit.helpers.builders import COLLEAGUE, Life

TRIAGE, TELL_MORE, STATEMENT = TaskKind.TRIAGE, TaskKind.TELL_MORE, TaskKind.STATEMENT


def test_a_task_stands_on_the_record_as_it_was_changed_last() -> None:
    life = Life().is_asked(TRIAGE)
    before = life.task(TRIAGE)
    life.decides(TRIAGE, "handle")
    assert life.record.on_record(before) == life.task(TRIAGE) != before


def test_a_task_that_is_not_among_the_cases_stands_as_it_was_given() -> None:
    stranger = Life().is_asked(STATEMENT, "pekka", COLLEAGUE).task(STATEMENT, "pekka")
    assert Life().is_asked(STATEMENT, "ulla").record.on_record(stranger) == stranger


def test_a_task_of_an_earlier_round_stands_in_its_own_round() -> None:
    life = Life().decides(TRIAGE, "handle")
    before = life.task(TRIAGE)
    life.is_reopened().is_asked(TRIAGE)
    assert life.record.on_record(replace(before, decision=None)) == before


def test_tasks_of_a_kind_come_in_the_order_in_which_they_were_opened() -> None:
    life = Life().is_asked(STATEMENT, "ulla").waits(1).is_asked(STATEMENT, "pekka").is_asked(TELL_MORE, "aino")
    assert [task.name for task in life.record.of_kind(STATEMENT)] == ["ulla", "pekka"]
    assert [task.name for task in life.record.of_kind(STATEMENT, TELL_MORE)] == ["ulla", "pekka", "aino"]


def test_what_was_decided_is_found_by_its_payload_in_this_round_or_in_every_one() -> None:
    life = Life().decides(TELL_MORE, "answer", "1", details="Kotona.").is_asked(TELL_MORE, "2").waits(1).is_reopened()
    life.decides(TELL_MORE, "answer", "1", details="Taas.")
    assert [one.payload.details for one in life.record.decisions(Explanation)] == ["Taas."]
    everything = life.record.decisions(Explanation, every_round=True)
    assert [one.payload.details for one in everything] == ["Kotona.", "Taas."]
    assert life.record.decision(Triage) is None
