"""Who is away gets nothing to do: somebody stands in, by the directory or as they say themselves."""

from datetime import date, timedelta

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.surveys.absence import Absence
from kuultu.services import sweep
from kuultu.services.dossiers import dossier_of
from kuultu.services.surveys import directory_publication, publication
from kuultu.store import absences
from tests.integration.mailbox import Received, kinds_and_readers, last, mailbox
from tests.integration.world import DAY, MANAGER, OWNER, World, flaws, page_of
from tests.unit.helpers.builders import document, people

PIRJO, JARI, HENNA, KAARINA = (
    f"{name}@example.com" for name in ("deputy.helsinki", "owner.turku", "manager.turku", "director")
)
HOUR = timedelta(hours=1)


def goes_away(world: World, *people: str, days: int = 9, ahead: int = 0, deputy: str = "") -> None:
    """These people (ids) are away from today, or some days ahead, for so many days."""
    first = world.now.date() + ahead * DAY
    for person in people:
        absence = Absence(person, first, first + (days - 1) * DAY, deputy)
        absences.change_absences(person, lambda known, new=absence: [*known, new], world.now)


def link_of(mail: Received) -> str:
    """The link to their absences in a mail to somebody; it stands before that of the case."""
    return mail.links[-2]


def since(before: int) -> list[tuple[str, str]]:
    """Kinds and readers of the mails since then."""
    return kinds_and_readers()[before:]


def is_swept_in(world: World, case_id: str, time: timedelta) -> None:
    """Time passes, then the sweep runs."""
    world.passes(time)
    world.is_swept(case_id)


def test_a_new_case_goes_to_whoever_stands_in_who_also_signs(world: World) -> None:
    goes_away(world, "mari")
    case_id = world.begins_case()
    assert world.record(case_id).case.owner.email == last("task-triage").to == PIRJO
    assert "Pirjo" in last("acknowledgement").words
    assert "Mari" not in last("acknowledgement").words
    assert "Mari Lindholm on poissa 1.12. asti" in last("task-triage").words


def test_the_manager_of_a_new_case_is_whoever_stands_in_for_the_manager(world: World) -> None:
    goes_away(world, "outi")
    case_id = world.begins_case()
    assert world.record(case_id).case.manager.email == last("task-end_reflection").to == HENNA


def test_open_cases_are_handed_over_at_the_beginning_of_an_absence(world: World) -> None:
    case_id = world.begins_case()
    goes_away(world, "mari", ahead=1)
    is_swept_in(world, case_id, 2 * HOUR)
    assert world.record(case_id).case.owner.email == OWNER
    before, link = len(mailbox()), last("task-triage").link
    is_swept_in(world, case_id, DAY - 8 * HOUR)
    case = world.record(case_id).case
    assert (case.owner.email, world.task(case_id, TaskKind.TRIAGE).assignee.email) == (PIRJO, PIRJO)
    assert sorted(since(before)) == [("task-triage", PIRJO), ("yours", PIRJO), ("yours", MANAGER)]
    assert "Pirjo Niemi" in world.sees(link).words
    assert world.sees(link).forms == []


def test_whoever_stands_in_hears_why_and_until_when(world: World) -> None:
    case_id = world.begins_case()
    goes_away(world, "mari")
    is_swept_in(world, case_id, 2 * HOUR)
    theirs = next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == PIRJO)
    assert "Mari Lindholm on poissa 1.12. asti, ja sinä sijaistat." in theirs.words
    page = world.sees(theirs.link)
    assert page.forms != []
    assert "Mari Lindholm on poissa, ja asian otti hoitaakseen Pirjo Niemi." in page.words


def test_whoever_stands_in_has_the_whole_time_of_a_task(world: World) -> None:
    case_id = world.begins_case()
    is_swept_in(world, case_id, DAY)
    goes_away(world, "mari")
    is_swept_in(world, case_id, 2 * HOUR)
    task = world.task(case_id, TaskKind.TRIAGE)
    assert (task.reminders, task.due_at > world.now, task.escalated) == ((), True, False)


def test_many_cases_come_to_whoever_stands_in_and_to_the_manager_in_one_mail_each(world: World) -> None:
    for number in range(3):
        world.begins_case(contact={"name": "Aino", "email": f"aino.{number}@example.com", "consent": True})
    before = len(mailbox())
    goes_away(world, "mari")
    world.passes(2 * HOUR)
    sweep.sweep(world.now)
    told = [one for one in since(before) if one[0] != "task-triage"]
    assert sorted(told) == [("digest", PIRJO), ("digest", MANAGER)]
    digest = next(mail for mail in mailbox() if mail.kind == "digest" and mail.to == PIRJO)
    assert digest.subject == "3 asiaa siirtyi sinulle"
    assert [world.sees(link).forms != [] for link in digest.links[:3]] == [True] * 3


