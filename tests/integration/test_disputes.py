"""A letter from a dispute body has a clock of its own, which goes on whatever happens to the case."""

from datetime import datetime, timedelta

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.services import sweep
from kuultu.services.cases.absence_action import note_absence
from kuultu.services.cases.absence_view import absence_view
from tests.integration.attention import due_keys, sweep_if_due
from tests.integration.mailbox import Received, last, mailbox
from tests.integration.wire import Wire
from tests.integration.world import DAY, MANAGER, OWNER, World, flaws

LETTER = {"body": "consumer_disputes_board", "case_number": "D/7/2026", "came_on": "2026-11-23"}
PIRJO = "deputy.helsinki@example.com"


@pytest.fixture
def disputed(world: World) -> str:
    """A case that was triaged, and about which a letter has come today, entered by the owner."""
    case_id = world.begins_case()
    world.triages(case_id)
    assert world.clicks(page(), "dispute", **LETTER) is None
    return case_id


def page() -> str:
    """The owner's link to the page of the case."""
    return last("task-triage").links[-1]


def about_letter(mail: Received) -> bool:
    return "riidanratkaisueli" in mail.words.lower()


def swept_until(world: World, until: datetime) -> list[tuple[str, str]]:
    """Kind and recipient of the mails about the letter that sweeps every four hours send."""
    before = len(mailbox())
    while world.now < until:
        world.passes(timedelta(hours=4))
        sweep_if_due(world.now)
    return [(mail.kind, mail.to) for mail in mailbox()[before:] if about_letter(mail)]


def test_the_letter_is_on_record_with_the_last_of_twenty_working_days(world: World, disputed: str) -> None:
    letter = world.record(disputed).open_dispute
    assert letter
    assert (letter.body, letter.reference, letter.by, letter.by_letter) == (
        "consumer_disputes_board",
        "D/7/2026",
        OWNER,
        False,
    )
    assert letter.due_at.isoformat() == "2026-12-21T15:00:00+00:00"  # Independence Day is a Sunday in 2026


def test_a_day_that_the_letter_names_is_the_end_of_the_time(world: World) -> None:
    case_id = world.begins_case()
    assert world.clicks(page(), "dispute", **LETTER, answer_by="2027-01-15") is None
    letter = world.record(case_id).open_dispute
    assert letter
    assert (letter.due_at.date().isoformat(), letter.by_letter) == ("2027-01-15", True)


def test_the_manager_hears_of_it_at_once_by_whom_and_by_when(world: World, disputed: str) -> None:
    told = last("news")
    assert told.to == MANAGER
    wanted = ["kuluttajariitalautakunta (D/7/2026)", "Mari Lindholm", "maanantaina 21.12.", "20 työpäivää"]
    assert [said for said in wanted if said in told.words] == wanted
    assert world.sees(told.link).forms != []


def test_an_owner_hears_of_a_letter_that_the_manager_entered(world: World) -> None:
    world.begins_case()
    assert world.clicks(last("task-end_reflection").links[-1], "dispute", **LETTER) is None
    assert last("news").to == OWNER
    assert "Lähetä vastauksemme viimeistään maanantaina 21.12." in last("news").words


def test_a_second_click_enters_nothing_and_tells_nobody_again(world: World, disputed: str) -> None:
    told = len(mailbox())
    assert world.clicks(page(), "dispute", **LETTER) is None
    assert (len(world.record(disputed).disputes), len(mailbox())) == (1, told)


def test_a_letter_that_gives_more_time_replaces_the_earlier_one(world: World, disputed: str) -> None:
    assert world.clicks(page(), "dispute", **LETTER, answer_by="2027-01-15") is None
    record = world.record(disputed)
    assert [letter.number for letter in record.disputes] == [1, 2]
    sweep.sweep(world.now + DAY)
    assert [key for key in due_keys("cases", world.now + 99 * DAY) if "dispute" in key[1]] == [
        (disputed, "dispute#002")
    ]


def test_a_letter_without_body_or_day_comes_back_with_what_to_mend(world: World) -> None:
    world.begins_case()
    assert flaws(world.clicks(page(), "dispute")) == [("body", "required"), ("came_on", "required")]


