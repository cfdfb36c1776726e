"""Calls of customers who left both mail address and phone number: beside the letter; and at once, for safety."""

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

PHONE = "+358 40 000 0000"
BOTH = {"name": "Aino Esimerkki", "email": CUSTOMER, "phone": PHONE, "consent": True}
SAID = {"said": "Pahoittelin."}
DANGER = {"nps": 3, "why": "Hella savusi.", "topics": ["safety"]}


def comes_to_the_reply(world: World, fault: str = "ours") -> str:
    """A case of a customer who left both, in which the answer is due."""
    case_id = world.comes_to_conclude(contact=BOTH)
    world.concludes(case_id, fault)
    if fault == "ours":
        world.proposes(case_id, "offer", remedies="refund", amount="20")
    else:
        world.proposes(case_id)
    return case_id


def call_link() -> str:
    """The second link of the mail that asks for the reply."""
    return last("task-reply").links[1]


def test_the_mail_that_asks_for_the_reply_offers_a_call_with_the_number(world: World) -> None:
    comes_to_the_reply(world)
    assert [kind for kind, _ in kinds_and_readers()][-1] == "task-reply"
    assert "tel:+358400000000" in last("task-reply").links
    assert PHONE in world.sees(last("task-reply").link).words
    assert world.sees(call_link()).forms[0]["data-kind"] == "call"


def test_a_call_ends_the_letter_and_the_customer_gets_what_was_agreed_and_chooses_by_mail(world: World) -> None:
    case_id = comes_to_the_reply(world)
    assert world.clicks(call_link(), "reached", agreed="Saat rahat takaisin.", **SAID) is None
    assert world.carries(case_id) is Stage.CHOOSE
    assert "Saat rahat takaisin." in last("reply").words
    assert "Pahoittelin." not in last("reply").words
    assert world.does(case_id, "reply", "refund") is Stage.DELIVER
    assert [kind for kind, _ in kinds_and_readers()].count("reply") == 1


def test_a_letter_ends_the_call(world: World) -> None:
    case_id = comes_to_the_reply(world)
    called = call_link()
    world.replies(case_id)
    late = world.clicks(called, "reached", **SAID)
    assert late
    assert late.problem
    assert late.problem.status == 410
    assert [kind for kind, _ in kinds_and_readers()].count("reply") == 1


def test_the_letter_can_be_written_no_more_after_the_call(world: World) -> None:
    case_id = comes_to_the_reply(world)
    written = last("task-reply").link
    world.clicks(call_link(), "reached", **SAID)
    world.carries(case_id)
    second = world.clicks(written, "send", message="Kiitos ja anteeksi. Rahat tulevat.")
    assert second
    assert second.problem
    assert second.problem.status == 409


def test_a_refusal_by_phone_names_the_dispute_body_in_the_letter_after_it(world: World) -> None:
    case_id = comes_to_the_reply(world, "none")
    world.clicks(call_link(), "reached", **SAID)
    assert world.carries(case_id) is Stage.WAIT
    assert "kuluttajariita.fi" in last("reply").words


def test_what_a_colleague_told_in_private_is_not_mailed_as_agreed(world: World) -> None:
    case_id = world.begins_case(contact=BOTH)
    world.triages(case_id, colleague_email="pekka.puro@example.com")
    told = "Laatikko putosi minulta lattialle aamulla ennen avaamista."
    world.does(case_id, "task-statement", "answer", statement=told)
    world.reflects(case_id)
    world.concludes(case_id)
    world.proposes(case_id)
    assert flaws(world.clicks(call_link(), "reached", agreed=told, **SAID)) == [("agreed", "quotes-statement")]


def test_a_call_in_vain_is_tried_again_beside_the_letter_until_the_letter_is_sent(world: World) -> None:
    case_id = comes_to_the_reply(world)
    world.clicks(call_link(), "not_reached")
    world.passes(2 * DAY)
    sweep.sweep(world.now)
    assert last("task-call").to == OWNER
    world.replies(case_id)
    for _ in range(12):
        world.passes(DAY)
        sweep.sweep(world.now)
    assert [kind for kind, _ in kinds_and_readers()].count("task-call") == 1


