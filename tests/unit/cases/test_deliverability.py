"""Mail that came back: which addresses take none, and what somebody can do about it."""

import pytest

from kuultu.domain.cases.deliverability import came_back, person_of_hash
from kuultu.domain.cases.events import AddressCorrected, Event, MailReturned
from kuultu.domain.cases.lifecycle import possible_on_case
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.people import Person, hash_of_address
from tests.unit.helpers.builders import NOW, OWNER, Life
from tests.unit.helpers.deciding import flaws_of

WRONG, RIGHT = "aino@example.com", "aino.oikea@example.com"
BACK = MailReturned(NOW, "", "bounced", hash_of_address(WRONG))
FROM_OWNER = MailReturned(NOW, "Mari Lindholm", "bounced", hash_of_address(OWNER))
MENDED = AddressCorrected(NOW, OWNER, RIGHT)
BACK_AGAIN = MailReturned(NOW, "", "complained", hash_of_address(RIGHT))


@pytest.mark.parametrize(
    ("events", "undeliverable"),
    [
        ((), False),
        ((BACK,), True),
        ((FROM_OWNER,), False),
        ((BACK, FROM_OWNER), True),
        ((BACK, MENDED), False),
        ((BACK, MENDED, BACK_AGAIN), True),
    ],
)
def test_the_customers_address_takes_no_mail_until_it_is_corrected(
    events: tuple[Event, ...], undeliverable: bool
) -> None:
    life = Life(events=events)
    assert life.record.case.undeliverable is undeliverable
    assert ("correct_address" in possible_on_case(life.record, OWNER, NOW)) is undeliverable


def test_the_customers_address_is_the_one_that_was_corrected_last() -> None:
    assert Life().dossier.customer_email == WRONG
    assert Life(events=(BACK, MENDED)).dossier.customer_email == RIGHT


def test_an_address_is_known_to_have_sent_mail_back_however_it_is_spelt() -> None:
    case = Life(events=(BACK,)).record.case
    assert came_back(case, WRONG.upper())
    assert not came_back(case, RIGHT)


def test_the_person_of_an_address_is_found_among_all_who_are_known() -> None:
    dossier = Life().dossier
    assert person_of_hash(hash_of_address(OWNER.upper()), dossier) == dossier.case.owner
    turku = dossier.survey.unit("turku").manager
    assert person_of_hash(hash_of_address(turku.email), dossier) == turku
    assert person_of_hash(hash_of_address("nobody@example.com"), dossier) is None


def test_a_corrected_address_is_another_one_to_which_mail_can_be_sent() -> None:
    life = Life(events=(BACK,)).is_asked(TaskKind.CASE, person=Person("Mari Lindholm", OWNER))
    assert flaws_of(life, TaskKind.CASE, "correct_address") == [("customer_email", "required")]
    given = {"customer_email": WRONG.upper()}
    assert flaws_of(life, TaskKind.CASE, "correct_address", **given) == [("customer_email", "same-address")]
    given = {"customer_email": "aino.example.com"}
    assert flaws_of(life, TaskKind.CASE, "correct_address", **given) == [("customer_email", "invalid-email")]
    assert flaws_of(life, TaskKind.CASE, "correct_address", customer_email=RIGHT) == []


def test_the_corrected_address_is_the_customers_and_no_colleagues() -> None:
    life = Life(events=(BACK, MENDED)).is_asked(TaskKind.TRIAGE)
    asked = {"colleague_email": RIGHT, "colleague_question": "Mitä?"}
    assert flaws_of(life, TaskKind.TRIAGE, "handle", **asked) == [("colleague_email", "is-customer")]
