"""The end of a case: who hears of it, and the customer's objection to a dismissal."""

from dataclasses import replace

import pytest

from kuultu.domain.cases import lifecycle as rules
from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.customers_page import possible_for_customer
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.ending import told_of_the_end
from kuultu.domain.cases.reopening import is_last_round, objection_of, was_taken_back
from kuultu.domain.cases.summary import summary_of
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person
from kuultu.domain.surveys.survey import Survey
from tests.unit.helpers.builders import CLOCKS, DAY, MANAGER, NOW, OWNER, WORKING, Life, response, survey


def dismissed(by: str = OWNER) -> Life:
    """A case that was closed as no complaint."""
    life = Life().decides(TaskKind.TRIAGE, "not_a_complaint", by=by, reason="Lähetetty vahingossa.")
    return life.becomes(outcome=Outcome.NOT_A_COMPLAINT, closed_at=life.now)


def readers(life: Life) -> dict[str, str]:
    """The addresses of those who hear of the end, by role."""
    return {role: person.email for role, person in told_of_the_end(life.dossier).items()}


def test_owner_and_manager_hear_how_a_case_ended() -> None:
    assert readers(Life().is_answered().says("solved")) == {"owner": OWNER, "manager": MANAGER}


def test_an_owner_who_is_the_manager_hears_once() -> None:
    manager = Life().record.case.manager
    assert readers(Life(owner=manager).is_answered().says("solved")) == {"owner": MANAGER}


def test_of_a_dismissal_a_manager_hears_who_did_not_dismiss_it() -> None:
    assert readers(dismissed()) == {"manager": MANAGER}
    assert MANAGER not in readers(dismissed(by=MANAGER)).values()


def test_of_a_dismissal_by_the_only_manager_nobody_hears() -> None:
    life, alone = dismissed(by=MANAGER), survey()
    units = tuple(replace(unit, manager=Person("Maija Manager", MANAGER)) for unit in alone.units)
    assert told_of_the_end(replace(life.dossier, survey=replace(alone, units=units))) == {}


def test_a_customer_can_object_to_a_dismissal_once_and_the_manager_takes_the_case_on() -> None:
    life = dismissed().is_asked(TaskKind.MY_CASE).waits(1)
    assert rules.possible_on_page(life.record, life.task(TaskKind.MY_CASE), life.now) == ["take_back", "add", "call_me"]
    again = rules.taken_back(life.record.case, "Se oli vakava asia.", CLOCKS, WORKING, life.now)
    assert (again.owner.email, again.round, again.outcome, again.closed_at) == (MANAGER, 2, None, None)
    assert was_taken_back(again)
    dismissed_again = replace(life.record, case=replace(again, outcome=Outcome.NOT_A_COMPLAINT))
    assert "take_back" not in possible_for_customer(dismissed_again)


def test_an_objection_is_the_last_comment_of_its_round_only_and_uses_up_no_reopening() -> None:
    life = dismissed().waits(1)
    again = rules.taken_back(life.record.case, "Se oli vakava asia.", CLOCKS, WORKING, life.now)
    record = replace(life.record, case=again)
    assert summary_of(record).last_comment == "Se oli vakava asia."
    assert objection_of(replace(again, round_began_at=NOW + 9 * DAY)) is None
    assert not is_last_round(again, 3)
    assert is_last_round(again, 4)


def test_the_page_of_the_case_offers_what_its_reader_can_do() -> None:
    life = Life().decides(TaskKind.TRIAGE, "handle").is_asked(TaskKind.CASE, person=Life().record.case.owner)
    assert rules.possible_on_page(life.record, life.task(TaskKind.CASE), life.now) == ["hand_over", "ask", "dispute"]


@pytest.mark.parametrize(("answers", "score"), [({"nps": 3}, 3), ({"why": "x"}, None), ({"nps": "3"}, None)])
def test_the_first_score_is_the_answer_that_the_follow_up_asks_for_again(
    answers: dict[str, object], score: int | None
) -> None:
    assert Dossier(Life().record, response(answers=answers), survey()).first_score == score


def test_a_survey_without_scores_has_no_first_score() -> None:
    scoreless: Survey = replace(survey(), questions=tuple(one for one in survey().questions if not one.scale))
    assert Dossier(Life().record, response(), scoreless).first_score is None
