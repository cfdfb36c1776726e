"""The customer's page of a case: one for the whole case, linked in every mail to the customer."""

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.sweep import sweep
from tests.integration.mailbox import Received, kinds_and_readers, last, mailbox
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

PHONE = "040 123 4567"
MORE = "Kansi oli myös rikki."
COLLEAGUE = {"colleague_email": "pekka.puro@example.com", "colleague_question": "Mitä näit?"}


def customers_mails() -> list[Received]:
    return [mail for mail in mailbox() if mail.to == CUSTOMER]


def page_of_mail(kind: str = "acknowledgement") -> str:
    """The link to the customer's page in the newest mail of a kind."""
    return last(kind).links[-1]


def test_every_mail_to_the_customer_ends_with_a_link_to_the_page(world: World) -> None:
    case_id = world.comes_to_follow_up()
    assert world.record(case_id).case.replies_sent
    assert {mail.kind for mail in customers_mails()} == {"acknowledgement", "reply", "follow-up"}
    for mail in customers_mails():
        assert world.sees(mail.links[-1]).forms == [{"method": "post", "data-kind": "my_case"}]
    assert world.sees(last("follow-up").link).forms == [{"method": "post", "data-kind": "follow_up"}]


def test_nothing_is_preselected_and_the_fields_are_those_of_the_contract(world: World) -> None:
    world.begins_case()
    page = world.sees(page_of_mail())
    assert page.checked == []
    assert [value for name, value in page.radios if name == "choice"] == ["add", "call_me", "solved"]
    assert set(page.fields) == {"text", "phone", "when"}


def test_what_a_customer_adds_reaches_the_owner_as_news_and_stands_on_the_case(world: World) -> None:
    case_id = world.begins_case()
    assert world.clicks(page_of_mail(), "add", text=MORE) is None
    news = last("news")
    assert news.to == OWNER
    assert MORE in news.words
    assert MORE not in news.subject
    assert MORE in world.sees(news.link).words
    assert MORE in world.sees(page_of_mail()).words
    assert world.carries(case_id) is Stage.TRIAGE


def test_a_second_click_adds_nothing_and_another_text_is_news_again(world: World) -> None:
    world.begins_case()
    link = page_of_mail()
    for text in (MORE, MORE, "Ja vielä tämä."):
        world.clicks(link, "add", text=text)
    assert kinds_and_readers().count(("news", OWNER)) == 2


def test_a_customer_who_asks_for_a_call_is_heard_at_once_also_in_the_night(world: World) -> None:
    world.begins_case()
    world.passes(DAY / 2)
    world.clicks(page_of_mail(), "call_me", phone=PHONE, text="Illalla, kiitos.")
    news = last("news")
    assert (news.to, PHONE in news.words, "Illalla, kiitos." in news.words) == (OWNER, True, True)
    assert PHONE in world.sees(news.link).words
    assert "että soitamme sinulle: 040 123 4567" in world.sees(page_of_mail()).words


def test_a_call_without_any_number_is_asked_about(world: World) -> None:
    world.begins_case()
    assert flaws(world.clicks(page_of_mail(), "call_me")) == [("phone", "required")]
    assert flaws(world.clicks(page_of_mail(), "add")) == [("text", "required")]


def test_a_customer_who_calls_it_settled_ends_the_case_and_nobody_is_reminded_any_more(world: World) -> None:
    case_id = world.begins_case()
    assert world.does(case_id, "acknowledgement", "solved") is Stage.CLOSED
    case = world.record(case_id).case
    assert case.outcome is Outcome.RECOVERED
    assert sorted(kinds_and_readers()[-2:]) == [("ended", MANAGER), ("ended", OWNER)]
    for _ in range(4):
        world.passes(DAY)
        sweep(world.now)
    assert sorted(kinds_and_readers()[-2:]) == [("ended", MANAGER), ("ended", OWNER)]
    assert "asia on kunnossa" in world.sees(page_of_mail()).words


def test_a_second_click_on_settled_changes_nothing_and_nothing_else_can_be_done_about_the_case(world: World) -> None:
    case_id = world.begins_case()
    link = page_of_mail()
    world.does(case_id, "acknowledgement", "solved")
    assert world.clicks(link, "solved") is None
    view = world.clicks(link, "take_back")
    assert view
    assert view.problem
    assert (view.problem.status, view.problem.code) == (410, "moved-on")
    assert world.record(case_id).case.events[-1].at == world.record(case_id).case.closed_at


def test_a_follow_up_that_was_answered_on_the_page_waits_no_longer(world: World) -> None:
    case_id = world.comes_to_follow_up()
    asked = last("follow-up")
    world.clicks(asked.links[-1], "solved")
    assert world.carries(case_id) is Stage.CLOSED
    assert world.record(case_id).case.outcome is Outcome.RECOVERED
    assert world.record(case_id).of_kind(TaskKind.FOLLOW_UP)[0].decision is None


def test_the_page_says_what_happens_next_and_nothing_that_staff_wrote(world: World) -> None:
    case_id = world.begins_case()
    link = page_of_mail()
    world.triages(case_id, **COLLEAGUE)
    world.does(case_id, "task-statement", "answer", statement="Minulla oli huono päivä.")
    world.reflects(case_id)
    world.concludes(case_id, facts="Pekka pudotti laatikon.")
    seen = world.sees(link).words
    assert "Mari Lindholm selvittää" in seen
    assert not [said for said in ("Pekka", "huono päivä", "pudotti") if said in seen]
    world.proposes(case_id, "offer", remedies="refund", amount_refund="49")
    world.replies(case_id)
    seen = world.sees(link).words
    assert "Rahat takaisin: 49\u00a0€" in seen
    assert "Uusi paketti on matkalla" not in seen


def test_when_one_thing_is_left_to_do_it_is_no_choice(world: World) -> None:
    case_id = world.begins_case()
    link = page_of_mail()
    for number in range(3):
        world.clicks(link, "call_me", phone=f"{PHONE}{number}")
    world.clicks(link, "solved")
    world.carries(case_id)
    page = world.sees(link)
    assert page.radios == [("choice", "add")]
    assert 'class="sole"' in page.html
    assert "Mitä toivot meiltä?" not in page.words
    assert flaws(world.clicks(link, "")) == [("choice", "choose")]


def test_the_page_stays_open_for_two_weeks_after_the_end(world: World) -> None:
    case_id = world.begins_case()
    link = page_of_mail()
    world.triages(case_id, "not_a_complaint")
    world.passes(13 * DAY)
    assert world.clicks(link, "add", text=MORE) is None
    assert "Asia on suljettu" in last("news").words
    world.passes(DAY)
    assert world.sees(link).forms == []
    view = world.clicks(link, "add", text="Myöhässä.")
    assert view
    assert view.problem
    assert view.problem.status == 410


def test_a_call_that_is_wished_for_comes_with_the_time_that_suits(world: World) -> None:
    world.begins_case()
    assert world.clicks(page_of_mail(), "call_me", phone=PHONE, when="klo 16 jälkeen") is None
    assert "Hänelle sopii: klo 16 jälkeen." in last("news").words
    assert "Hänelle sopii: klo 16 jälkeen." in world.sees(last("news").link).words
    assert "Sinulle sopii: klo 16 jälkeen." in world.sees(page_of_mail()).words
