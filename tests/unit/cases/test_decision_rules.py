"""Which decisions may stand, beyond what their forms say, and what is recorded with them."""

from dataclasses import replace
from typing import Any

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.decision_rules import decision_in, may_act
from kuultu.domain.cases.decisions import Decision
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.payloads.putting_right import FollowUp, Proposal
from kuultu.domain.cases.remedy import Remedy
from kuultu.domain.cases.task_entry import Opening
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.cases.tasks.confirm_read import unread_by
from kuultu.domain.people import Person
from kuultu.domain.responses.response import Contact
from kuultu.domain.surveys.absence import Absence
from kuultu.errors import Gone, Invalid
from tests.unit.helpers.builders import CHECKS, COLLEAGUE, DAY, MANAGER, NOW, OWNER, Life, opened, survey

TRIAGE, TELL_MORE, STATEMENT, CONCLUDE = TaskKind.TRIAGE, TaskKind.TELL_MORE, TaskKind.STATEMENT, TaskKind.CONCLUDE
PROPOSE, APPROVE, REPLY = TaskKind.PROPOSE_REMEDY, TaskKind.APPROVE_REMEDY, TaskKind.REPLY
CHOOSE, FOLLOW_UP, CASE = TaskKind.CHOOSE_REMEDY, TaskKind.FOLLOW_UP, TaskKind.CASE
GOOD = "Kiitos, että kerroit. Olemme pahoillamme: paketti putosi varastossa. Lähetämme uuden tänään."


REQUIRED = {CONCLUDE: {"facts": "f", "root_cause": "other"}}


def made(dossier: Dossier, kind: TaskKind, choice: str, by: str = OWNER, **fields: str) -> Decision[Any]:
    """The decision of whoever fills in this form, and is sure of every address."""
    task = opened(dossier.record, Opening(kind, person=Person("Somebody", by)))
    sure = {"despite_unknown": "on"} if "despite_unknown" in entry_of(kind).form.fields else {}
    return decision_in({"choice": choice, **REQUIRED.get(kind, {}), **sure, **fields}, task, dossier, CHECKS, NOW)


def flaws(life: Life, kind: TaskKind, choice: str, by: str = OWNER, **fields: str) -> list[tuple[str, str]]:
    """Where, and why, a decision cannot stand."""
    try:
        made(life.dossier, kind, choice, by, **fields)
    except Invalid as refused:
        return [(flaw.pointer, flaw.code) for flaw in refused.flaws]
    return []


@pytest.mark.parametrize("asked", [{"ask_customer": "Missä?"}, {"colleague_email": "p@x.fi"}, {"return_product": "on"}])
def test_nobody_is_asked_about_what_is_no_complaint(asked: dict[str, str]) -> None:
    assert flaws(Life(), TRIAGE, "not_a_complaint", **asked) == [("choice", "asking")]
    assert flaws(Life(), TRIAGE, "handle", **asked) == []


def test_nobody_whom_only_a_call_reaches_is_dismissed() -> None:
    by_phone = Life(reachable=False, phone=True)
    assert flaws(by_phone, TRIAGE, "not_a_complaint", reason="A test.") == [("choice", "call-first")]
    assert flaws(by_phone, TRIAGE, "handle") == flaws(Life(), TRIAGE, "not_a_complaint", reason="A test.") == []


@pytest.mark.parametrize("name", ["ask_customer", "return_product"])
def test_a_customer_without_contact_details_cannot_be_asked(name: str) -> None:
    unreachable = Life(reachable=False, anonymous=True)
    assert flaws(unreachable, TRIAGE, "handle", **{name: "on"}) == [(name, "not-reachable")]
    assert flaws(unreachable, CASE, "ask", **{name: "on"}) == [(name, "not-reachable")]
    assert flaws(unreachable, TRIAGE, "handle", colleague_email="p@x.fi") == []


def test_a_customer_with_a_phone_number_only_can_be_asked_by_phone_but_sends_nothing_back() -> None:
    by_phone = Life(reachable=False, phone=True)
    assert flaws(by_phone, TRIAGE, "handle", ask_customer="Missä?") == []
    assert flaws(by_phone, TRIAGE, "handle", return_product="on") == [("return_product", "not-reachable")]


