"""A customer whose address is dead, and who left a number: calls take the place of mail until it is corrected."""

from kuultu.domain.cases.call_plan import next_call_at
from kuultu.domain.cases.calls import CallRole, is_beside, open_calls
from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.payloads.calling import Call
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.mail.mail_events import note
from kuultu.services.sweep import sweep
from tests.integration.executions import executions, running
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.moto_backends import backend, rows
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

PHONE = {"name": "Aino Esimerkki", "email": CUSTOMER, "phone": "+358 40 123 4567", "consent": True}
RIGHT = "aino.oikea@example.com"
SAID = {"said": "Pahoittelin, ja Aino kertoi, mitä tapahtui."}
OFFER: dict[str, str | list[str]] = {"remedies": "refund", "amount": "20"}


def comes_back(world: World, case_id: str, kind: str, how: str = "Bounce", subtype: str = "Permanent") -> None:
    """SES reports of the newest mail of a kind, and the sweep runs."""
    message_id = backend("ses").sent_messages[mailbox().index(last(kind))].id
    (mail_id,) = [row["mail_id"] for row in rows("mails") if row.get("message_id") == message_id]
    note(mail_id, how, world.now, subtype)
    world.is_swept(case_id)


def comes_to_the_reply(world: World, fault: str = "ours") -> str:
    """A case of a customer who left both, in which the answer is due."""
    case_id = world.comes_to_conclude(contact=PHONE)
    world.concludes(case_id, fault)
    if fault == "ours":
        world.proposes(case_id, "offer", **OFFER)
    else:
        world.proposes(case_id)
    return case_id


def to_customer() -> list[str]:
    return [kind for kind, reader in kinds_and_readers() if reader in {CUSTOMER, RIGHT}]


def calls_asked() -> int:
    return [kind for kind, _ in kinds_and_readers()].count("task-call")


def test_after_a_bounce_the_customer_is_asked_answered_and_followed_up_by_phone(world: World) -> None:
    case_id = world.begins_case(contact=PHONE)
    comes_back(world, case_id, "acknowledgement")
    assert "saat linkin puhelua varten" in last("bounced").words
    world.triages(case_id, ask_customer="Missä lommo on?")
    assert "Missä lommo on?" in last("task-call").words
    assert "Viestimme eivät mene asiakkaalle perille" in last("task-call").words
    assert world.does(case_id, "task-call", "reached", said="Reunassa.") is Stage.REFLECT
    world.reflects(case_id)
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", **OFFER)
    assert world.does(case_id, "task-call", "reached", remedy="refund", **SAID) is Stage.DELIVER
    assert world.does(case_id, "task-deliver_remedy", "delivered") is Stage.WAIT
    world.waits_a_week(case_id)
    assert world.does(case_id, "task-call", "reached", solved="solved", **SAID) is Stage.CLOSED
    assert world.record(case_id).case.outcome is Outcome.RECOVERED
    assert (to_customer(), calls_asked()) == (["acknowledgement"], 3)


def test_a_question_that_bounces_is_asked_on_the_phone_and_once(world: World) -> None:
    case_id = world.begins_case(contact=PHONE)
    world.triages(case_id, ask_customer="Missä lommo on?")
    comes_back(world, case_id, "request-tell_more")
    for _ in range(2):
        sweep(world.now)
    assert calls_asked() == 1
    assert "Missä lommo on?" in last("task-call").words
    for _ in range(8):
        world.passes(DAY / 4)
        world.is_swept(case_id)
    assert world.record(case_id).task(TaskKind.CONCLUDE) is None  # the call holds the case, not the request
    kind = next(mail.kind for mail in reversed(mailbox()) if mail.kind in {"task-call", "reminder-call"})
    world.does(case_id, kind, "reached", said="Reunassa.")
    (asked,) = world.record(case_id).of_kind(TaskKind.TELL_MORE)
    assert asked.decision
    assert asked.decision.payload.text == "Reunassa."
    world.reflects(case_id)
    assert "Reunassa." in world.sees(last("task-conclude").link).words


def test_a_question_that_the_customer_answers_in_writing_after_all_needs_no_call(world: World) -> None:
    case_id = world.begins_case(contact=PHONE)
    world.triages(case_id, ask_customer="Missä lommo on?")
    comes_back(world, case_id, "acknowledgement", "Complaint", "abuse")
    assert len(open_calls(world.record(case_id), CallRole.TELL_MORE)) == 1
    assert world.does(case_id, "request-tell_more", "answer", details="Reunassa.") is Stage.REFLECT
    assert open_calls(world.record(case_id), CallRole.TELL_MORE) == []


def test_an_answer_that_is_being_written_becomes_a_call(world: World) -> None:
    case_id = comes_to_the_reply(world)
    comes_back(world, case_id, "acknowledgement")
    (call,) = open_calls(world.record(case_id), CallRole.REPLY)
    assert not is_beside(call)
    assert is_beside(world.task(case_id, TaskKind.REPLY))
    assert last("task-call").to == OWNER
    assert world.does(case_id, "task-call", "reached", remedy="refund", **SAID) is Stage.DELIVER
    assert "reply" not in to_customer()
    assert world.decision(case_id, TaskKind.REPLY).choice == "called"


def test_nobody_who_leaves_the_call_undone_leaves_it_for_ever(world: World) -> None:
    case_id = comes_to_the_reply(world)
    comes_back(world, case_id, "acknowledgement")
    for _ in range(16):
        world.passes(DAY / 4)
        world.is_swept(case_id)
    kinds = kinds_and_readers()
    assert ("reminder-call", OWNER) in kinds
    assert world.record(case_id).case.owner.email != OWNER


