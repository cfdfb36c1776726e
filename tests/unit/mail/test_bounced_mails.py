"""Who is told of mail that came back."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.events import MailReturned
from kuultu.domain.mail.bounced_mails import bounced_mails, event_of, told_of_return
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.domain.people import Person, hash_of_address
from kuultu.domain.surveys.survey import Survey
from tests.unit.cases.test_spoken_languages import dossier as joined
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, Life

DIRECTOR, TURKU = "director@example.com", "manager.turku@example.com"


def back(address: str, whom: str = "") -> MailReturned:
    return MailReturned(NOW, whom, "bounced", hash_of_address(address))


def told(dossier: Dossier, event: MailReturned) -> list[tuple[str, str]]:
    """Name and reader of each mail about the last event."""
    return [(mail.name, told_of_return(mail, dossier).email) for mail in bounced_mails(event, dossier)]


@pytest.mark.parametrize(
    ("event", "readers"),
    [
        (back("aino@example.com"), [("owner", OWNER)]),
        (back(OWNER, "Mari"), [("manager", MANAGER)]),
        (back(MANAGER, "Outi"), [("contact", DIRECTOR)]),
        (back(TURKU, "Henna"), [("manager", MANAGER)]),
        (back("posti@example.org", "Posti"), [("owner", OWNER), ("manager", MANAGER)]),
    ],
)
def test_the_owner_hears_of_the_customer_the_manager_of_staff_and_the_contact_of_the_manager(
    event: MailReturned, readers: list[tuple[str, str]]
) -> None:
    dossier = joined("fi").with_case(Life(events=(event,)).record.case)
    assert told(dossier, event) == readers


def test_without_a_directory_another_manager_hears_of_the_manager_and_nobody_if_there_is_none() -> None:
    event = back(MANAGER, "Outi")
    assert told(Life(events=(event,)).dossier, event) == [("contact", TURKU)]
    alone = Life(events=(event,)).dossier
    unit = alone.unit
    solo = Dossier(alone.record, alone.response, _only(alone, unit.id))
    assert told(solo, event) == []


def _only(dossier: Dossier, unit_id: str) -> Survey:
    """The survey with a single unit."""
    return replace(dossier.survey, units=(dossier.survey.unit(unit_id),))


def test_an_owner_who_is_the_manager_too_gets_one_mail() -> None:
    event = back("posti@example.org", "Posti")
    life = Life(events=(event,), owner=Person("Outi Rantanen", MANAGER))
    assert told(life.dossier, event) == [("manager", MANAGER)]


def test_each_address_is_told_of_in_a_mail_of_its_own() -> None:
    first, second = back("aino@example.com"), back(OWNER, "Mari")
    dossier = Life(events=(first, second)).dossier
    ids = [mail.id for event in (first, second) for mail in bounced_mails(event, dossier)]
    assert len(set(ids)) == 2


def test_a_mail_about_something_else_tells_of_no_event_and_an_unknown_reader_is_the_manager() -> None:
    dossier = Life(events=(back("aino@example.com"),)).dossier
    other = Mail(dossier.case.id, 1, MailKind.NEWS)
    assert event_of(other, dossier) is None
    assert told_of_return(other, dossier).email == MANAGER
