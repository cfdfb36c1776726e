"""The machine with the steps themselves: what the record says decides, whatever Step Functions heard."""

from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases import workflow_steps
from kuultu.services.sweep import sweep
from tests.statemachines.handled_case import Ended, HandledCase
from tests.statemachines.people import COLLEAGUE, CUSTOMER, MANAGER, OWNER, ROUND, WORDS
from tests.statemachines.real_world import Happens, RealSteps, counting, eventually, nothing

TO_THE_PROPOSAL: dict[TaskKind, dict[str, str]] = {TaskKind.TRIAGE: {}, TaskKind.CONCLUDE: {}}
OFFER: dict[TaskKind, dict[str, str]] = {TaskKind.PROPOSE_REMEDY: {}, TaskKind.REPLY: {}, TaskKind.CHOOSE_REMEDY: {}}


def chosen_late(handled: HandledCase) -> None:
    """The customer chooses when they are asked whether it helped, and not before."""

    def asked_again() -> str | None:
        sweep(datetime.now(UTC) + timedelta(minutes=5))
        return handled.letter("follow-up")

    eventually(lambda: handled.letter("reply"))
    eventually(asked_again)
    handled.decide(TaskKind.CHOOSE_REMEDY)


def no_complaint_before(step: str, handled: HandledCase) -> Happens:
    """The owner, who was asked already, says "no complaint" in the moment before this step is taken."""

    def click(name: str) -> None:
        if name == step and handled.letter("task-triage"):
            handled.decide(TaskKind.TRIAGE, choice="not_a_complaint", reason="Kokeilu.")

    return click


def break_first(*names: str) -> Happens:
    """Each of these breaks the first time."""
    left = set(names)

    def break_down(name: str) -> None:
        if name in left:
            left.remove(name)
            raise RuntimeError(name)

    return break_down


def break_always(name: str) -> None:
    """Nothing works but taking up a case."""
    if name != "take_up":
        raise RuntimeError(name)


def test_an_unhappy_customer_is_heard_and_recovered(recovered: Ended) -> None:
    assert recovered.status == "SUCCEEDED"
    assert recovered.case.outcome is Outcome.RECOVERED


PLAIN: dict[TaskKind, dict[str, str]] = {
    TaskKind.TRIAGE: {},
    TaskKind.CONCLUDE: {"choice": "unclear"},
    TaskKind.PROPOSE_REMEDY: {"choice": "nothing", "reason": "Asiakas sai jo uuden."},
    TaskKind.REPLY: {},
    TaskKind.FOLLOW_UP: {},
}


def test_a_plain_case_takes_sixteen_transitions(steps: RealSteps) -> None:
    handled = HandledCase.begun()
    handled.live_through(PLAIN)
    assert handled.end()["status"] == "SUCCEEDED"
    assert len(handled.states()) == 16


def test_everybody_gets_their_mails_once_and_in_order(recovered: Ended) -> None:
    assert [(kind, reader) for kind, reader, _ in recovered.mails] == [
        ("acknowledgement", CUSTOMER),
        ("task-triage", OWNER),
        ("task-end_reflection", MANAGER),
        ("task-statement", COLLEAGUE),
        ("request-tell_more", CUSTOMER),
        ("task-conclude", OWNER),
        ("share", COLLEAGUE),
        ("task-propose_remedy", OWNER),
        ("task-approve_remedy", MANAGER),
        ("task-reply", OWNER),
        ("reply", CUSTOMER),
        ("task-deliver_remedy", OWNER),
        ("delivered", CUSTOMER),
        ("follow-up", CUSTOMER),
        ("ended", OWNER),
        ("ended", MANAGER),
    ]


def test_step_functions_never_hears_who_the_customer_is_or_what_anybody_wrote(recovered: Ended) -> None:
    written = ("Aino", CUSTOMER, WORDS, "example.com", "order-1001", "huonosti")
    assert recovered.case.id in recovered.history
    assert not [one for one in written if one in recovered.history]