def test_owner_and_customer_see_it_on_their_pages_and_the_history_tells_of_it(world: World, disputed: str) -> None:
    words = world.sees(page()).words
    assert "Riidanratkaisuelin odottaa vastaustamme viimeistään maanantaina 21.12." in words
    assert "Riidanratkaisuelimeltä tuli kirje: kuluttajariitalautakunta." in words
    customers = world.sees(last("acknowledgement").links[-1]).words
    assert "Meille tuli asiastasi kirje 23.11." in customers
    assert "Vastaamme siihen viimeistään maanantaina 21.12." in customers


def test_the_owner_is_reminded_twice_and_the_manager_each_working_day_once_it_is_late(world: World) -> None:
    case_id = closed(world)
    due = datetime.fromisoformat("2026-12-21T15:00:00+00:00")
    assert swept_until(world, due) == [("reminder-case", OWNER), ("reminder-case", OWNER)]
    late = swept_until(world, datetime.fromisoformat("2026-12-31T15:00:00+00:00"))
    assert set(late) == {("escalation", MANAGER)}
    assert len(late) == 6  # on the 22nd, 23rd, and from the 28th to the 31st
    assert world.record(case_id).case.outcome is Outcome.NOT_A_COMPLAINT


def closed(world: World) -> str:
    """A case that was closed, and about which a letter has come afterwards."""
    case_id = world.begins_case()
    link = page()
    world.triages(case_id, "not_a_complaint")
    assert world.clicks(link, "dispute", **LETTER) is None
    return case_id


def test_a_letter_after_the_end_takes_nothing_up_again(world: World) -> None:
    case_id = closed(world)
    sweep.sweep(world.now + DAY)
    record = world.record(case_id)
    assert (record.case.outcome, record.case.round, len(record.disputes)) == (Outcome.NOT_A_COMPLAINT, 1, 1)
    assert [value for name, value in world.sees(page()).radios if name == "choice"] == [
        "hand_over",
        "dispute_answered",
        "dispute",
    ]


def test_the_clock_goes_on_when_the_case_ends_and_the_last_mail_says_so(world: World, disputed: str) -> None:
    world.clicks(last("acknowledgement").links[-1], "solved")
    world.carries(disputed)
    assert world.record(disputed).case.outcome is Outcome.RECOVERED
    assert "Se aika kuluu, vaikka asia on päättynyt." in last("ended").words
    assert ("reminder-case", OWNER) in swept_until(world, world.now + 20 * DAY)


def test_an_answer_ends_the_clock_and_everybody_sees_it(world: World, disputed: str) -> None:
    world.passes(DAY)
    assert world.clicks(page(), "dispute_answered", said="Hyvitimme kannun.", answered_on="2026-11-24") is None
    words = world.sees(page()).words
    assert "Vastasimme riidanratkaisuelimelle." in words
    assert "Hyvitimme kannun." in words
    customers = world.sees(last("acknowledgement").links[-1]).words
    assert "Vastasimme siihen 24.11." in customers
    assert "Hyvitimme kannun." not in customers
    assert swept_until(world, world.now + 31 * DAY) == []


def test_only_the_first_answer_is_recorded(world: World, disputed: str) -> None:
    assert world.clicks(page(), "dispute_answered", said="Hyvitimme kannun.") is None
    view = world.clicks(page(), "dispute_answered", said="Emme hyvitä.")
    assert view
    assert view.problem
    assert (view.problem.status, view.problem.code) == (410, "moved-on")
    answer = world.record(disputed).disputes[0].answer
    assert answer
    assert (answer.said, answer.on.isoformat()) == ("Hyvitimme kannun.", "2026-11-23")


def test_the_letter_of_a_closed_case_can_be_handed_over(world: World) -> None:
    case_id = closed(world)
    assert world.clicks(page(), "hand_over", owner_email=PIRJO) is None
    assert world.record(case_id).case.owner.email == PIRJO
    assert "Riidanratkaisuelin odottaa vastaustamme" in last("yours").words or about_letter(
        next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == PIRJO)
    )


def test_whoever_stands_in_for_an_absent_owner_gets_the_letter_of_a_closed_case(world: World) -> None:
    case_id = closed(world)
    away = {"choice": "away", "from": "2026-11-23", "until": "2026-12-23"}
    assert note_absence(absence_view(OWNER, world.now), away, world.now) is None
    assert ("reminder-case", PIRJO) in swept_until(world, world.now + 20 * DAY)
    assert world.record(case_id).case.owner.email == PIRJO


def test_looking_at_an_open_letter_only_reads(world: World, wire: Wire, disputed: str) -> None:
    wire.sent.clear()
    world.sees(page())
    assert wire.writes == []
