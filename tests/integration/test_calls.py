"""Calls: a customer with a phone number only is asked, answered and followed up by phone, by a plan until reached."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import DAY, MANAGER, OWNER, World, flaws

PHONE = "+358 40 000 0000"
BY_PHONE = {"contact": {"name": "Aino Esimerkki", "phone": PHONE, "consent": True}}
SAID = {"said": "Pahoittelin, ja Aino kertoi, mitä tapahtui."}
BEGINNING = [("task-triage", OWNER), ("task-end_reflection", MANAGER)]


def comes_to_the_call(world: World, fault: str = "ours", choice: str = "offer", **offer: str | list[str]) -> str:
    """A case of a customer with a phone number only, in which the answer is due."""
    case_id = world.comes_to_conclude(**BY_PHONE)
    world.concludes(case_id, fault)
    world.proposes(case_id, choice, **({"remedies": "refund", "amount": "20"} | offer if choice == "offer" else {}))
    return case_id


def outcome(world: World, case_id: str) -> Outcome | None:
    return world.record(case_id).case.outcome


def test_our_fault_is_put_right_and_followed_up_by_phone(world: World) -> None:
    case_id = comes_to_the_call(world)
    assert world.does(case_id, "task-call", "reached", remedy="refund", **SAID) is Stage.DELIVER
    assert world.does(case_id, "task-deliver_remedy", "delivered", delivery_reference="RF-1") is Stage.WAIT
    world.waits_a_week(case_id)
    assert world.does(case_id, "task-call", "reached", solved="solved", score="9", **SAID) is Stage.CLOSED
    assert outcome(world, case_id) is Outcome.RECOVERED
    assert kinds_and_readers() == [
        *BEGINNING,
        *((kind, OWNER) for kind in ("task-conclude", "task-propose_remedy", "task-call", "task-deliver_remedy")),
        ("task-call", OWNER),
        ("ended", OWNER),
        ("ended", MANAGER),
    ]


def test_whoever_calls_is_told_whom_in_which_language_and_by_when(world: World) -> None:
    comes_to_the_call(world)
    page, mail = world.sees(last("task-call").link), last("task-call")
    for words in (page.words, mail.words):
        assert "Aino Esimerkki" in words
        assert PHONE in words
        assert "suomi" in words.lower()
    assert 'href="tel:+358400000000"' in page.html
    assert "tel:+358400000000" in mail.links
    assert mail.link.startswith("https://")


def test_what_the_customer_chose_by_phone_is_on_record_as_their_choice(world: World) -> None:
    case_id = comes_to_the_call(world)
    world.does(case_id, "task-call", "reached", remedy="refund", **SAID)
    chosen = world.decision(case_id, TaskKind.CHOOSE_REMEDY)
    assert (chosen.choice, chosen.by) == ("refund", "customer")
    assert world.record(case_id).case.replies_sent == 1


def test_a_call_that_reached_the_customer_says_what_was_said_and_chosen(world: World) -> None:
    comes_to_the_call(world)
    assert flaws(world.clicks(last("task-call").link, "reached")) == [("said", "required"), ("remedy", "required")]
    wrong = world.clicks(last("task-call").link, "reached", remedy="repair", **SAID)
    assert flaws(wrong) == [("remedy", "not-offered")]


def test_a_remedy_by_law_is_offered_to_a_customer_without_a_mail_address_too(world: World) -> None:
    case_id = world.comes_to_conclude(**BY_PHONE)
    world.concludes(case_id, "product")
    assert flaws(world.clicks(last("task-propose_remedy").link, "nothing")) == [("choice", "remedy-required")]


def test_a_refusal_by_phone_names_the_dispute_body_and_a_tick_says_so(world: World) -> None:
    case_id = comes_to_the_call(world, "none", "nothing")
    assert "kuluttajariita.fi" in world.sees(last("task-call").link).words
    assert flaws(world.clicks(last("task-call").link, "reached", **SAID)) == [("dispute_body", "required")]
    assert world.does(case_id, "task-call", "reached", dispute_body="yes", **SAID) is Stage.WAIT


def test_what_does_not_suit_on_the_phone_is_proposed_anew_and_called_about_again(world: World) -> None:
    case_id = comes_to_the_call(world)
    assert (
        world.does(case_id, "task-call", "reached", remedy="none_of_these", agreed="Uusi kannu.", **SAID)
        is Stage.PROPOSE
    )
    assert "Uusi kannu." in last("task-propose_remedy").words
    world.proposes(case_id, "offer", remedies="replacement")
    again = {"remedy": "replacement", "dispute_body": "yes", **SAID}
    assert flaws(world.clicks(last("task-call").link, "reached", **SAID)) == [
        ("remedy", "required"),
        ("dispute_body", "required"),
    ]
    assert world.does(case_id, "task-call", "reached", **again) is Stage.DELIVER


def test_what_the_owner_wants_to_know_is_asked_by_phone(world: World) -> None:
    case_id = world.begins_case(**BY_PHONE)
    world.triages(case_id, ask_customer="Missä lommo on?")
    assert "Missä lommo on?" in last("task-call").words
    answer = {"said": "Kannen reunassa.", "wish": "refund", "bought_at": "Turku"}
    assert world.does(case_id, "task-call", "reached", **answer) is Stage.REFLECT
    world.reflects(case_id)
    assert "Kannen reunassa." in world.sees(last("task-conclude").link).words


def test_a_question_that_nobody_answers_holds_the_case_up_for_three_attempts(world: World) -> None:
    case_id = world.begins_case(**BY_PHONE)
    world.triages(case_id, ask_customer="Missä lommo on?")
    for _ in range(3):
        assert world.record(case_id).task(TaskKind.CONCLUDE) is None
        world.is_not_reached(case_id)
    assert world.record(case_id).task(TaskKind.CONCLUDE)
    assert world.sees(last("task-conclude").link)


def test_attempts_are_made_on_later_working_days_at_other_times_of_day(world: World) -> None:
    case_id = comes_to_the_call(world)
    called = [world.now]
    for _ in range(2):
        world.is_not_reached(case_id)
        called.append(world.now)
    assert len({at.date() for at in called}) == len({at.hour for at in called}) == 3


def test_after_three_attempts_the_manager_tries_and_then_the_case_ends_in_silence(world: World) -> None:
    case_id = comes_to_the_call(world)
    for _ in range(3):
        world.is_not_reached(case_id)
    assert kinds_and_readers()[-1] == ("task-call", MANAGER)
    assert ("yours", MANAGER) in kinds_and_readers()
    world.clicks(last("task-call").link, "not_reached")
    sweep.sweep(world.now)
    assert world.carries(case_id) is Stage.CLOSED
    assert outcome(world, case_id) is Outcome.SILENT
    ended = [mail for mail in mailbox() if mail.kind == "ended"]
    assert {mail.to for mail in ended} == {MANAGER}
    assert ended[-1].words.count("eikä kukaan vastannut") >= 4


def test_every_attempt_stays_on_record(world: World) -> None:
    case_id = comes_to_the_call(world)
    world.is_not_reached(case_id)
    page = world.sees(last("task-call").links[-1])
    assert "eikä kukaan vastannut" in page.words
    assert [task.decision.choice for task in world.record(case_id).of_kind(TaskKind.CALL) if task.decision] == [
        "not_reached"
    ]


def test_a_hand_over_after_calls_in_vain_says_so(world: World) -> None:
    case_id = comes_to_the_call(world)
    for _ in range(3):
        world.is_not_reached(case_id)
    handed = [event for event in world.record(case_id).case.events if isinstance(event, HandedOver)]
    assert [event.reason for event in handed] == [HandOverReason.NOT_REACHED]
    assert "kolme kertaa" in next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == MANAGER).words


@pytest.mark.parametrize(("agreed", "hours"), [("2026-11-26T14:00", 0), ("2027-03-01T09:00", None)])
def test_l26_a_call_that_is_put_off_comes_when_it_was_agreed_but_not_after_the_plan(
    world: World, agreed: str, hours: int | None
) -> None:
    case_id = comes_to_the_call(world)
    first = last("task-call").link
    assert world.clicks(first, "will_call", call_again_at=agreed) is None
    world.carries(case_id)
    begins = world.record(case_id).of_kind(TaskKind.CALL)[-1].details["begins_at"]
    assert begins.startswith("2026-11-26T12:00") is (hours == 0)
    assert begins < "2026-12-05"


def test_a_call_that_is_put_off_without_a_time_comes_the_next_working_day(world: World) -> None:
    case_id = comes_to_the_call(world)
    world.clicks(last("task-call").link, "will_call")
    world.carries(case_id)
    begins = world.record(case_id).of_kind(TaskKind.CALL)[-1].details["begins_at"]
    assert begins[:10] == (world.now + DAY).isoformat()[:10]


@pytest.mark.parametrize(("typed", "code"), [("huomenna", "invalid-time"), ("2020-01-01T10:00", "past-time")])
def test_l26_a_time_that_is_none_or_has_passed_is_refused(world: World, typed: str, code: str) -> None:
    comes_to_the_call(world)
    refused = world.clicks(last("task-call").link, "will_call", call_again_at=typed)
    assert flaws(refused) == [("call_again_at", code)]


def test_a_planned_call_is_mailed_when_its_time_comes_and_not_before(world: World) -> None:
    case_id = comes_to_the_call(world)
    world.clicks(last("task-call").link, "will_call")
    world.carries(case_id)
    before = kinds_and_readers()
    sweep.sweep(world.now)
    assert kinds_and_readers() == before
    world.passes(DAY)
    sweep.sweep(world.now)
    assert kinds_and_readers()[-1] == ("task-call", OWNER)
    sweep.sweep(world.now + timedelta(minutes=1))
    assert [kind for kind, _ in kinds_and_readers()].count("task-call") == 2


def test_a_follow_up_that_nobody_answers_ends_in_silence(world: World) -> None:
    case_id = comes_to_the_call(world)
    world.does(case_id, "task-call", "reached", remedy="refund", **SAID)
    world.does(case_id, "task-deliver_remedy", "delivered")
    world.waits_a_week(case_id)
    for _ in range(3):
        world.is_not_reached(case_id)
    assert outcome(world, case_id) is Outcome.SILENT


@pytest.mark.parametrize(("said", "stage"), [("partly", Stage.PROPOSE), ("not_solved", Stage.TRIAGE)])
def test_what_is_not_settled_by_phone_is_taken_up_again(world: World, said: str, stage: Stage) -> None:
    case_id = comes_to_the_call(world, "none", "nothing")
    world.does(case_id, "task-call", "reached", dispute_body="yes", **SAID)
    world.waits_a_week(case_id)
    assert flaws(world.clicks(last("task-call").link, "reached", **SAID)) == [("solved", "required")]
    assert world.does(case_id, "task-call", "reached", solved=said, **SAID) is stage


def test_whoever_calls_is_told_when_it_suits_the_customer(world: World) -> None:
    contact = BY_PHONE["contact"] | {"contact_when": "arkisin klo 16 jälkeen"}
    case_id = world.comes_to_conclude(contact=contact)
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="refund", amount="20")
    brought = last("task-call")
    assert "arkisin klo 16 jälkeen" in brought.words
    assert "arkisin klo 16 jälkeen" in world.sees(brought.link).words
    assert "arkisin klo 16 jälkeen" in world.sees(brought.links[-1]).words
