"""An organisation in which nobody does anything for 200 days: mails stay few, different, and true."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.mail.task_mails import reminder_mail
from kuultu.domain.surveys.absence import Absence
from kuultu.services import sweep
from kuultu.services.cases import due_tasks
from kuultu.services.dossiers import dossier_of
from kuultu.store import absences, mails
from tests.integration.mailbox import Received, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World

DAYS, CASES = 200, 2
HOUR = timedelta(hours=1)
MOST_TO_A_CUSTOMER = 3
"""The thanks, and two delays."""
MOST_TO_EACH_IN_THE_LINE = 9 * CASES
"""The case, reminders in one mail a day while it is theirs, and what they are told besides."""

DEPUTY, MANAGERS_DEPUTY, CONTACT = "deputy.helsinki@example.com", "manager.turku@example.com", "director@example.com"
LATE = ("reminder", "escalation", "digest")
Lived = list[tuple[date, Received]]


def lives(world: World, days: int, cases: int) -> Lived:
    """All mails of a time, each with its day; a new case comes on each of the first days."""
    lived: Lived = []
    for day in range(days):
        if day < cases:
            world.begins_case(contact={"name": "Aino", "email": f"{day}.{CUSTOMER}", "consent": True})
        for _ in range(2):
            assert sweep.sweep(world.now)["failed"] == 0
            lived += [(world.now.date(), mail) for mail in mailbox()[len(lived) :]]
            world.passes(4 * HOUR)
        world.passes(DAY - 8 * HOUR)
    return lived


_lived: Lived = []


@pytest.fixture
def lived(world: World) -> Lived:
    """All mails of 200 days, which are lived once."""
    if not _lived:
        _lived.extend(lives(world, DAYS, CASES))
    return _lived


def to(address: str, lived: Lived) -> list[Received]:
    """The mails to somebody."""
    return [mail for _, mail in lived if mail.to == address]


def test_mails_stay_few_and_each_delay_has_words_of_its_own(lived: Lived) -> None:
    customers = [mail for _, mail in lived if mail.to.endswith(CUSTOMER)]
    per_customer = Counter(mail.to for mail in customers)
    assert per_customer == {f"{number}.{CUSTOMER}": MOST_TO_A_CUSTOMER for number in range(CASES)}
    assert len({mail.subject.partition(" (")[0] for mail in customers if mail.kind == "delay"}) == 2

    late = [(day, mail) for day, mail in lived if mail.kind.startswith(LATE)]
    per_day = Counter((mail.to, day) for day, mail in late)
    assert max(per_day.values()) == 1
    assert len(to(OWNER, lived)) <= 6 * CASES


def test_a_case_goes_up_the_line_once_and_stays_with_the_contact_in_one_mail_a_day(lived: Lived) -> None:
    for address in (MANAGER, MANAGERS_DEPUTY):
        assert 0 < len(to(address, lived)) <= MOST_TO_EACH_IN_THE_LINE
    passed_on = ("siirtyi sinulle", "asia on nyt sinun")
    yours = Counter(mail.to for _, mail in lived if mail.subject.endswith(passed_on))
    assert set(yours) <= {MANAGER, MANAGERS_DEPUTY, CONTACT}
    assert max(yours.values()) <= CASES
    (first, *_), last_ones = [day for day, mail in lived if mail.to == CONTACT], to(CONTACT, lived)[-50:]
    assert (first - lived[0][0]).days < 30
    assert {mail.kind for mail in last_ones} == {"digest"}
    told_of = [set(re.findall(r"K-\d+", mail.words)) for mail in last_ones]
    assert {len(numbers) for numbers in told_of} == {CASES}  # each of them tells of every case
    assert {mail.subject for mail in last_ones} == {f"{CASES} asiaa odottaa sinua"}
    assert len(to(CONTACT, lived)) <= DAYS * 5 / 7 + 3 * CASES


def test_an_owner_on_holiday_for_the_whole_of_july_gets_no_mail_and_no_case(world: World) -> None:
    world.now = world.now.replace(year=2027, month=6, day=29)
    july = Absence("mari", date(2027, 7, 1), date(2027, 7, 31))
    absences.change_absences("mari", lambda known: [*known, july], world.now)
    lived = lives(world, days=40, cases=5)
    assert [mail.kind for day, mail in lived if mail.to == OWNER and july.covers(day)] == []
    assert [mail.kind for day, mail in lived if mail.to == OWNER and not july.covers(day)] != []
    customers = Counter(mail.to for _, mail in lived if mail.to.endswith(CUSTOMER))
    assert max(customers.values()) <= MOST_TO_A_CUSTOMER
    assert Counter(mail.kind for mail in to(DEPUTY, lived))["task-triage"] == 5
    late = Counter((mail.to, day) for day, mail in lived if mail.kind.startswith(("reminder", "escalation")))
    assert max(late.values()) == 1


def test_a_digest_of_what_is_late_tells_of_a_case_once(world: World) -> None:
    case_id = world.comes_to_conclude()
    while not any(mail.kind == "digest" for mail in mailbox()):
        world.passes(2 * HOUR)
        sweep.sweep(world.now)
        assert world.record(case_id).case.outcome is None
    (digest,) = [mail for mail in mailbox() if mail.kind == "digest"]
    assert digest.subject == "1 asia odottaa sinua"
    assert "Tämä asia odottaa sinua." in digest.words


def test_a_digest_takes_along_what_was_to_be_looked_at_a_little_later(world: World) -> None:
    both = [world.begins_case(contact=None) for _ in range(2)]
    world.passes(DAY)
    for case_id in both:
        due_tasks.remind(dossier_of(case_id), world.task(case_id, TaskKind.TRIAGE), world.now)
    mails.hold_on(reminder_mail(world.task(both[1], TaskKind.TRIAGE)), world.now + HOUR / 2)
    sweep.sweep(world.now)
    (late,) = [mail for mail in mailbox() if mail.kind.startswith(LATE)]
    assert (late.subject, late.to) == ("2 asiaa odottaa sinua", OWNER)
