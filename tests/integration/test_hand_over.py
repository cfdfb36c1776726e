"""One owner at a time: a hand-over takes every link from the old one, and brings the new one every open task."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.news_effects import TellHandOver
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.dossiers import dossier_of
from kuultu.services.surveys import publication
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.world import CUSTOMER, MANAGER, OWNER, World, flaws, page_of
from tests.unit.helpers.builders import document

PEKKA = "pekka.puro@example.com"
TO_PEKKA = {"owner_email": PEKKA}


@pytest.fixture
def busy(world: World) -> str:
    """A case whose owner has two things to do: to conclude, and to inspect what the customer sent back."""
    case_id = world.comes_to_conclude()
    world.clicks(last("task-conclude").links[-1], "ask", return_product="yes")
    world.does(case_id, "request-return_product", "sent")
    return case_id


def owners_links() -> list[str]:
    """Every link that the first owner has had."""
    return [link for mail in mailbox() if mail.to == OWNER for link in mail.links]


def hands_over(world: World, case_id: str) -> None:
    """The owner gives the case to Pekka, from its page."""
    assert world.clicks(last("task-conclude").links[-1], "hand_over", **TO_PEKKA) is None
    world.carries(case_id)


def test_the_new_owner_is_mailed_every_open_task_and_can_do_it(world: World, busy: str) -> None:
    before = len(mailbox())
    hands_over(world, busy)
    brought = sorted(one for one in kinds_and_readers()[before:] if one[0] != "yours")
    assert brought == [("task-conclude", PEKKA), ("task-inspect", PEKKA)]
    world.does(busy, "task-inspect", "no_fault")
    world.concludes(busy)
    assert world.carries(busy) is Stage.PROPOSE
    assert last("task-propose_remedy").to == PEKKA


def test_every_undone_link_of_the_old_owner_says_who_has_the_case(world: World, busy: str) -> None:
    links = owners_links()
    hands_over(world, busy)
    seen = [world.sees(link) for link in links]
    pages = [page for page in seen if 'data-kind="absence"' not in page.html]
    gone = [page for page in pages if not page.forms and "Pekka Puro" in page.words]
    assert [page.forms for page in pages] == [[]] * len(pages)
    assert len(gone) == len(pages) - 1  # all but the triage, which was done and shows what was decided


def test_an_old_link_says_so_also_once_the_new_owner_has_decided(world: World, busy: str) -> None:
    old = last("task-conclude").link
    hands_over(world, busy)
    world.concludes(busy)
    words = world.sees(old).words
    assert "Pekka Puro" in words
    assert "Laatikko putosi." not in words


def test_the_old_owner_cannot_act_on_the_case_any_more(world: World, busy: str) -> None:
    link = last("task-conclude").links[-1]
    hands_over(world, busy)
    view = world.clicks(link, "hand_over", owner_email=OWNER)
    assert view
    assert view.problem
    assert (view.problem.status, view.problem.code) == (410, "handed-over")
    assert world.record(busy).case.owner.email == PEKKA


def test_an_old_owners_page_shows_nothing_of_the_customer(world: World, busy: str) -> None:
    link = last("task-conclude").links[-1]
    hands_over(world, busy)
    words = world.sees(link).words
    assert not [told for told in ("Aino", CUSTOMER, "Paketti oli rikki", "order-1001") if told in words]


def test_it_stays_on_the_case_who_handed_it_to_whom(world: World, busy: str) -> None:
    hands_over(world, busy)
    (event,) = [event for event in world.record(busy).case.events if isinstance(event, HandedOver)]
    assert event == HandedOver(
        world.now, "Pekka Puro", OWNER, HandOverReason.BY_HAND, former=OWNER, former_name="Mari Lindholm"
    )
    assert "Pekka Puro" in world.sees(last("task-conclude").links[-1]).words


def test_the_manager_keeps_the_page_of_the_case(world: World, busy: str) -> None:
    link = last("task-end_reflection").links[-1]
    hands_over(world, busy)
    assert "Pekka Puro" in world.sees(link).words
    assert world.clicks(link, "hand_over", owner_email=OWNER) is None
    assert world.record(busy).case.owner.email == OWNER


def test_a_case_that_comes_back_works_through_the_links_of_its_first_owner_again(world: World, busy: str) -> None:
    first = last("task-conclude").link
    hands_over(world, busy)
    world.clicks(last("task-end_reflection").links[-1], "hand_over", owner_email=OWNER)
    assert world.sees(first).forms != []
    assert kinds_and_readers()[-1][1] == OWNER


def test_a_hand_over_to_oneself_changes_nothing(world: World, busy: str) -> None:
    before = (world.record(busy), kinds_and_readers())
    world.clicks(last("task-conclude").links[-1], "hand_over", owner_email=OWNER)
    assert (world.record(busy), kinds_and_readers()) == before


def test_a_manager_is_known_by_name_when_the_case_is_handed_to_them(world: World, busy: str) -> None:
    world.clicks(last("task-conclude").links[-1], "hand_over", owner_email=MANAGER)
    assert world.record(busy).case.owner.name == "Outi Rantanen"


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "required"),
        ("pekka", "invalid-email"),
        ("a@b\nc@d", "invalid-email"),
        (CUSTOMER, "is-customer"),
        ("asiakaspalvelu@example.com", "group-address"),
        ("stranger@example.com", "not-in-directory"),
    ],
)
def test_a_case_is_handed_to_a_mail_address_only(world: World, busy: str, email: str, code: str) -> None:
    view = world.clicks(last("task-conclude").links[-1], "hand_over", owner_email=email)
    assert flaws(view) == [("owner_email", code)]
    assert world.record(busy).case.owner.email == OWNER


def test_an_approval_stays_with_the_approver_when_the_case_changes_hands(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="refund", amount="500")
    world.clicks(last("task-propose_remedy").links[-1], "hand_over", **TO_PEKKA)
    assert world.task(case_id, TaskKind.APPROVE_REMEDY).assignee.email == MANAGER
    assert world.does(case_id, "task-approve_remedy", "approve") is Stage.REPLY
    assert last("task-reply").to == PEKKA


def test_a_hand_over_in_triage_takes_the_page_of_the_case_away_too(world: World) -> None:
    case_id = world.begins_case()
    page = last("task-triage").links[-1]
    world.triages(case_id, **TO_PEKKA)
    assert world.sees(page).forms == []
    world.reflects(case_id)
    assert world.sees(last("task-conclude").links[-1]).forms != []


def test_a_case_that_must_go_to_a_shared_mailbox_goes_there_when_somebody_insists(world: World, busy: str) -> None:
    link, shared = last("task-conclude").links[-1], {"owner_email": "asiakaspalvelu@example.com"}
    view = world.clicks(link, "hand_over", **shared)
    assert view
    assert "despite_warnings" in page_of(view).fields
    assert world.clicks(link, "hand_over", **shared, despite_warnings="yes") is None
    assert world.record(busy).case.owner.email == "asiakaspalvelu@example.com"


@pytest.mark.parametrize("choice", ["in triage", "on the page"])
def test_whoever_gets_a_case_hears_at_once_and_the_former_owner_and_the_manager_too(world: World, choice: str) -> None:
    case_id = world.begins_case()
    link = last("task-triage").links[-1]
    before = len(mailbox())
    if choice == "in triage":
        world.triages(case_id, **TO_PEKKA)
    else:
        world.triages(case_id)
        world.clicks(link, "hand_over", **TO_PEKKA, reason="Lähden lomalle.")
    assert kinds_and_readers()[before:] == [("yours", PEKKA), ("yours", OWNER), ("yours", MANAGER)]


def test_the_mail_to_the_new_owner_says_by_whom_why_and_by_when_and_leads_to_the_case(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id)
    world.clicks(last("task-triage").links[-1], "hand_over", **TO_PEKKA, reason="Lähden lomalle.")
    theirs = next(mail for mail in mailbox() if mail.kind == "yours")
    wanted = ["Mari Lindholm siirsi", "Lähden lomalle.", "odottaa vastaustamme", "Paketti oli rikki."]
    assert [said for said in wanted if said in theirs.words] == wanted
    assert world.sees(theirs.link).forms != []
    assert "Lähden lomalle." in world.sees(theirs.link).words


def test_a_new_owner_can_hand_the_case_back_from_that_mail(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, **TO_PEKKA)
    theirs = next(mail for mail in mailbox() if mail.kind == "yours")
    assert world.clicks(theirs.link, "hand_over", owner_email=OWNER) is None
    assert world.record(case_id).case.owner.email == OWNER


def test_the_former_owner_sees_nothing_more_of_the_case_by_that_mail(world: World) -> None:
    world.triages(world.begins_case(), **TO_PEKKA)
    theirs = next(mail for mail in mailbox() if mail.kind == "yours" and mail.to == OWNER)
    assert theirs.links == []
    assert "Paketti oli rikki." not in theirs.words


def test_a_hand_over_that_is_repeated_is_told_once(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, **TO_PEKKA)
    told = kinds_and_readers()
    carry_out([TellHandOver()], dossier_of(case_id), world.now)
    assert kinds_and_readers() == told


def test_the_people_of_the_directory_are_offered_by_name_with_the_languages_in_which_they_answer(world: World) -> None:
    case_id = world.begins_case()
    page = world.sees(last("task-triage").link)
    assert "Tuva Ekström – ruotsi, suomi" in page.words
    assert "Mari Lindholm –" not in page.words  # it is her page
    world.triages(case_id, owner_email="deputy.turku@example.com")
    assert world.record(case_id).case.owner.name == "Tuva Ekström"


def test_colleagues_and_recipients_are_offered_by_name_too(world: World) -> None:
    case_id = world.begins_case()
    assert (
        '<option value="deputy.turku@example.com">'
        in world.sees(last("task-triage").link).html.partition("datalist")[2]
    )
    world.triages(case_id)
    world.reflects(case_id)
    link = last("task-conclude").link
    shared = f"deputy.turku@example.com\n{CUSTOMER}"
    view = world.clicks(link, "ours", facts="f", root_cause="other", share_with=shared)
    assert view
    page = page_of(view)
    assert ("share_with", "deputy.turku@example.com") in page.checked
    assert page.fields["share_with"] == CUSTOMER


def test_a_survey_that_holds_its_units_itself_gives_cases_to_their_people_only(world: World) -> None:
    publication.publish(document() | {"id": "own"})
    case_id = world.begins_case("own")
    view = world.clicks(last("task-triage").link, "handle", owner_email="deputy.turku@example.com")
    assert flaws(view) == [("owner_email", "not-in-directory")]
    world.triages(case_id, owner_email="owner.turku@example.com")
    assert world.record(case_id).case.owner.name == "Jari Salonen"


NEW_OWNER = "Olen Pekka Puro ja hoidan nyt asiaasi."


def test_the_next_mail_to_the_customer_names_the_new_owner_and_later_ones_do_not_repeat_it(world: World) -> None:
    case_id = world.begins_case()
    assert "hoidan nyt asiaasi" not in last("acknowledgement").words
    world.triages(case_id, **TO_PEKKA, ask_customer="Missä lommo on?")
    assert NEW_OWNER in last("request-tell_more").words
    world.clicks(last("request-tell_more").link, "decline")
    world.reflects(case_id)
    world.concludes(case_id)
    world.replies(case_id)
    assert NEW_OWNER not in last("reply").words


def test_a_reply_names_the_new_owner_if_no_mail_did_before(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, **TO_PEKKA)
    world.reflects(case_id)
    world.concludes(case_id)
    world.replies(case_id)
    assert NEW_OWNER in last("reply").words