def test_a_call_beside_the_letter_is_neither_reminded_of_nor_late(world: World) -> None:
    case_id = comes_to_the_reply(world)
    for _ in range(8):
        world.passes(DAY / 2)
        sweep.sweep(world.now)
    assert "reminder-call" not in [kind for kind, _ in kinds_and_readers()]
    beside = world.record(case_id).of_kind(TaskKind.CALL)[-1]
    assert (beside.reminders, beside.lapsed_at, beside.assignee.email) == ((), None, MANAGER)


def test_whoever_has_the_letter_after_a_hand_over_has_the_call_too(world: World) -> None:
    case_id = comes_to_the_reply(world)
    world.clicks(last("task-reply").links[-1], "hand_over", owner_email="pekka.puro@example.com")
    world.carries(case_id)
    assert last("task-reply").to == "pekka.puro@example.com"
    assert world.clicks(call_link(), "reached", **SAID) is None


def test_danger_is_acknowledged_in_words_of_its_own(world: World) -> None:
    world.begins_case(contact=BOTH, answers=DANGER)
    words = last("acknowledgement").words
    assert "älä käytä sitä, ennen kuin olemme jutelleet" in words
    assert "Outi Rantanen" in words
    assert "Soitan sinulle vielä tänään" in words
    assert not [one for one in ("hätiköi", "Sinun ei tarvitse tehdä mitään") if one in words]


def test_danger_without_a_number_promises_no_call(world: World) -> None:
    world.begins_case(answers=DANGER)
    assert "soittaa" not in last("acknowledgement").words
    assert "älä käytä sitä" in last("acknowledgement").words


def test_the_owner_s_alert_has_the_number_the_name_and_a_link_to_note_the_call(world: World) -> None:
    case_id = world.begins_case(contact=BOTH, answers=DANGER)
    alert = last("task-triage")
    assert PHONE in alert.words
    assert "Aino Esimerkki" in alert.words
    assert world.clicks(alert.links[1], "reached", said="Kukaan ei loukkaantunut.") is None
    assert "Kukaan ei loukkaantunut." in world.sees(alert.links[-1]).words
    assert world.carries(case_id) is Stage.TRIAGE


def test_the_owner_s_alert_begins_with_the_call_and_does_not_speak_of_time(world: World) -> None:
    world.begins_case(contact=BOTH, answers=DANGER)
    words = last("task-triage").words
    assert words.index("Soita asiakkaalle nyt") < words.index("Hella savusi.")
    assert "On aikaa harkita" not in words
    assert "Lupasimme asiakkaalle vastauksen viimeistään" in words


def test_a_call_about_danger_that_nobody_makes_passes_to_the_manager(world: World) -> None:
    world.begins_case(contact=BOTH, answers=DANGER)
    for _ in range(16):
        world.passes(DAY / 8)
        sweep.sweep(world.now)
    mails = [(mail.kind, mail.to) for mail in mailbox()]
    assert ("reminder-call", OWNER) in mails
    assert ("escalation", MANAGER) in mails


def test_owner_and_manager_both_hear_when_the_time_to_think_about_danger_was_ended(world: World) -> None:
    case_id = world.begins_case(contact=BOTH, answers=DANGER)
    world.triages(case_id)
    world.does(case_id, "alert", "end", reason="Hella savusi yöllä.")
    news = [(mail.kind, mail.to) for mail in mailbox() if mail.kind == "news"]
    assert news == [("news", OWNER), ("news", MANAGER)]
    assert "Hella savusi yöllä." in last("news").words


def test_of_any_other_case_the_owner_hears_it(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id)
    world.does(case_id, "task-end_reflection", "end", reason="Lapsen terveys.")
    assert [mail.to for mail in mailbox() if mail.kind == "news"] == [OWNER]