@pytest.mark.parametrize("role", ["colleague", "third_party"])
@pytest.mark.parametrize("end", ["", "_2", "_10"])
@pytest.mark.parametrize("part", ["name", "question"])
def test_a_name_or_a_question_needs_an_address_to_go_to(role: str, end: str, part: str) -> None:
    assert flaws(Life(), TRIAGE, "handle", **{f"{role}_{part}{end}": "x"}) == [(f"{role}_email{end}", "required")]


def test_a_customer_who_answers_tells_something_or_wishes_something() -> None:
    assert flaws(Life(), TELL_MORE, "answer") == flaws(Life(), TELL_MORE, "answer", bought_at="x")
    assert flaws(Life(), TELL_MORE, "answer") == [("details", "required")]
    assert flaws(Life(), TELL_MORE, "answer", wish="nothing") == flaws(Life(), TELL_MORE, "decline") == []


def test_a_colleague_who_answers_says_something_and_may_refuse_without_a_word() -> None:
    assert flaws(Life(), STATEMENT, "answer") == [("statement", "required")]
    assert flaws(Life(), STATEMENT, "decline") == flaws(Life(), STATEMENT, "answer", statement="s") == []


@pytest.mark.parametrize("customer", ["aino@example.com", "Aino@Example.com"])
def test_neither_the_case_nor_a_conclusion_goes_to_the_customer(customer: str) -> None:
    assert flaws(Life(), TRIAGE, "handle", owner_email=customer) == [("owner_email", "is-customer")]
    shared = {"share_with": f"sari@example.com\n{customer}"}
    assert flaws(Life(), CONCLUDE, "ours", **shared) == [("share_with", "is-customer")]
    assert flaws(Life(), CONCLUDE, "ours", share_with="sari@example.com") == []


def test_a_conclusion_about_a_customer_without_an_address_is_shared_with_anybody_or_nobody() -> None:
    life = Life(reachable=False)
    anonymous = replace(life.dossier, response=replace(life.dossier.response, contact=Contact()))
    shared = made(anonymous, CONCLUDE, "ours", share_with="sari@example.com")
    assert shared.payload.recipients == ["sari@example.com"]
    assert made(anonymous, CONCLUDE, "ours").payload == Conclusion("f", "other", despite_unknown=True)


@pytest.mark.parametrize(
    ("fault", "choice", "remedies", "flaw"),
    [
        ("ours", "nothing", "", ("choice", "remedy-required")),
        ("product", "offer", "other", ("remedies", "statutory-required")),
        ("ours", "offer", "gift_card", ("remedies", "gift-card-alone")),
        ("none", "offer", "gift_card,apology", ("remedies", "gift-card-alone")),
        ("none", "offer", "", ("remedies", "required")),
    ],
)
def test_a_proposal_is_judged_by_the_conclusion(fault: str, choice: str, remedies: str, flaw: tuple[str, str]) -> None:
    assert flaws(Life().is_concluded(fault), PROPOSE, choice, remedies=remedies) == [flaw]


def test_a_gift_card_alone_stands_when_the_customer_wished_for_it() -> None:
    life = Life().decides(TELL_MORE, "answer", wish="gift_card").is_concluded()
    assert made(life.dossier, PROPOSE, "offer", remedies="gift_card", amount="20").payload.cents == 2000


def test_a_proposal_within_the_limit_is_recorded_in_cents_and_needs_nobody() -> None:
    dossier = Life().is_concluded().dossier
    decision = made(dossier, PROPOSE, "offer", remedies="refund", amount="100,00", reason="r")
    assert decision == Decision("offer", Proposal((Remedy.REFUND,), 100_00, "r", None), OWNER, NOW)
    assert decision.payload.written() == {"remedies": "refund", "reason": "r", "cents": "10000"}


@pytest.mark.parametrize("amount", ["100,01", ""])
@pytest.mark.parametrize(("by", "approver"), [(OWNER, MANAGER), (MANAGER, OWNER), ("p@x.fi", MANAGER)])
def test_a_proposal_above_the_limit_or_without_a_sum_names_somebody_else_as_its_approver(
    amount: str, by: str, approver: str
) -> None:
    proposal = made(Life().is_concluded().dossier, PROPOSE, "offer", by, remedies="refund", amount=amount).payload
    assert proposal.approver.email == approver
    assert proposal.approver.name


