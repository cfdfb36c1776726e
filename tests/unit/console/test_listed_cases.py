"""Where a listed case stands: its stage, whose turn it is, and by when, from nothing but its open tasks."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.console.listed_case import ListedCase, ListedTask, Waiting, standing
from kuultu.domain.people import Person, somebody_at
from tests.unit.helpers.builders import DAY, MANAGER, NOW, OWNER

MARI = Person("Mari", OWNER)
CASE = ListedCase(
    id="aaaa",
    survey_id="after-purchase",
    unit="helsinki",
    owner=MARI,
    manager=somebody_at(MANAGER),
    opened_at=NOW,
    round=1,
    reflection_planned_until=NOW + DAY,
    promised_at=NOW + 3 * DAY,
)


def task(kind: TaskKind, name: str = "", **changes: Any) -> ListedTask:  # noqa: ANN401 - any field
    """An open task that is due in a day and a half, and lapses in five."""
    usual = ListedTask(kind, 1, name, MARI, NOW + 1.5 * DAY, NOW + 5 * DAY)
    return replace(usual, **changes)


def case(*tasks: ListedTask, **changes: Any) -> ListedCase:  # noqa: ANN401 - any field
    """A case with these open tasks."""
    return replace(CASE, tasks=tasks, **changes)


@pytest.mark.parametrize(
    ("tasks", "stage", "waiting"),
    [
        ([task(TaskKind.TRIAGE)], Stage.TRIAGE, Waiting.FOR_US),
        ([task(TaskKind.TRIAGE), task(TaskKind.CALL, "safety-1-1")], Stage.TRIAGE, Waiting.FOR_US),
        ([task(TaskKind.CALL, "safety-1-1")], Stage.REFLECT, Waiting.FOR_US),
        ([task(TaskKind.TELL_MORE)], Stage.FIND_OUT, Waiting.FOR_CUSTOMER),
        ([task(TaskKind.TELL_MORE), task(TaskKind.STATEMENT, "leo")], Stage.FIND_OUT, Waiting.FOR_US),
        ([task(TaskKind.STATEMENT, "leo"), task(TaskKind.CONCLUDE)], Stage.CONCLUDE, Waiting.FOR_US),
        ([task(TaskKind.CALL, "tell_more-1-2")], Stage.FIND_OUT, Waiting.FOR_US),
        ([task(TaskKind.PROPOSE_REMEDY), task(TaskKind.CONFIRM_READ, "leo")], Stage.PROPOSE, Waiting.FOR_US),
        ([task(TaskKind.APPROVE_REMEDY, "1")], Stage.APPROVE, Waiting.FOR_US),
        ([task(TaskKind.REPLY)], Stage.REPLY, Waiting.FOR_US),
        ([task(TaskKind.CALL, "reply-1-1")], Stage.REPLY, Waiting.FOR_US),
        ([task(TaskKind.CALL, "wish-1-1")], Stage.CALL, Waiting.FOR_US),
        ([task(TaskKind.CHOOSE_REMEDY)], Stage.CHOOSE, Waiting.FOR_CUSTOMER),
        ([task(TaskKind.CHOOSE_REMEDY), task(TaskKind.CONFIRM_READ)], Stage.CHOOSE, Waiting.FOR_CUSTOMER),
        ([task(TaskKind.DELIVER_REMEDY)], Stage.DELIVER, Waiting.FOR_US),
        ([task(TaskKind.FOLLOW_UP)], Stage.FOLLOW_UP, Waiting.FOR_CUSTOMER),
        ([task(TaskKind.CALL, "follow_up-1-1")], Stage.FOLLOW_UP, Waiting.FOR_US),
    ],
)
def test_the_open_tasks_tell_the_stage_and_whose_turn_it_is(
    tasks: list[ListedTask], stage: Stage, waiting: Waiting
) -> None:
    stands = standing(case(*tasks), NOW)
    assert (stands.stage, stands.waiting) == (stage, waiting)


@pytest.mark.parametrize(
    ("changes", "stage", "waiting", "clock"),
    [
        ({}, Stage.REFLECT, Waiting.FOR_TIME, NOW + DAY),
        ({"reflection_planned_until": NOW}, Stage.CONCLUDE, Waiting.FOR_US, NOW + 3 * DAY),
        ({"wish": True, "reflection_planned_until": NOW}, Stage.CALL, Waiting.FOR_US, NOW + 3 * DAY),
        ({"follow_up_at": NOW + 7 * DAY}, Stage.WAIT, Waiting.FOR_TIME, NOW + 7 * DAY),
        ({"follow_up_at": NOW}, Stage.FOLLOW_UP, Waiting.FOR_US, None),
        ({"outcome": Outcome.RECOVERED, "closed_at": NOW}, Stage.CLOSED, None, None),
    ],
)
def test_between_two_tasks_the_clocks_tell_it(
    changes: dict[str, Any], stage: Stage, waiting: Waiting | None, clock: datetime | None
) -> None:
    stands = standing(case(**changes), NOW)
    assert (stands.stage, stands.waiting, stands.clock, stands.late) == (stage, waiting, clock, False)


ASKED = task(TaskKind.TELL_MORE)  # lapses in five days


@pytest.mark.parametrize(
    ("listed", "days", "stands"),
    [
        (case(ASKED, letter_due_at=NOW + 2 * DAY), 0, (Stage.FIND_OUT, Waiting.FOR_US, NOW + 2 * DAY, False)),
        (case(ASKED, letter_due_at=NOW + 2 * DAY), 2.5, (Stage.FIND_OUT, Waiting.FOR_US, NOW + 2 * DAY, True)),
        (case(ASKED, letter_due_at=NOW + 9 * DAY), 0, (Stage.FIND_OUT, Waiting.FOR_US, NOW + 3 * DAY, False)),
        (case(letter_due_at=NOW + 2 * DAY), 0, (Stage.REFLECT, Waiting.FOR_US, NOW + DAY, False)),
        (
            case(outcome=Outcome.SILENT, closed_at=NOW, letter_due_at=NOW + 2 * DAY),
            1,
            (Stage.CLOSED, Waiting.FOR_US, NOW + 2 * DAY, False),
        ),
        (
            case(outcome=Outcome.SILENT, closed_at=NOW, letter_due_at=NOW + 2 * DAY),
            3,
            (Stage.CLOSED, Waiting.FOR_US, NOW + 2 * DAY, True),
        ),
    ],
)
def test_an_open_letter_from_a_dispute_body_waits_for_us_and_is_one_of_the_clocks(
    listed: ListedCase, days: float, stands: tuple[Stage, Waiting, datetime, bool]
) -> None:
    found = standing(listed, NOW + days * DAY)
    assert (found.stage, found.waiting, found.clock, found.late) == stands


def test_tasks_of_an_earlier_round_and_the_confirmations_count_for_nothing() -> None:
    older = case(task(TaskKind.FOLLOW_UP), task(TaskKind.CONFIRM_READ, round=2), round=2)
    assert standing(older, NOW).stage is Stage.REFLECT


@pytest.mark.parametrize(
    ("listed", "days", "clock", "late"),
    [
        (case(task(TaskKind.TRIAGE)), 0, 1.5, False),
        (case(task(TaskKind.TRIAGE)), 2, 1.5, True),
        (case(task(TaskKind.REPLY, due_at=NOW + 9 * DAY)), 4, 3, True),  # the promise
        (case(task(TaskKind.REPLY, due_at=NOW + 9 * DAY), anonymous=True), 4, 9, False),  # nobody was promised anything
        (case(task(TaskKind.TELL_MORE)), 2, 3, False),
        (case(task(TaskKind.TELL_MORE)), 4, 3, True),
        (case(task(TaskKind.CHOOSE_REMEDY), follow_up_at=NOW + 7 * DAY), 6, 5, False),  # the customer's own delay
    ],
)
def test_late_is_what_we_have_not_done_in_time(listed: ListedCase, days: float, clock: float, late: bool) -> None:
    stands = standing(listed, NOW + days * DAY)
    assert (stands.clock, stands.late) == (NOW + clock * DAY, late)
