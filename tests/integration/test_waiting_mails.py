"""Mail that SES does not take for a reason that passes: it waits, the case says so, and it goes out at last."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_events import note
from kuultu.services.mail.mail_links import link_to_case
from kuultu.services.sweep import sweep
from kuultu.store.mails import MailItem
from tests.integration import post_office as answers
from tests.integration.attention import sweep_if_due
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.moto_backends import rows
from tests.integration.page import Page
from tests.integration.post_office import PostOffice
from tests.integration.refusing import Refusals
from tests.integration.world import CUSTOMER, DAY, OWNER, World, page_of

COLLEAGUE = "colleague.helsinki@example.com"
QUARTER = timedelta(minutes=15)
PASSING = [
    answers.PAUSED,
    answers.UNVERIFIED,
    (400, "AccountSuspendedException"),
    (400, "MailFromDomainNotVerifiedException"),
    (400, "LimitExceededException"),
    (403, "AccessDeniedException"),
    (403, "ExpiredTokenException"),
    (404, "NotFoundException"),
]


def days_pass(world: World, case_id: str, days: int) -> None:
    for _ in range(4 * days):
        world.passes(DAY / 4)
        world.is_swept(case_id)


def to_customer() -> list[str]:
    return [kind for kind, reader in kinds_and_readers() if reader == CUSTOMER]


def states() -> set[str]:
    return {str(row["state"]) for row in rows("mails")}


def page_of_the_case(world: World, case_id: str) -> Page:
    """What the owner sees on the page of the case."""
    return world.sees(link_to_case(dossier_of(case_id), OWNER, world.now))


def comes_to_a_waiting_reply(world: World, refusals: Refusals, answer: tuple[int, str] = answers.PAUSED) -> str:
    """A case whose answer SES does not take now."""
    case_id = world.comes_to_conclude()
    world.concludes(case_id)
    refusals.of_kind("reply", answer)
    world.replies(case_id)
    return case_id


@pytest.mark.parametrize("answer", PASSING)
def test_f46_what_passes_is_tried_again_and_sent_once(
    world: World, refusals: Refusals, answer: tuple[int, str]
) -> None:
    refusals.of_kind("", answer)
    case_id = world.begins_case()
    assert states() == {"released"}
    days_pass(world, case_id, 1)
    assert states() == {"released"}
    refusals.end()
    days_pass(world, case_id, 1)
    assert to_customer().count("acknowledgement") == 1
    assert ("task-triage", OWNER) in kinds_and_readers()
    assert world.record(case_id).waiting == ()


def test_the_tries_become_fewer_with_the_days(world: World, refusals: Refusals) -> None:
    refusals.of_kind("acknowledgement", answers.PAUSED)
    world.begins_case()
    tried = []
    for _ in range(3):
        before = refusals.refused
        for _ in range(96):
            world.passes(QUARTER)
            sweep_if_due(world.now)
        tried.append(refusals.refused - before)
    assert tried == [10, 6, 6]


def test_f46_the_page_says_which_mail_waits_since_when_why_and_what_happens_next(
    world: World, refusals: Refusals
) -> None:
    case_id = comes_to_a_waiting_reply(world, refusals)
    page = page_of_the_case(world, case_id)
    assert "Vastauksemme asiakkaalle odottaa yhä lähtöään. Yritimme lähettää sen" in page.words
    why_and_next = (
        "tiistaina 24.11. klo 11.30. Sähköpostipalvelu on keskeyttänyt kaikkien viestiemme lähettämisen. "
        "Kuultun ylläpitäjä on saanut hälytyksen, ja yritämme uudelleen viiden päivän ajan."
    )
    assert why_and_next in page.words
    written = world.sees(last("task-reply").link).words
    assert "Vastauksesi on tallessa" in written
    assert "Vastauksemme asiakkaalle odottaa yhä lähtöään." in written


def test_who_else_is_written_to_is_told_on_the_page_of_the_case_alone(world: World, refusals: Refusals) -> None:
    refusals.of_kind("task-end_reflection", answers.PAUSED)
    case_id = world.begins_case()
    told = "odottaa yhä lähtöään"
    assert told in page_of_the_case(world, case_id).words
    assert told not in world.sees(last("task-triage").link).words


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fi", "Sähköpostipalvelu ei ole vielä vahvistanut lähettäjämme osoitetta. Kuultun ylläpitäjä"),
        ("sv", "E-posttjänsten har inte bekräftat vår avsändaradress än. Den som driver Kuultu"),
        ("en", "The email service is still checking our sender's address. The person who runs Kuultu"),
    ],
)
def test_why_a_mail_waits_is_said_in_the_language_of_the_unit(
    world: World, refusals: Refusals, language: str, told: str
) -> None:
    refusals.of_kind("acknowledgement", answers.UNVERIFIED)
    case_id = world.begins_case()
    dossier = dossier_of(case_id)
    unit = replace(dossier.unit, language=language)
    survey = replace(dossier.survey, units=(unit,))
    view = LinkView(replace(dossier, survey=survey), world.task(case_id, TaskKind.TRIAGE), world.now)
    assert told in page_of(view).words


def test_nobody_concludes_while_the_question_to_a_colleague_waits(world: World, refusals: Refusals) -> None:
    case_id = world.begins_case()
    refusals.of_kind("task-statement", answers.PAUSED)
    world.triages(case_id, colleague_email=COLLEAGUE, colleague_question="Mitä tapahtui?")
    days_pass(world, case_id, 4)
    assert "task-conclude" not in {kind for kind, _ in kinds_and_readers()}


def test_f46_nobody_is_asked_whether_an_answer_helped_that_waits(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_waiting_reply(world, refusals)
    days_pass(world, case_id, 4)
    assert "delay" in to_customer()
    refusals.end()
    days_pass(world, case_id, 1)
    assert to_customer().count("reply") == 1
    days_pass(world, case_id, 5)
    assert "follow-up" not in to_customer()
    days_pass(world, case_id, 2)
    assert "follow-up" in to_customer()


def test_f46_after_five_days_a_person_is_called_and_the_case_knows_but_nobody_is_mailed(
    world: World, refusals: Refusals
) -> None:
    case_id = comes_to_a_waiting_reply(world, refusals)
    days_pass(world, case_id, 6)
    assert "needs_a_person" in states()
    assert "bounced" not in {kind for kind, _ in kinds_and_readers()}
    assert world.record(case_id).case.held_up is not None
    assert world.record(case_id).waiting == ()
    assert "Vastauksemme asiakkaalle odotti viisi päivää eikä lähtenyt" in page_of_the_case(world, case_id).words
    refusals.end()
    sweep(world.now, everything=True)
    assert to_customer().count("reply") == 1


def test_a_request_that_waits_costs_the_customer_no_time(world: World, refusals: Refusals) -> None:
    case_id = world.begins_case()
    refusals.of_kind("request", answers.PAUSED)
    world.triages(case_id, ask_customer="Missä lommo on?")
    days_pass(world, case_id, 4)
    (asked,) = world.record(case_id).of_kind(TaskKind.TELL_MORE)
    assert asked.open
    refusals.end()
    days_pass(world, case_id, 1)
    sent_at = world.now
    assert to_customer()[-1] == "request-tell_more"
    (asked,) = world.record(case_id).of_kind(TaskKind.TELL_MORE)
    assert asked.lapses_at > sent_at + 2 * DAY


def test_a_task_that_its_owner_never_heard_of_does_not_pass_on(world: World, refusals: Refusals) -> None:
    refusals.of_kind("task-triage", answers.PAUSED)
    case_id = world.begins_case()
    days_pass(world, case_id, 4)
    triage = world.task(case_id, TaskKind.TRIAGE)
    assert (triage.assignee.email, triage.reminders) == (OWNER, ())


def test_a_waiting_acknowledgement_lets_the_case_go_on(world: World, refusals: Refusals) -> None:
    refusals.of_kind("acknowledgement", answers.UNVERIFIED)
    case_id = world.begins_case()
    assert world.carries(case_id) is Stage.TRIAGE
    page = world.sees(last("task-triage").link)
    assert "Kiitoksemme asiakkaalle odottaa yhä lähtöään." in page.words
    assert "ei ole vielä vahvistanut lähettäjämme osoitetta" in page.words


def test_everybody_is_asked_although_no_mail_leaves(world: World, refusals: Refusals) -> None:
    case_id = world.begins_case()
    refusals.of_kind("", answers.PAUSED)
    asked = {"ask_customer": "Missä lommo on?", "colleague_email": COLLEAGUE, "colleague_question": "Mitä tapahtui?"}
    world.triages(case_id, **asked)
    waiting = {row["kind"] for row in rows("mails") if row["state"] == "released"}
    assert {"request-tell_more", "task-statement"} <= waiting


def test_g4_f26_a_late_word_of_ses_ends_the_wait_of_a_mail_that_had_left(world: World, refusals: Refusals) -> None:
    case_id = comes_to_a_waiting_reply(world, refusals, answers.HUNG_UP)
    refusals.of_kind("reply", answers.PAUSED)
    world.passes(QUARTER)
    world.is_swept(case_id)
    (waiting,) = world.record(case_id).waiting
    note(waiting.mail_id, "Send", world.now)
    refusals.end()
    world.is_swept(case_id)
    assert world.record(case_id).waiting == ()
    assert world.record(case_id).case.follow_up_at == world.now + 7 * DAY
    assert "reply" not in to_customer()
    assert MailItem.get(waiting.mail_id).attention is None


def test_the_reason_is_in_the_ledger_while_a_mail_waits_and_gone_once_it_is_sent(
    world: World, refusals: Refusals
) -> None:
    refusals.of_kind("acknowledgement", answers.UNVERIFIED)
    case_id = world.begins_case()
    key = f"{case_id}-1-acknowledgement-0"
    assert (MailItem.get(key).reason, MailItem.get(key).waits_since) == ("not-verified", world.now)
    refusals.end()
    days_pass(world, case_id, 1)
    assert (MailItem.get(key).reason, MailItem.get(key).state) == (None, "sent")


def test_f47_each_mail_has_a_connection_of_its_own(world: World, post_office: PostOffice) -> None:
    post_office.keeps_connections()
    for _ in range(2):
        world.begins_case()
    assert len(post_office.posted) == 6
    assert states() == {"sent"}