def test_where_nobody_else_is_there_to_approve_nothing_above_the_limit_is_proposed() -> None:
    life = Life().is_concluded()
    lonely = replace(survey().units[0], owner=life.record.case.owner, manager=life.record.case.owner)
    life.becomes(manager=life.record.case.owner)
    dossier = replace(life.dossier, survey=replace(survey(), units=(lonely,)))
    with pytest.raises(Invalid) as refused:
        made(dossier, PROPOSE, "offer", remedies="refund")
    assert [(flaw.pointer, flaw.code) for flaw in refused.value.flaws] == [("amount", "nobody-to-approve")]


def test_who_proposes_nothing_offers_nothing_whatever_else_was_ticked() -> None:
    decision = made(Life().is_concluded("none").dossier, PROPOSE, "nothing", remedies="refund", amount="500")
    assert decision.payload == Proposal()


def test_a_rejection_says_why_and_an_approval_need_not() -> None:
    assert flaws(Life(), APPROVE, "reject") == [("reason", "reason-required")]
    assert flaws(Life(), APPROVE, "reject", reason="Liikaa.") == flaws(Life(), APPROVE, "approve") == []


def test_a_reply_gets_remarks_which_its_writer_may_overrule() -> None:
    codes = {code for _, code in flaws(Life(), REPLY, "send", message="Olisit voinut lukea ohjeen.")}
    assert {"guide-thanks", "guide-regret", "guide-blame"} <= codes
    assert flaws(Life(), REPLY, "send", message="Olisit voinut lukea ohjeen.", despite_warnings="on") == []
    assert flaws(Life(), REPLY, "send", message=GOOD) == []


def test_a_letter_to_a_content_customer_needs_no_regret_and_gets_the_other_remarks() -> None:
    content = Life(wish=True)
    assert flaws(content, REPLY, "send", message="Jutellaan huomenna.") == []
    assert [code for _, code in flaws(content, REPLY, "send", message="Olisit voinut lukea ohjeen.")] == ["guide-blame"]


@pytest.mark.parametrize("despite", [{}, {"despite_warnings": "on"}])
def test_no_reply_repeats_what_a_colleague_told_in_private_whatever_its_writer_insists(despite: dict[str, str]) -> None:
    life = Life().hears(COLLEAGUE, "Myymälässä oli ruuhka ja astuin paketin päälle.").is_reopened()
    message = f"{GOOD} Myymälässä oli ruuhka ja astuin paketin päälle."
    assert flaws(life, REPLY, "send", message=message, **despite) == [("message", "quotes-statement")]


@pytest.mark.parametrize("choice", ["refund", "gift_card", "none_of_these"])
def test_a_customer_chooses_what_is_offered_or_none_of_it(choice: str) -> None:
    assert flaws(Life().has_offered("refund", "gift_card"), CHOOSE, choice) == []


def test_a_customer_cannot_choose_what_is_not_offered_or_not_offered_any_more() -> None:
    life = Life().has_offered("refund")
    assert flaws(life, CHOOSE, "repair") == [("choice", "choose")]
    life.chooses("none_of_these").offers("repair", name="2")
    assert flaws(life, CHOOSE, "refund") == [("choice", "choose")]
    assert flaws(life, CHOOSE, "repair") == []


def test_a_follow_up_is_recorded_as_it_was_answered_and_nothing_is_made_of_the_score() -> None:
    told = made(Life().dossier, FOLLOW_UP, "partly", score="9", ease="7")
    assert told == Decision("partly", FollowUp(9, 7), "customer", NOW)


def test_a_late_answer_of_the_customer_is_taken_until_the_conclusion() -> None:
    life = Life().is_asked(TaskKind.TELL_MORE)
    life.keeps(replace(life.task(TaskKind.TELL_MORE), lapsed_at=NOW))
    may_act(life.task(TaskKind.TELL_MORE), life.record, NOW)
    life.is_concluded()
    with pytest.raises(Gone):
        may_act(life.task(TaskKind.TELL_MORE), life.record, NOW)