def test_a_letter_that_is_written_all_the_same_is_told_in_the_call(world: World) -> None:
    case_id = comes_to_the_reply(world)
    comes_back(world, case_id, "acknowledgement")
    world.clicks(last("task-reply").link, "send", message="Kiitos ja anteeksi. Saat rahat takaisin.")
    assert world.carries(case_id) is Stage.REPLY
    assert "Saat rahat takaisin." in world.sees(last("task-call").link).words
    world.passes(DAY)
    called_at = world.now
    kind = next(mail.kind for mail in reversed(mailbox()) if mail.kind in {"task-call", "reminder-call"})
    assert world.does(case_id, kind, "reached", remedy="refund", **SAID) is Stage.DELIVER
    assert world.record(case_id).case.follow_up_at == called_at + 7 * DAY
    assert "reply" not in to_customer()


def test_an_answer_that_bounces_is_told_in_a_call_in_which_the_customer_chooses(world: World) -> None:
    case_id = comes_to_the_reply(world)
    world.replies(case_id)
    comes_back(world, case_id, "reply")
    assert "Uusi paketti on matkalla." in last("task-call").words
    assert world.does(case_id, "task-call", "reached", remedy="refund", **SAID) is Stage.DELIVER
    assert world.does(case_id, "task-deliver_remedy", "delivered") is Stage.WAIT
    assert to_customer().count("reply") == 1
    world.waits_a_week(case_id)
    assert world.does(case_id, "task-call", "reached", solved="solved", **SAID) is Stage.CLOSED


def test_an_answer_that_bounces_while_a_week_is_waited_is_told_and_the_week_begins_anew(world: World) -> None:
    case_id = comes_to_the_reply(world, "unclear")
    world.replies(case_id)
    before = executions()
    world.passes(2 * DAY)
    comes_back(world, case_id, "reply")
    assert len(executions()) == len(before) + 1
    assert running() == executions()[-1:]
    sweep(world.now)
    assert len(executions()) == len(before) + 1
    assert world.does(case_id, "task-call", "reached", dispute_body="yes", **SAID) is Stage.WAIT
    assert world.record(case_id).case.follow_up_at == world.now + 7 * DAY


def test_an_answer_that_nobody_can_be_told_ends_in_silence_on_record(world: World) -> None:
    case_id = comes_to_the_reply(world, "unclear")
    world.replies(case_id)
    comes_back(world, case_id, "reply")
    for _ in range(3):
        world.is_not_reached(case_id)
    assert kinds_and_readers()[-1] == ("task-call", MANAGER)
    world.does(case_id, "task-call", "not_reached")
    assert world.record(case_id).case.outcome is Outcome.SILENT
    assert "Vastauksemme ei koskaan mennyt asiakkaalle perille" in last("ended").words


def test_a_follow_up_that_bounces_becomes_a_call(world: World) -> None:
    case_id = world.comes_to_follow_up(contact=PHONE)
    comes_back(world, case_id, "follow-up")
    assert "auttoiko vastauksemme" in last("task-call").words
    world.is_not_reached(case_id)
    assert next_call_at(world.record(case_id)) is not None
    assert world.does(case_id, "task-call", "reached", solved="solved", score="9", **SAID) is Stage.CLOSED
    assert world.record(case_id).case.outcome is Outcome.RECOVERED


def test_a_follow_up_that_is_answered_in_writing_after_all_needs_no_call(world: World) -> None:
    case_id = world.comes_to_follow_up(contact=PHONE)
    comes_back(world, case_id, "follow-up", "Complaint", "abuse")
    assert world.does(case_id, "follow-up", "solved") is Stage.CLOSED
    (call,) = world.record(case_id).of_kind(TaskKind.CALL)[-1:]
    assert call.expired


def test_once_the_address_is_corrected_the_answer_is_a_letter_again_with_the_call_beside(world: World) -> None:
    case_id = comes_to_the_reply(world)
    comes_back(world, case_id, "acknowledgement")
    world.clicks(last("bounced").link, "correct_address", customer_email=RIGHT)
    world.carries(case_id)
    assert not is_beside(world.task(case_id, TaskKind.REPLY))
    assert all(is_beside(call) for call in open_calls(world.record(case_id), CallRole.REPLY))
    world.replies(case_id)
    assert last("reply").to == RIGHT
    assert open_calls(world.record(case_id), CallRole.REPLY) == []


def test_once_the_address_is_corrected_a_letter_that_bounced_is_sent_and_nobody_calls(world: World) -> None:
    case_id = comes_to_the_reply(world)
    world.replies(case_id)
    comes_back(world, case_id, "reply")
    world.passes(DAY)
    world.clicks(last("bounced").link, "correct_address", customer_email=RIGHT)
    world.is_swept(case_id)
    assert [mail.kind for mail in mailbox() if mail.to == RIGHT] == ["reply"]
    assert open_calls(world.record(case_id), CallRole.REPLY) == []
    assert world.record(case_id).case.follow_up_at == world.now + 7 * DAY
    assert world.does(case_id, "reply", "refund") is Stage.DELIVER


def test_a_letter_that_was_told_by_phone_is_not_sent_to_a_corrected_address(world: World) -> None:
    case_id = comes_to_the_reply(world)
    world.replies(case_id)
    comes_back(world, case_id, "reply")
    world.does(case_id, "task-call", "reached", remedy="refund", **SAID)
    world.clicks(last("bounced").link, "correct_address", customer_email=RIGHT)
    world.is_swept(case_id)
    assert [mail.kind for mail in mailbox() if mail.to == RIGHT] == []
    (called,) = [task for task in world.record(case_id).of_kind(TaskKind.CALL) if task.decision]
    assert called.decision
    assert called.decision.choice == Call.REACHED