def test_the_customer_hears_who_has_the_case_now(world: World) -> None:
    case_id = world.comes_to_conclude()
    goes_away(world, "mari")
    is_swept_in(world, case_id, 2 * HOUR)
    world.concludes(case_id)
    world.replies(case_id)
    assert "Olen Pirjo Niemi ja hoidan nyt asiaasi." in last("reply").words


def test_coming_back_takes_no_case_back(world: World) -> None:
    case_id = world.begins_case()
    goes_away(world, "mari", days=1)
    is_swept_in(world, case_id, 2 * HOUR)
    is_swept_in(world, case_id, DAY)
    assert world.record(case_id).case.owner.email == PIRJO
    page = next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == PIRJO).link
    assert world.clicks(page, "hand_over", owner_email=OWNER) is None
    assert world.record(case_id).case.owner.email == OWNER


def test_the_role_of_manager_goes_to_whoever_stands_in_and_comes_back(world: World) -> None:
    case_id = world.begins_case()
    goes_away(world, "outi", days=2)
    before = len(mailbox())
    is_swept_in(world, case_id, 2 * HOUR)
    assert world.record(case_id).case.manager.email == HENNA
    assert world.task(case_id, TaskKind.END_REFLECTION).assignee.email == HENNA
    assert since(before) == [("yours", HENNA)]
    assert "Outi Rantanen on poissa 24.11. asti" in last("yours").words
    assert "end_reflection" in world.sees(last("yours").link).html
    is_swept_in(world, case_id, 2 * DAY)
    assert world.record(case_id).case.manager.email == MANAGER
    assert ("yours", MANAGER) not in since(before)


@pytest.mark.parametrize(
    ("away", "there"),
    [(["jari"], "deputy.turku@example.com"), (["jari", "tuva"], HENNA), (["jari", "tuva", "henna"], MANAGER)],
)
def test_a_hand_over_to_somebody_who_is_away_goes_on_to_whoever_stands_in(
    world: World, away: list[str], there: str
) -> None:
    goes_away(world, *away)
    case_id = world.begins_case()
    world.triages(case_id, owner_email=JARI)
    assert world.record(case_id).case.owner.email == there
    assert "Jari Salonen on poissa 1.12. asti" in last("yours").words + mailbox()[-3].words


def test_a_hand_over_that_would_come_back_is_said_to_be_one(world: World) -> None:
    goes_away(world, "jari", deputy="mari")
    world.begins_case()
    view = world.clicks(last("task-triage").links[-1], "hand_over", owner_email=JARI)
    assert flaws(view) == [("owner_email", "is-away")]


def test_an_approver_who_is_away_is_replaced_by_somebody_else_than_the_proposer(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="refund", amount="500")
    assert last("task-approve_remedy").to == MANAGER
    goes_away(world, "outi", deputy="mari")
    is_swept_in(world, case_id, 2 * HOUR)
    assert last("task-approve_remedy").to == HENNA  # manager of another unit; Mari stands in and proposed
    assert world.does(case_id, "task-approve_remedy", "approve") is Stage.REPLY


def test_nobody_is_reminded_while_away_if_nobody_stands_in(world: World) -> None:
    case_id = world.begins_case(contact=None)
    goes_away(world, *(one["id"] for one in people()["people"]), days=5)
    before = len(mailbox())
    for _ in range(9):
        is_swept_in(world, case_id, DAY / 2)
    assert since(before) == []
    assert world.record(case_id).case.owner.email == OWNER
    for _ in range(6):
        is_swept_in(world, case_id, DAY / 2)
    assert since(before) != []


def test_a_colleague_who_is_away_is_not_reminded_and_holds_nothing_up(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, colleague_email=PIRJO, colleague_question="Miltä laatikko näytti?")
    goes_away(world, "pirjo", days=30)
    for _ in range(6):
        is_swept_in(world, case_id, DAY)
    assert [kind for kind, reader in kinds_and_readers() if reader == PIRJO] == ["task-statement"]
    assert last("task-conclude").to == OWNER


def test_a_survey_with_units_of_its_own_asks_nobody_about_absences(world: World) -> None:
    publication.publish(document() | {"id": "own"})
    goes_away(world, "mari")
    case_id = world.begins_case("own")
    assert world.record(case_id).case.owner.email == last("task-triage").to == OWNER
    assert len(last("task-triage").links) == 2


def test_publishing_the_people_loses_no_absence(world: World) -> None:
    case_id = world.begins_case()
    goes_away(world, "mari")
    directory_publication.publish_directory(people() | {"contact": "outi"})
    assert [one.person for one in dossier_of(case_id).survey.directory.absences] == ["mari"]