def test_on_the_page_of_a_case_each_choice_says_what_it_needs() -> None:
    assert flaws(Life(), CASE, "hand_over") == [("owner_email", "required")]
    assert flaws(Life(), CASE, "ask") == [("ask_customer", "required")]
    assert flaws(Life(), CASE, "ask", third_party_name="Posti") == [("third_party_email", "required")]
    assert flaws(Life(), CASE, "end_reflection", MANAGER) == [("reason", "required")]


def test_only_the_manager_ends_the_time_to_think() -> None:
    assert flaws(Life(), CASE, "end_reflection", OWNER, reason="r") == [("choice", "managers-only")]
    assert flaws(Life(), CASE, "end_reflection", MANAGER, reason="Terveys vaarassa.") == []
    for short in ("kiire", "On kiire.", "On kova kiire.", "Det är bråttom!", "I'm in a hurry", "Vaara"):
        assert flaws(Life(), CASE, "end_reflection", MANAGER, reason=short) == [("reason", "too-short")]
    for enough in ("Liesi savuaa", "Terä irtosi.", "Gas leak", "On kiire, koska liesi savuaa yhä."):
        assert flaws(Life(), CASE, "end_reflection", MANAGER, reason=enough) == []


def test_the_managers_own_link_to_end_the_time_to_think_asks_for_the_same_reason() -> None:
    assert flaws(Life(), TaskKind.END_REFLECTION, "end", MANAGER, reason="On kiire.") == [("reason", "too-short")]
    assert flaws(Life(), TaskKind.END_REFLECTION, "end", MANAGER, reason="Terveys vaarassa.") == []


def test_a_hand_over_to_somebody_for_whom_the_owner_stands_in_is_no_hand_over() -> None:
    away = Absence("jari", NOW.date(), NOW.date(), "mari")
    life = Life()
    page = opened(life.record, Opening(CASE, person=life.record.case.owner))
    named = {"choice": "hand_over", "owner_email": "owner.turku@example.com"}
    assert decision_in(named, page, life.joined(), CHECKS, NOW).choice == "hand_over"
    with pytest.raises(Invalid) as told:
        decision_in(named, page, life.joined(away), CHECKS, NOW)
    assert told.value.flaws[0].code == "is-away"


READ = TaskKind.CONFIRM_READ


def test_what_was_shared_can_be_read_late_while_the_case_is_open() -> None:
    life = Life().is_asked(READ)
    late = replace(life.task(READ), lapsed_at=NOW)
    may_act(late, life.record, NOW + 30 * DAY)
    with pytest.raises(Gone):
        may_act(late, life.becomes(outcome=Outcome.RECOVERED).record, NOW + 30 * DAY)


def test_the_people_who_have_not_read_a_conclusion_are_named() -> None:
    life = Life().is_asked(READ, "a", COLLEAGUE).decides(READ, "read", "b")
    assert unread_by(life.record, 1) == [COLLEAGUE.name]
    assert unread_by(life.record, 2) == []


def proposed_by_the_owner(**fields: str) -> Any:  # noqa: ANN401 - a payload
    """What is recorded of a proposal above the limit."""
    life = Life().is_concluded().waits(2).is_asked(PROPOSE)
    offer = {"choice": "offer", "remedies": "refund", "amount": "500", **fields}
    return decision_in(offer, life.task(PROPOSE), life.joined(), CHECKS, life.now).payload


def test_the_proposer_can_choose_who_approves_and_else_it_is_the_manager() -> None:
    assert proposed_by_the_owner().approver.email == MANAGER
    chosen = proposed_by_the_owner(approver_email="director@example.com")
    assert chosen.approver == Person("Kaarina Kallio", "director@example.com")
    assert proposed_by_the_owner(amount="10", approver_email="director@example.com").approver is None


def test_nobody_chooses_themselves_for_the_approver() -> None:
    with pytest.raises(Invalid) as told:
        proposed_by_the_owner(approver_email=OWNER)
    assert (told.value.flaws[0].pointer, told.value.flaws[0].code) == ("approver_email", "is-proposer")
