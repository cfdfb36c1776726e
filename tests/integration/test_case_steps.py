"""The steps as the state machine calls them: told where the case stands, and never more than that."""

import pytest

from kuultu.errors import Gone, KuultuError, Unknown
from kuultu.store import tasks
from kuultu.store.responses import ResponseItem
from tests.integration.mailbox import kinds_and_readers
from tests.integration.wire import Wire
from tests.integration.world import World


def take(**event: str) -> object:
    from case_steps.handler import handle

    return handle(event, None)


def test_a_step_answers_where_the_case_stands_and_no_more(world: World) -> None:
    case_id = world.hears()
    told = take(step="take_up", case_id=case_id)
    assert isinstance(told, dict)
    assert told.keys() == {"stage", "reflection_ends_at", "follow_up_at"}
    assert told["stage"] == "triage"


def test_asking_answers_nothing_because_somebody_else_will(world: World) -> None:
    case_id = world.hears()
    take(step="take_up", case_id=case_id)
    assert take(ask="triage", case_id=case_id, callback="token") is None
    assert [kind for kind, _ in kinds_and_readers()] == ["acknowledgement", "task-triage", "task-end_reflection"]


def test_r09_an_execution_that_carries_the_case_no_longer_is_refused(world: World) -> None:
    case_id = world.hears()
    take(step="take_up", case_id=case_id, execution=case_id)
    with pytest.raises(Gone):
        take(step="acknowledge", case_id=case_id, execution=f"{case_id}-2")


def test_a_response_that_is_not_there_is_unknown(world: World) -> None:
    with pytest.raises(Unknown):
        take(step="take_up", case_id="b" * 26)


def test_a_mail_that_ses_will_not_take_yet_is_left_to_the_ledger_and_stops_no_step(world: World, wire: Wire) -> None:
    case_id = world.hears()
    wire.refuse("SendEmail", "TooManyRequestsException", status=429)
    told = take(step="take_up", case_id=case_id)
    assert isinstance(told, dict)
    assert told["stage"] == "triage"
    assert [mail.kind for mail in world.record(case_id).waiting] == ["acknowledgement"]


def test_what_breaks_is_not_quoted_to_step_functions(world: World) -> None:
    case_id = world.hears()
    ResponseItem(case_id).update([ResponseItem.contact.set("Aino Esimerkki")])
    with pytest.raises(KuultuError) as refused:
        take(step="take_up", case_id=case_id)
    assert "Aino" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_f38_the_latest_token_of_the_workflow_counts(world: World, wire: Wire) -> None:
    from kuultu.domain.cases.task_kind import TaskKind

    case_id = world.begins_case()
    take(ask="triage", case_id=case_id, callback="a newer token")
    world.triages(case_id)
    task = world.task(case_id, TaskKind.TRIAGE)
    assert task.callback == "a newer token"
    assert '"taskToken": "a newer token"' in wire.told[-1]


def test_a_workflow_that_asks_about_what_is_decided_is_answered_at_once(world: World, wire: Wire) -> None:
    from kuultu.domain.cases.decisions import Decision
    from kuultu.domain.cases.payloads.finding_out import Triage
    from kuultu.domain.cases.task_kind import TaskKind

    case_id = world.begins_case()
    tasks.decide(world.task(case_id, TaskKind.TRIAGE), Decision("handle", Triage(), "o@example.com", world.now))
    take(ask="triage", case_id=case_id, callback="token")
    assert '"taskToken": "token"' in wire.told[-1]
    assert '\\"stage\\": \\"reflect\\"' in wire.told[-1]
