"""Promise G8, the logs' part: a whole case, with faults in it, and nothing of any person in what was logged."""

from contextlib import suppress
from typing import Any

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.services.sweep import sweep
from kuultu.store.responses import ResponseItem
from kuultu.store.tables import StoreFailure
from tests.integration import executions
from tests.integration.http import FORM, open_link, send_form, submit
from tests.integration.mailbox import last, mailbox
from tests.integration.test_g3_one_case_exactly import deliver, record
from tests.integration.wire import Wire
from tests.integration.world import DAY, World, submission

CANARIES = {
    "name": "Kanerva Kanarialintu",
    "email": "kanerva.kanarialintu@example.org",
    "phone": "+358 50 765 4321",
    "why": "Kanarialinnun häkki oli rikki.",
    "reference": "order-kanaria-77",
    "facts": "Kanaria-faktat",
    "message": "Kiitos ja anteeksi. Kanaria-vastaus on jo matkalla.",
    "comment": "Kanaria-kommentti",
    "reason": "Kanaria-peruste, lapsi vaarassa.",
    "handed": "kanaria.omistaja@example.org",
}
ANSWER: dict[str, Any] = {
    "answers": {"nps": 2, "why": CANARIES["why"]},
    "contact": {"name": CANARIES["name"], "email": CANARIES["email"], "phone": CANARIES["phone"], "consent": True},
    "context": {"unit": "helsinki", "reference": CANARIES["reference"]},
}
Output = tuple[pytest.CaptureFixture[str], pytest.LogCaptureFixture]


@pytest.fixture
def output(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Output:
    """Everything that is printed or logged from now on."""
    caplog.set_level("DEBUG", logger="kuultu")
    return capfd, caplog


def logged(output: Output) -> str:
    capfd, caplog = output
    printed = capfd.readouterr()
    assert "CaseOpened" in printed.out or "StoreFailed" in printed.out or "UnexpectedError" in printed.out
    return printed.out + printed.err + caplog.text


def personal(text: str) -> list[str]:
    tokens = [link.rpartition("/")[2] for mail in mailbox() for link in mail.links]
    wanted = [*CANARIES.values(), "kanaria", "Kanaria", "example.org", "765 4321", *tokens, "Mari Lindholm"]
    return [canary for canary in wanted if canary in text]


def test_g8_a_whole_case_leaves_nothing_personal_in_the_logs(world: World, output: Output) -> None:
    case_id = world.begins_case(**ANSWER)
    world.clicks(last("task-end_reflection").link, "end", reason=CANARIES["reason"])
    world.triages(case_id, owner_email=CANARIES["handed"])
    world.concludes(case_id, facts=CANARIES["facts"])
    world.replies(case_id, CANARIES["message"])
    world.waits_a_week(case_id)
    world.clicks(last("follow-up").link, "not_solved", comment=CANARIES["comment"])
    assert world.carries(case_id) is Stage.TRIAGE
    assert personal(logged(output)) == []


def test_g8_a_case_that_is_neglected_and_swept_leaves_nothing_either(world: World, output: Output, wire: Wire) -> None:
    wire.refuse("SendEmail", "InternalFailure", status=500, times=2)
    world.begins_case(**ANSWER)
    for days in (1, 14, 14):
        world.passes(days * DAY)
        executions.forget_all()
        sweep(world.now)
    assert personal(logged(output)) == []


def test_g8_what_is_refused_is_not_logged(world: World, output: Output) -> None:
    world.begins_case(**ANSWER)
    submit({"answers": {"nps": CANARIES["why"]}, "contact": {"email": CANARIES["why"], CANARIES["name"]: 1}})
    submit('{"' + CANARIES["why"])
    link = last("task-triage").link
    send_form(link, {"choice": CANARIES["why"], "owner_email": CANARIES["name"]})
    send_form(link, f"choice={CANARIES['facts']}&choice={CANARIES['facts']}", {"Origin": "https://kanaria.example"})
    open_link(CANARIES["email"])
    assert personal(logged(output)) == []


@pytest.mark.parametrize("operation", ["PutItem", "UpdateItem", "Query", "SendEmail", "StartExecution"])
def test_g8_an_error_is_logged_without_what_it_was_about(
    world: World, output: Output, wire: Wire, no_waiting: None, operation: str
) -> None:
    world.begins_case(**ANSWER)
    link = last("task-triage").link
    wire.refuse(operation, "ValidationException")
    response_id = submit(submission(**ANSWER)).json.get("response_id", "x")
    deliver(record(response_id))
    send_form(link, {"choice": "handle", "owner_email": CANARIES["handed"]}, FORM)
    with suppress(StoreFailure):
        sweep(world.now + DAY, everything=True)
    assert personal(logged(output)) == []


def test_g8_a_record_that_makes_us_stumble_is_not_quoted(world: World, output: Output) -> None:
    world.begins_case(**ANSWER)
    poison = submit(submission(**ANSWER)).json["response_id"]
    ResponseItem(poison).update([ResponseItem.contact.set({CANARIES["name"]: CANARIES["email"]})])
    deliver(record(poison))
    sweep(world.now + DAY)
    assert personal(logged(output)) == []


def test_g8_step_functions_is_told_ids_and_stages_only(world: World, wire: Wire) -> None:
    case_id = world.comes_to_follow_up(**ANSWER)
    world.clicks(last("follow-up").link, "solved", comment=CANARIES["comment"])
    world.carries(case_id)
    assert len(wire.told) == 6
    assert personal("".join(wire.told)) == []
    assert all(len(told) < 4_096 for told in wire.told)
