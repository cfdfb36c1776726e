"""Promise G8, the handling's part: what people wrote, wished for and were paid is in no log, metric or workflow."""

import json

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration import executions
from tests.integration.mailbox import last, mailbox
from tests.integration.test_g8_logs_hold_nothing_personal import Output, logged, output
from tests.integration.wire import Wire
from tests.integration.world import DAY, World, flaws

__all__ = ["output"]

CANARIES = {
    "question": "Kanaria-kysymys?",
    "colleague": "kanaria.kollega@example.org",
    "colleague_name": "Kanerva Kanarialintu",
    "third_party": "kanaria.kuljettaja@example.org",
    "details": "Kanaria-tarkennus",
    "bought_at": "Kanariansaaret",
    "statement": "Kanaria-lausunto",
    "tracking": "KANARIA-1234",
    "finding": "Kanaria-löydös",
    "facts": "Kanaria-faktat",
    "shared": "kanaria.esimies@example.org",
    "read": "Kanaria-huomautus",
    "proposal": "Kanaria-perustelu",
    "amount": "654321,09",
    "rejection": "Kanaria-hylkäys",
    "wish": "Kanaria-toive",
    "delivery": "KANARIA-RF18",
    "blame": "Olisit voinut lukea kanarialinnun ohjeen",
    "heir": "kanaria.omistaja@example.org",
    "hurry": "Kanaria-hätä: terveys vaarassa",
}
PARTS = ["anaria", "KANARIA", "65432109", "654321", "example.org", "Mari Lindholm", "Outi Rantanen", "price_reduction"]
MESSAGE = "Kiitos ja anteeksi. Lähetimme sinulle uuden laatikon."


def finds_out(world: World) -> str:
    """A case in which everybody is asked and answers, and which changes hands."""
    case_id = world.begins_case()
    colleague = {"colleague_email": CANARIES["colleague"], "colleague_name": CANARIES["colleague_name"]}
    carrier = {"third_party_email": CANARIES["third_party"], "third_party_question": CANARIES["question"]}
    world.triages(case_id, ask_customer=CANARIES["question"], return_product="yes", **colleague, **carrier)
    told = {"details": CANARIES["details"], "bought_at": CANARIES["bought_at"], "wish": "price_reduction"}
    world.does(case_id, "request-tell_more", "answer", **told)
    for mail in [mail for mail in mailbox() if mail.kind == "task-statement"]:
        world.clicks(mail.link, "answer", statement=CANARIES["statement"])
    world.clicks(last("request-tell_more").links[1], "sent", tracking=CANARIES["tracking"])
    world.carries(case_id)
    world.does(case_id, "task-inspect", "fault_found", finding=CANARIES["finding"])
    page = last("task-end_reflection").links[-1]
    world.clicks(page, "end_reflection", reason=CANARIES["hurry"])
    world.clicks(page, "hand_over", owner_email=CANARIES["heir"])
    return case_id


def puts_right(world: World, case_id: str) -> None:
    """Everything that can be written until something is delivered."""
    world.carries(case_id)
    world.concludes(case_id, "ours", facts=CANARIES["facts"], share_with=CANARIES["shared"])
    world.clicks(last("share").link, "read", comment=CANARIES["read"])
    large = {"remedies": "price_reduction", "amount": CANARIES["amount"], "reason": CANARIES["proposal"]}
    world.proposes(case_id, "offer", **large)
    world.does(case_id, "task-approve_remedy", "reject", reason=CANARIES["rejection"])
    world.proposes(case_id, "offer", **large)
    world.does(case_id, "task-approve_remedy", "approve")
    world.clicks(last("task-reply").link, "send", message=CANARIES["blame"])
    world.replies(case_id, MESSAGE)
    world.does(case_id, "reply", "none_of_these", wish=CANARIES["wish"])
    world.proposes(case_id, "offer", remedies="repair")
    world.replies(case_id, MESSAGE)
    world.does(case_id, "reply", "repair")
    world.does(case_id, "task-deliver_remedy", "delivered", delivery_reference=CANARIES["delivery"])


def personal(text: str) -> list[str]:
    """What should not be here."""
    tokens = [link.rpartition("/")[2] for mail in mailbox() for link in mail.links]
    return [each for each in [*CANARIES.values(), *PARTS, *tokens] if each in text]


def test_g8_a_whole_handling_leaves_nothing_personal_in_logs_and_metrics(world: World, output: Output) -> None:
    case_id = finds_out(world)
    puts_right(world, case_id)
    assert world.carries(case_id) is Stage.WAIT
    assert personal(logged(output)) == []


def test_g8_step_functions_hears_ids_and_stages_of_a_whole_handling(world: World, wire: Wire) -> None:
    case_id = finds_out(world)
    puts_right(world, case_id)
    assert personal("".join(wire.told + executions.inputs())) == []
    told = [json.loads(json.loads(each)["output"]) for each in wire.told if "taskToken" in each]
    assert len(told) >= 9
    assert all(each.keys() == {"stage", "reflection_ends_at", "follow_up_at"} for each in told)


def test_g8_what_the_rules_send_back_is_not_logged(world: World, output: Output) -> None:
    case_id = world.comes_to_conclude()
    link = last("task-conclude").link
    assert flaws(world.clicks(link, "ours", facts=CANARIES["facts"], root_cause=CANARIES["finding"]))
    world.concludes(case_id, "ours")
    link = last("task-propose_remedy").link
    assert flaws(world.clicks(link, "offer", remedies=CANARIES["wish"], amount=CANARIES["amount"]))
    world.proposes(case_id, "offer", remedies="repair")
    assert flaws(world.clicks(last("task-reply").link, "send", message=CANARIES["blame"]))
    assert personal(logged(output)) == []


def test_g8_reminders_lapses_and_warnings_are_logged_without_people(world: World, output: Output) -> None:
    case_id = world.begins_case()
    asked = {"colleague_email": CANARIES["colleague"], "ask_customer": CANARIES["question"]}
    world.triages(case_id, owner_email=CANARIES["heir"], **asked)
    for _ in range(6):
        world.passes(DAY)
        sweep.sweep(world.now)
        world.carries(case_id)
    assert {"delay", "escalation"} <= {mail.kind for mail in mailbox()}
    assert personal(logged(output)) == []


@pytest.mark.parametrize("operation", ["UpdateItem", "SendEmail", "SendTaskSuccess"])
def test_g8_what_fails_in_a_handling_is_logged_without_what_it_was_about(
    world: World, output: Output, wire: Wire, no_waiting: None, operation: str
) -> None:
    from tests.integration.http import send_form

    case_id = world.begins_case()
    world.triages(case_id, colleague_email=CANARIES["colleague"], colleague_question=CANARIES["question"])
    wire.refuse(operation, "ValidationException")
    send_form(last("task-statement").link, {"choice": "answer", "statement": CANARIES["statement"]})
    wire.heal()
    sweep.sweep(world.now)
    assert personal(logged(output)) == []
    assert world.record(case_id).of_kind(TaskKind.STATEMENT)
