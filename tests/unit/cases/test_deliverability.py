"""Mail that came back: which addresses take none, and what somebody can do about it."""

import pytest

from kuultu.domain.cases.deliverability import came_back, person_of_hash, told_return
from kuultu.domain.cases.events import AddressCorrected, Event, MailResent, MailReturned
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


REFUSED = MailReturned(NOW, "", "refused", hash_of_address(WRONG))
UNCLEAR = MailReturned(NOW, "", "unclear", hash_of_address(WRONG))
RESENT = MailResent(NOW, OWNER)


@pytest.mark.parametrize(
    ("events", "waits"),
    [
        ((), None),
        ((REFUSED,), REFUSED),
        ((UNCLEAR,), UNCLEAR),
        ((BACK,), None),
        ((REFUSED, FROM_OWNER), REFUSED),
        ((REFUSED, RESENT), None),
        ((REFUSED, MENDED), None),
        ((REFUSED, RESENT, REFUSED), REFUSED),
    ],
)
def test_refused_mail_waits_for_a_person_and_leaves_the_address_as_it_is(
    events: tuple[Event, ...], waits: MailReturned | None
) -> None:
    life = Life(events=events, undelivered=("m",))
    assert life.record.case.held_up == waits
    assert ("send_again" in possible_on_case(life.record, OWNER, NOW)) is (waits is not None)
    assert life.record.case.undeliverable is (BACK in events)


def test_refused_mail_to_a_dead_address_waits_for_another_address() -> None:
    assert "send_again" not in possible_on_case(Life(events=(REFUSED, BACK), undelivered=("m",)).record, OWNER, NOW)


@pytest.mark.parametrize(
    ("events", "event", "told"),
    [
        ((), BACK, None),
        ((BACK,), BACK_AGAIN, None),
        ((BACK, MENDED), BACK, BACK),
        ((REFUSED,), BACK, None),
        ((BACK,), REFUSED, None),
        ((REFUSED,), UNCLEAR, REFUSED),
        ((REFUSED, RESENT), REFUSED, None),
        ((REFUSED, RESENT, UNCLEAR), REFUSED, UNCLEAR),
    ],
)
def test_of_a_dead_address_is_told_once_of_refused_mail_once_for_each_try(
    events: tuple[Event, ...], event: MailReturned, told: MailReturned | None
) -> None:
    assert told_return(Life(events=events).record.case, event) == told


def test_a_customer_who_left_a_number_is_called_while_no_mail_arrives() -> None:
    takes_none = ((BACK,), (REFUSED,), (BACK, MENDED, UNCLEAR))
    for events in takes_none:
        assert Life(phone=True, events=events).record.case.by_phone
        assert Life(phone=False, events=events).record.case.by_mail
    for events in ((BACK, MENDED), (REFUSED, RESENT)):
        assert Life(phone=True, events=events).record.case.by_mail
    assert not Life(reachable=False, anonymous=True).record.case.by_phone


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
