"""A conclusion is shared privately: one mail to each person, who confirms having read it; nobody sees too much."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.payloads.finding_out import Conclusion
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks.confirm_read import share_name
from kuultu.services import sweep
from kuultu.services.cases.workflow_steps import take_step
from tests.integration.mailbox import Received, kinds_and_readers, last, mailbox
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, DAY, OWNER, World, flaws, page_of

PEKKA, LIISA, BOSS = "pekka.puro@example.com", "liisa.lahti@example.com", "manager.turku@example.com"
SAID = {PEKKA: "Teippi loppui kesken.", LIISA: "Pekka pakkasi sen kiireessä."}
CONCLUSION = {"facts": "Laatikko putosi.", "root_cause": "delivery"}


@pytest.fixture
def heard(world: World) -> str:
    """A case in which two colleagues were heard, and the owner is asked to conclude."""
    case_id = world.begins_case()
    world.triages(case_id, colleague_email=list(SAID))
    for mail in mailbox():
        if mail.kind == "task-statement":
            world.clicks(mail.link, "answer", statement=SAID[mail.to])
    world.reflects(case_id)
    return case_id


def shares() -> list[Received]:
    """The mails that share the conclusion."""
    return [mail for mail in mailbox() if mail.kind == "share"]


def shared_with(reader: str) -> Received:
    return next(mail for mail in shares() if mail.to == reader)


def test_everybody_named_gets_one_mail_of_their_own_that_names_nobody_else(world: World, heard: str) -> None:
    world.concludes(heard, share_with=f"{PEKKA}\n\n  {LIISA}\n{BOSS}\n{PEKKA.upper()}")
    assert sorted(mail.to.lower() for mail in shares()) == [LIISA, BOSS, PEKKA]
    assert len({mail.link for mail in shares()}) == 3
    for mail in shares():
        others = {PEKKA, LIISA, BOSS} - {mail.to.lower()}
        assert not [other for other in others if other in mail.html]


def test_whoever_is_known_is_called_by_their_name(world: World, heard: str) -> None:
    world.concludes(heard, share_with=BOSS)
    assert "Henna" in shared_with(BOSS).words
    assert world.task(heard, TaskKind.CONFIRM_READ, share_name(BOSS)).assignee.name == "Henna Laaksonen"


@pytest.mark.parametrize("shared", [PEKKA, f"{PEKKA}\n{LIISA}\n{BOSS}"])
def test_however_many_it_is_shared_with_the_case_is_not_read_more_often(
    world: World, wire: Wire, heard: str, shared: str
) -> None:
    world.clicks(last("task-conclude").link, "ours", **CONCLUSION, share_with=shared)
    wire.queries.clear()
    take_step("share", heard, None, world.now)
    assert wire.case_queries == 1


def test_a_share_mail_holds_nothing_of_the_case_itself(world: World, heard: str) -> None:
    world.concludes(heard, share_with=PEKKA)
    words = shared_with(PEKKA).words + shared_with(PEKKA).subject
    assert not [said for said in ("Laatikko putosi", "Paketti oli rikki", "Aino", *SAID.values()) if said in words]
    assert len(shared_with(PEKKA).links) == 1


@pytest.mark.parametrize(
    ("reader", "seen"),
    [(PEKKA, [SAID[PEKKA]]), (LIISA, [SAID[LIISA]]), (BOSS, list(SAID.values())), ("ulla.uusi@example.com", [])],
)
def test_a_statement_is_shown_to_its_author_and_to_managers_only(
    world: World, heard: str, reader: str, seen: list[str]
) -> None:
    world.concludes(heard, share_with=reader)
    words = world.sees(last("share").link).words
    assert "Laatikko putosi." in words
    assert [said for said in SAID.values() if said in words] == seen


def test_nobody_with_whom_it_is_shared_sees_who_the_customer_is(world: World, heard: str) -> None:
    world.concludes(heard, share_with=f"{PEKKA}\n{BOSS}")
    for mail in shares():
        assert not [told for told in ("Aino", CUSTOMER, "order-1001") if told in world.sees(mail.link).words]


def test_having_read_it_is_recorded_with_the_comment_and_the_time(world: World, heard: str) -> None:
    world.concludes(heard, share_with=PEKKA)
    world.passes(DAY / 24)
    world.clicks(shared_with(PEKKA).link, "read", comment="Otetaan opiksi.")
    decision = world.decision(heard, TaskKind.CONFIRM_READ, share_name(PEKKA))
    assert (decision.choice, decision.by, decision.at) == ("read", PEKKA, world.now)
    assert decision.payload.written() == {"comment": "Otetaan opiksi."}


def test_it_can_be_confirmed_after_the_case_is_closed_too(world: World, heard: str) -> None:
    world.concludes(heard, share_with=PEKKA)
    world.replies(heard)
    world.waits_a_week(heard)
    assert world.does(heard, "follow-up", "solved") is Stage.CLOSED
    assert world.clicks(shared_with(PEKKA).link, "read") is None
    assert world.decision(heard, TaskKind.CONFIRM_READ, share_name(PEKKA)).at == world.now


def test_the_case_does_not_wait_for_anybody_to_read_it(world: World, heard: str) -> None:
    world.concludes(heard, share_with=PEKKA)
    assert kinds_and_readers()[-2:] == [("share", PEKKA), ("task-propose_remedy", OWNER)]


def test_whoever_has_not_read_it_is_reminded_once_and_then_left_in_peace(world: World, heard: str) -> None:
    world.concludes(heard, share_with=PEKKA)
    for _ in range(9):
        world.passes(DAY)
        sweep.sweep(world.now)
    assert [kind for kind, reader in kinds_and_readers() if reader == PEKKA][1:] == ["share", "reminder-confirm_read"]
    assert world.task(heard, TaskKind.CONFIRM_READ, share_name(PEKKA)).lapsed_at


@pytest.fixture
def unread(world: World, heard: str) -> str:
    """A case whose conclusion nobody has read in time."""
    world.concludes(heard, share_with=f"{PEKKA}\n{BOSS}")
    world.replies(heard)
    for _ in range(9):
        world.passes(DAY)
        sweep.sweep(world.now)
    return heard


def test_the_owner_hears_once_who_has_not_read_it_and_the_manager_sees_it_on_the_page(
    world: World, unread: str
) -> None:
    told = [mail for mail in mailbox() if "Kaikki eivät ole lukeneet" in mail.subject]
    assert [mail.to for mail in told] == [OWNER]
    assert "– Pekka Puro" in told[0].words
    assert "– Henna Laaksonen" in told[0].words
    page = next(mail for mail in mailbox() if mail.kind == "task-end_reflection").links[-1]
    assert "Henna Laaksonen: ei ole kuitannut ajoissa" in world.sees(page).words


def test_what_nobody_read_in_time_can_still_be_read_while_the_case_is_open(world: World, unread: str) -> None:
    assert "Laatikko putosi." in world.sees(shared_with(BOSS).link).words
    assert world.clicks(shared_with(BOSS).link, "read") is None
    world.carries(unread)
    assert world.does(unread, "follow-up", "solved") is Stage.CLOSED
    assert world.sees(shared_with(PEKKA).link).forms == []


@pytest.mark.parametrize(("reader", "shown"), [(BOSS, True), ("ulla.uusi@example.com", False)])
def test_people_of_the_directory_read_the_customers_own_words_and_strangers_do_not(
    world: World, heard: str, reader: str, *, shown: bool
) -> None:
    world.concludes(heard, share_with=reader)
    assert ("Paketti oli rikki." in world.sees(shared_with(reader).link).words) is shown


def test_a_step_that_is_taken_again_shares_nothing_twice(world: World, heard: str) -> None:
    world.concludes(heard, share_with=f"{PEKKA}\n{BOSS}")
    for _ in range(2):
        take_step("share", heard, None, world.now)
    assert len(shares()) == 2


@pytest.mark.parametrize("shared", ["asiakaspalvelu@example.com", "info@example.com", "tiimi.helsinki@example.com"])
def test_a_mailbox_that_looks_shared_is_refused_until_the_owner_insists(world: World, heard: str, shared: str) -> None:
    link, conclusion = last("task-conclude").link, CONCLUSION | {"share_with": f"{PEKKA}\n{shared}"}
    assert flaws(world.clicks(link, "ours", **conclusion)) == [("share_with", "group-address")]
    assert world.record(heard).decision(Conclusion) is None
    assert world.clicks(link, "ours", **conclusion, despite_warnings="yes") is None
    world.carries(heard)
    assert sorted(mail.to for mail in shares()) == sorted([PEKKA, shared])


@pytest.mark.parametrize(
    ("addresses", "code"),
    [
        (CUSTOMER, "is-customer"),
        (CUSTOMER.upper(), "is-customer"),
        (f"{PEKKA}\npekka", "invalid-email"),
        (f"{PEKKA}, {LIISA}", "invalid-email"),
        ("\n".join(f"person.{number}@example.com" for number in range(21)), "too-many"),
    ],
)
def test_with_whom_it_cannot_be_shared_is_said_and_nothing_recorded(
    world: World, heard: str, addresses: str, code: str
) -> None:
    view = world.clicks(last("task-conclude").link, "ours", **CONCLUSION, share_with=addresses)
    assert flaws(view) == [("share_with", code)]
    assert shares() == []


def test_a_stranger_is_shown_back_on_the_page_and_gets_the_conclusion_once_the_owner_says_so(
    world: World, heard: str
) -> None:
    link, shared = last("task-conclude").link, f"deputy.turku@example.com\n{LIISA}"
    view = world.clicks(link, "ours", **CONCLUSION, share_with=shared, despite_unknown="")
    assert flaws(view) == [("share_with", "not-known")]
    assert view
    page = page_of(view)
    assert f"Osoitetta {LIISA} ei ole henkilöluettelossamme." in page.words
    assert "despite_unknown" in page.fields
    world.does(heard, "task-conclude", "ours", **CONCLUSION, share_with=shared, despite_unknown="yes")
    assert sorted(mail.to for mail in shares()) == sorted(shared.splitlines())