def test_step_functions_never_hears_what_an_error_of_ours_quotes(
    steps: RealSteps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quote(dossier: Dossier, now: datetime) -> Dossier:
        raise ValueError(f"invalid literal: {CUSTOMER}")

    monkeypatch.setattr(workflow_steps, "acknowledge", quote)
    handled = HandledCase.begun()
    assert handled.end()["error"] == "LeftToTheSweep"
    assert CUSTOMER not in str(handled.history())


def test_what_comes_back_to_the_owner_is_proposed_again(steps: RealSteps) -> None:
    handled = HandledCase.begun()
    handled.live_through(TO_THE_PROPOSAL)
    handled.decide(TaskKind.PROPOSE_REMEDY, remedies="refund")
    handled.decide(TaskKind.APPROVE_REMEDY, choice="reject", reason="Liian vähän.")
    handled.live_through(OFFER | {TaskKind.CHOOSE_REMEDY: {"choice": "none_of_these", "wish": "Rahat takaisin."}})
    handled.live_through(OFFER | {TaskKind.DELIVER_REMEDY: {"choice": "impossible"}})
    handled.live_through({**OFFER, TaskKind.DELIVER_REMEDY: {}, TaskKind.FOLLOW_UP: {}})
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.states().count("Propose a remedy") == 4
    assert [kind for kind, _, _ in handled.mails].count("reply") == 3


def test_a_customer_without_an_address_is_heard_all_the_same(steps: RealSteps) -> None:
    handled = HandledCase.begun(contact=None)
    handled.decide(TaskKind.TRIAGE)
    handled.decide(TaskKind.CONCLUDE, share_with=COLLEAGUE, despite_unknown="yes")
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.case.outcome is Outcome.ANONYMOUS
    assert handled.letter("share")


BY_PHONE = {"name": "Aino", "phone": "+358 40 000 0000", "consent": True}
REACHED = {"choice": "reached", "said": "Olin pahoillani, ja Aino kertoi."}


def test_a_customer_with_a_phone_number_only_is_answered_helped_and_followed_up_by_phone(steps: RealSteps) -> None:
    handled = HandledCase.begun(contact=BY_PHONE)
    handled.live_through(TO_THE_PROPOSAL)
    handled.decide(TaskKind.PROPOSE_REMEDY, remedies="refund", amount="20")
    handled.decide(TaskKind.CALL, **REACHED, remedy="refund")
    handled.decide(TaskKind.DELIVER_REMEDY)
    handled.decide(TaskKind.CALL, **REACHED, solved="solved", score="9")
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.case.outcome is Outcome.RECOVERED
    assert CUSTOMER not in [reader for _, reader, _ in handled.mails]


def test_a_content_customer_who_wishes_to_be_called_is_called_and_thanked(steps: RealSteps) -> None:
    contact = {**BY_PHONE, "email": CUSTOMER, "wants_contact": True}
    handled = HandledCase.begun(answers={"nps": 10}, contact=contact)
    handled.decide(TaskKind.CALL, **REACHED, agreed="Varasimme pöydän.")
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.case.outcome is Outcome.CONTACT
    assert [kind for kind, _, _ in handled.mails] == ["acknowledgement", "task-call", "thanks", "ended"]


def test_a_remedy_chosen_late_is_delivered_before_the_case_is_closed(steps: RealSteps) -> None:
    handled = HandledCase.begun()
    handled.live_through(TO_THE_PROPOSAL | {TaskKind.PROPOSE_REMEDY: {}, TaskKind.REPLY: {}})
    chosen_late(handled)
    handled.live_through({TaskKind.FOLLOW_UP: {}, TaskKind.DELIVER_REMEDY: {}})
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.states()[-4:] == ["Did it help?", "Deliver the remedy", "Was it delivered?", "Close"]


def test_a_follow_up_that_nobody_answers_expires_and_the_case_ends_silent(steps: RealSteps) -> None:
    handled = HandledCase.begun(answer_seconds=3)
    handled.live_through(TO_THE_PROPOSAL | OFFER)
    eventually(lambda: handled.letter("task-deliver_remedy"))
    with counting(ANSWER_DAYS="0.5"):
        handled.decide(TaskKind.DELIVER_REMEDY)
        assert handled.end()["status"] == "SUCCEEDED"
    assert handled.case.outcome is Outcome.SILENT
    assert handled.decide(TaskKind.FOLLOW_UP) == 410


def test_f38_time_that_runs_out_sends_no_mail_again_and_the_newer_token_is_heard(steps: RealSteps) -> None:
    asked: list[str] = []
    steps.after = asked.append
    handled = HandledCase.begun(answer_seconds=3)
    eventually(lambda: asked.count("triage") == 2 or None)
    handled.decide(TaskKind.TRIAGE, choice="not_a_complaint", reason="Kokeilu.")
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.states().count("Acknowledge or take up") == 2
    assert [kind for kind, _, _ in handled.mails].count("task-triage") == 1


def test_f36_a_decision_recorded_as_time_runs_out_wins(steps: RealSteps) -> None:
    """The owner clicks after the time-out, before the record is read: nobody listens on the token any more."""
    handled = HandledCase.begun(answer_seconds=3)
    steps.before = no_complaint_before("take_up", handled)
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.case.outcome is Outcome.NOT_A_COMPLAINT
    assert handled.states().count("Triage") == 1


def test_f36_a_decision_recorded_just_after_time_ran_out_wins(steps: RealSteps) -> None:
    """The owner clicks after the record was read, before the question is asked again."""
    handled = HandledCase.begun(answer_seconds=3)
    steps.before = no_complaint_before("triage", handled)
    assert handled.end()["status"] == "SUCCEEDED"
    assert handled.case.outcome is Outcome.NOT_A_COMPLAINT
    assert handled.states().count("Triage") == handled.states().count("Acknowledge or take up") == 2


def test_f21_a_step_that_dies_when_its_work_is_done_sends_nothing_twice(steps: RealSteps, recovered: Ended) -> None:
    steps.after = break_first("take_up", "find_out", "share", "propose_remedy", "send_reply", "deliver_remedy")
    handled = HandledCase.begun()
    handled.live_through(ROUND)
    assert handled.end()["status"] == "SUCCEEDED"
    assert [kind for kind, _, _ in handled.mails] == [kind for kind, _, _ in recovered.mails]


def test_a_manager_who_ends_reflection_has_the_case_carried_on_at_once(steps: RealSteps) -> None:
    with counting(REFLECTION_DAYS="36000"):
        handled = HandledCase.begun()
        assert [handled.decide(kind) for kind in (TaskKind.TRIAGE, TaskKind.END_REFLECTION)] == [303, 303]
        assert handled.decide(TaskKind.CONCLUDE) == 303
    assert handled.end()["status"] == "ABORTED"
    assert handled.states(f"{handled.id}-2")[2:4] == ["Reflect", "Conclude"]


def test_f20_what_a_broken_step_left_is_carried_on_by_the_sweep(steps: RealSteps) -> None:
    steps.before = break_always
    handled = HandledCase.begun()
    assert handled.end()["error"] == "LeftToTheSweep"
    steps.before = nothing
    sweep(datetime.now(UTC) + timedelta(hours=2))
    assert handled.decide(TaskKind.TRIAGE) == 303
    assert handled.letter("acknowledgement")
