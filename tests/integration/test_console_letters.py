"""Letters from dispute bodies in the lists of cases: they wait for us, wherever the case goes."""

from datetime import datetime

from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_links import link_to_case
from kuultu.store.case_items import CASE_KEY, CaseItem
from tests.integration.console import signed_in_as
from tests.integration.console_lists import DIRECTOR, LIST, OF_TURKU, row_of
from tests.integration.http import open_console
from tests.integration.mailbox import last
from tests.integration.world import DAY, OWNER, World

LETTER = {"body": "consumer_disputes_board", "came_on": "2026-11-23"}
ANSWERED = {"said": "Kerroimme, mitä teimme.", "answered_on": "2026-11-23"}
TO_ANSWER = "2026-12-21T15:00:00+00:00"
"""The end of the twenty working days for an answer to the letter."""


def turn(case_id: str, query: str = "") -> tuple[str, str, str]:
    """By whom and by when something is to be done in a case, and whether it is late, as the list tells."""
    row = row_of(case_id, DIRECTOR, query)
    return row["waits_for"], row["deadline"], row["late"]


def test_an_open_letter_from_a_dispute_body_waits_for_us_wherever_the_case_goes(world: World) -> None:
    case_id = world.begins_case()
    page = last("task-triage").links[-1]
    world.triages(case_id, ask_customer="Missä näin kävi?")
    assert turn(case_id)[0] == "customer"
    assert world.clicks(page, "dispute", **LETTER) is None
    assert turn(case_id)[0] == "us"
    assert "Riidanratkaisuelimelle vastattava" in open_console(LIST, signed_in_as(OWNER)).body
    assert world.clicks(page, "hand_over", unit="turku", reason="Turun asia.") is None
    assert row_of(case_id, OF_TURKU)["waits_for"] == "us"
    assert world.clicks(link_to_case(dossier_of(case_id), OF_TURKU, world.now), "dispute_answered", **ANSWERED) is None
    assert row_of(case_id, OF_TURKU)["waits_for"] == "customer"


def test_a_letter_is_a_clock_after_the_end_of_the_case_too(world: World) -> None:
    case_id = world.begins_case()
    page, closed = last("task-triage").links[-1], "?stage=closed"
    assert world.clicks(page, "dispute", **LETTER) is None
    world.triages(case_id, "not_a_complaint")
    assert turn(case_id, closed) == ("us", TO_ANSWER, "no")
    world.now = datetime.fromisoformat(TO_ANSWER) + DAY
    assert turn(case_id, f"{closed}&late=yes") == ("us", TO_ANSWER, "yes")
    assert world.clicks(page, "dispute_answered", **ANSWERED) is None
    assert turn(case_id, closed) == ("", "", "no")


def test_a_letter_that_the_list_does_not_know_is_told_from_the_next_look_of_the_sweep(world: World) -> None:
    case_id = world.begins_case()
    assert world.clicks(last("task-triage").links[-1], "dispute", **LETTER) is None
    world.triages(case_id, ask_customer="Missä näin kävi?")
    CaseItem(case_id, CASE_KEY).update([CaseItem.letter_due_at.remove()])
    assert turn(case_id)[0] == "customer"
    world.passes(DAY / 12)
    world.is_swept(case_id)
    assert turn(case_id)[0] == "us"