@pytest.fixture
def mine(world: World) -> str:
    """Mari's link to her absences, out of a mail about a task of hers."""
    world.begins_case()
    return link_of(last("task-triage"))


def says(world: World, link: str, choice: str = "away", **fields: str) -> list[tuple[str, str]]:
    """Say something on the page; the flaws."""
    named = {name.rstrip("_"): text for name, text in fields.items()}
    view = world.clicks(link, choice, **named)
    return flaws(view) if view else []


def test_somebody_says_by_a_link_when_they_are_away_and_who_stands_in(world: World, mine: str) -> None:
    page = world.sees(mine)
    assert page.forms == [{"method": "post", "data-kind": "absence"}]
    assert (page.checked, {"from", "until", "deputy_email"} <= page.fields.keys()) == ([], True)
    assert says(world, mine, from_="2026-12-01", until="2026-12-04", deputy_email=JARI) == []
    assert absences.all_absences() == [Absence("mari", date(2026, 12, 1), date(2026, 12, 4), "jari")]
    said = " ".join(world.sees(mine).words.split())
    assert "Mari Lindholm: poissa 1.12.–4.12. Sijaisena Jari Salonen." in said


def test_whoever_comes_back_earlier_says_so_by_the_same_link(world: World, mine: str) -> None:
    assert says(world, mine, from_="2026-11-23", until="2026-12-04") == []
    assert says(world, mine, from_="2027-07-01", until="2027-07-31") == []
    assert says(world, mine, "back") == []
    assert [one.first for one in absences.all_absences()] == [date(2027, 7, 1)]


@pytest.mark.parametrize(
    ("fields", "flaw"),
    [
        ({"from_": "2026-12-04", "until": "2026-12-01"}, ("until", "before-from")),
        ({"from_": "2026-11-01", "until": "2026-11-22"}, ("until", "over")),
        ({"from_": "2026-12-01", "until": "2027-12-01"}, ("until", "too-far")),
        ({"from_": "2020-12-01", "until": "2026-12-01"}, ("until", "too-far")),
        ({"from_": "1.12.2026", "until": "2026-12-04"}, ("from", "invalid-date")),
        ({"from_": "2026-02-30", "until": "2026-12-04"}, ("from", "invalid-date")),
        ({"from_": "2026-12-01"}, ("until", "required")),
        ({"from_": "2026-12-01", "until": "2026-12-04", "deputy_email": OWNER}, ("deputy_email", "is-absent")),
        (
            {"from_": "2026-12-01", "until": "2026-12-04", "deputy_email": "a@example.com"},
            ("deputy_email", "not-in-directory"),
        ),
        ({"from_": "2026-12-01", "until": "2026-12-04", "person_email": MANAGER}, ("person_email", "not-theirs")),
    ],
)
def test_days_and_people_that_cannot_be_are_told_and_nothing_is_recorded(
    world: World, mine: str, fields: dict[str, str], flaw: tuple[str, str]
) -> None:
    assert says(world, mine, **fields) == [flaw]
    assert absences.all_absences() == []


def test_a_form_that_comes_back_keeps_what_was_filled_in(world: World, mine: str) -> None:
    view = world.clicks(mine, "away", **{"from": "2026-12-04", "until": "2026-12-01", "deputy_email": JARI})
    assert view
    page = page_of(view)
    assert (page.fields["from"], ("option", JARI) in page.checked) == ("2026-12-04", True)
    assert "Viimeinen päivä on ennen ensimmäistä." in page.words


def test_a_manager_says_it_of_an_owner_and_the_owners_cases_go_to_whoever_stands_in(world: World) -> None:
    case_id = world.begins_case()
    link = link_of(last("task-end_reflection"))
    assert "Mari Lindholm" in world.sees(link).words
    assert says(world, link, person_email=OWNER, from_="2026-11-23", until="2026-11-27") == []
    is_swept_in(world, case_id, 2 * HOUR)
    assert world.record(case_id).case.owner.email == PIRJO
    assert says(world, link, person_email=JARI, from_="2026-11-23", until="2026-11-27") != []


def test_the_link_belongs_to_the_person_and_works_after_a_hand_over(world: World) -> None:
    case_id = world.begins_case()
    mine = link_of(last("task-triage"))
    world.triages(case_id, owner_email=JARI)
    world.passes(300 * DAY)
    assert world.sees(mine).forms != []


def test_whoever_has_left_the_directory_has_no_page_of_absences(world: World, mine: str) -> None:
    content = people()
    content["people"] = [one for one in content["people"] if one["id"] != "mari"]
    content["units"][0]["owner"] = "pirjo"
    directory_publication.publish_directory(content)
    with pytest.raises(Exception, match="There is nothing"):
        world.sees(mine)
