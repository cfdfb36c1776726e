"""Whatever follows from a decision can be done again, by a sweep or after a crash, and changes nothing then."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.payloads.finding_out import ProductReturn
from kuultu.domain.cases.task_deadlines import handed_to
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.services import sweep
from kuultu.services.cases.task_flow import follow_through
from kuultu.services.cases.task_opening import open_task
from kuultu.services.dossiers import dossier_of
from kuultu.store import case_people, tasks
from tests.integration import executions
from tests.integration.desks import DESKS, desk
from tests.integration.http import send_form
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.moto_backends import rows
from tests.integration.world import CUSTOMER, OWNER, World

PEKKA = "pekka.puro@example.com"
Handling = Callable[[World], str]


def everything(case_id: str) -> object:
    """What is on record and what was sent, but for when somebody looks at it again."""
    looks = {"attend_at"}
    kept = [{name: value for name, value in row.items() if name not in looks} for row in rows("cases")]
    return kept, kinds_and_readers(), executions.executions(), dossier_of(case_id).record


def triaged(world: World) -> str:
    case_id = world.begins_case()
    fields = {"owner_email": "liisa@example.com", "colleague_email": PEKKA, "ask_customer": "Missä lommo on?"}
    world.triages(case_id, **fields, return_product="yes")
    return case_id


def sent_back(world: World) -> str:
    case_id = triaged(world)
    world.clicks(last("request-tell_more").links[1], "sent")
    world.carries(case_id)
    return case_id


def found_out(world: World) -> str:
    case_id = triaged(world)
    world.does(case_id, "task-statement", "answer", statement="Teippi loppui.")
    world.does(case_id, "request-tell_more", "decline")
    world.clicks(last("request-tell_more").links[1], "sent")
    world.carries(case_id)
    world.does(case_id, "task-inspect", "no_fault")
    return case_id


def delivered(world: World) -> str:
    case_id = found_out(world)
    world.reflects(case_id)
    world.concludes(case_id, "ours", share_with=PEKKA)
    world.proposes(case_id, "offer", remedies="refund", amount="500")
    world.does(case_id, "task-approve_remedy", "approve")
    world.replies(case_id)
    world.does(case_id, "reply", "refund")
    world.does(case_id, "task-deliver_remedy", "delivered")
    return case_id


def delivered_late(world: World) -> str:
    case_id = world.comes_to_no_choice()
    world.clicks(last("reply").link, "repair")
    world.does(case_id, "task-deliver_remedy", "delivered")
    return case_id


@pytest.mark.parametrize("journey", [triaged, sent_back, found_out, delivered, delivered_late])
def test_what_follows_from_every_task_changes_nothing_the_second_time(world: World, journey: Handling) -> None:
    case_id = journey(world)
    before = everything(case_id)
    for task in [task for task in dossier_of(case_id).record.tasks if task.decision or task.lapsed_at]:
        for _ in range(2):
            follow_through(dossier_of(case_id), task, world.now)
    assert everything(case_id) == before


@pytest.mark.parametrize("journey", [sent_back, delivered_late])
def test_a_sweep_of_everything_finds_nothing_left_to_do(world: World, journey: Handling) -> None:
    case_id = journey(world)
    before = everything(case_id)
    for _ in range(2):
        world.passes(timedelta(seconds=1))
        sweep.sweep(world.now, everything=True)
    assert everything(case_id) == before


@pytest.mark.parametrize("kind", DESKS)
def test_a_decision_is_followed_through_the_same_way_twice(aws: None, kind: TaskKind) -> None:
    done = desk(kind, callback="token")
    send_form(done.token, done.good)
    before = everything(done.case_id)
    follow_through(dossier_of(done.case_id), done.task, datetime.now(UTC))
    assert everything(done.case_id) == before


def test_a_hand_over_that_a_crash_left_half_done_is_finished_by_the_sweep_once(world: World) -> None:
    case_id = world.comes_to_conclude()
    heir = Person("Pekka Puro", PEKKA)
    case_people.hand_over(
        world.record(case_id).case, HandedOver(world.now, heir.name, "", HandOverReason.BY_HAND), heir
    )
    for _ in range(3):
        sweep.sweep(world.now, everything=True)
    assert kinds_and_readers()[-1] == ("task-conclude", PEKKA)
    assert kinds_and_readers().count(("task-conclude", PEKKA)) == 1


def test_a_task_that_a_crash_left_unmailed_to_the_new_owner_is_mailed_by_the_sweep_once(world: World) -> None:
    case_id = world.comes_to_conclude()
    heir, task = Person("Pekka Puro", PEKKA), world.task(case_id, TaskKind.CONCLUDE)
    case_people.hand_over(
        world.record(case_id).case, HandedOver(world.now, heir.name, "", HandOverReason.BY_HAND), heir
    )
    tasks.change(task, handed_to(task, heir))
    for _ in range(3):
        sweep.sweep(world.now, everything=True)
    assert kinds_and_readers().count(("task-conclude", PEKKA)) == 1


def test_an_inspection_that_a_crash_left_unmailed_is_mailed_by_the_sweep_once(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, return_product="yes")
    tasks.decide(world.task(case_id, TaskKind.RETURN_PRODUCT), Decision("sent", ProductReturn(), "customer", world.now))
    open_task(dossier_of(case_id), Opening(TaskKind.INSPECT), world.now)
    for _ in range(3):
        sweep.sweep(world.now, everything=True)
    assert kinds_and_readers().count(("task-inspect", OWNER)) == 1


def test_a_customer_is_mailed_nothing_twice_in_all_of_this(world: World) -> None:
    delivered(world)
    theirs = [kind for kind, reader in kinds_and_readers() if reader == CUSTOMER]
    assert len(theirs) == len(set(theirs))
