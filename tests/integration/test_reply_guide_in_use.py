"""The reply and its guide: it warns and says why, the writer decides; what a colleague said is never repeated."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import World, flaws, page_of

BARE = "Hei. Terveisin Mari"
GOOD = {
    "fi": "Kiitos, että kerroit. Olemme pahoillamme. Lähetimme sinulle tänään uuden laatikon.",
    "sv": "Tack för att du berättade. Vi är ledsna för det som hände. Vi skickade en ny låda i dag.",
    "en": "Thank you for telling us. We are sorry for what happened. We sent you a new box today.",
}
STATEMENT = "Teippi loppui kesken eikä varastossa ollut yhtään uutta rullaa."
BLAME = "Kiitos ja anteeksi. Lähetimme uuden. Olisit voinut tarkistaa laatikon ovella."


@pytest.fixture
def replying(world: World) -> str:
    """A case in which a colleague was heard, and the owner is asked to write to the customer."""
    case_id = world.begins_case()
    world.triages(case_id, colleague_email="pekka.puro@example.com")
    world.does(case_id, "task-statement", "answer", statement=STATEMENT)
    world.reflects(case_id)
    world.concludes(case_id)
    world.proposes(case_id)
    return case_id


def sends(world: World, message: str, **fields: str) -> LinkView | None:
    """The owner sends this answer."""
    return world.clicks(last("task-reply").link, "send", message=message, **fields)


def test_what_is_missing_is_said_and_nothing_is_sent(world: World, replying: str) -> None:
    view = sends(world, BARE)
    assert flaws(view) == [("message", f"guide-{concern}") for concern in ("thanks", "regret", "answer")]
    assert world.carries(replying) is Stage.REPLY
    assert "reply" not in [kind for kind, _ in kinds_and_readers()]


def test_the_page_keeps_the_text_shows_why_and_lets_the_writer_decide(world: World, replying: str) -> None:
    view = sends(world, BARE)
    assert view
    page = page_of(view)
    assert view.problem
    assert view.problem.status == 422
    assert page.fields["message"] == BARE
    assert "despite_warnings" in page.fields
    assert page.html.count("<li>") >= 3


def test_an_empty_line_in_a_letter_makes_a_paragraph_in_the_mail_and_on_the_page(world: World, replying: str) -> None:
    message = "Kiitos, että kerroit.\nOlemme pahoillamme.\n\nLähetimme sinulle tänään uuden laatikon."
    assert sends(world, message) is None
    world.carries(replying)
    for html in (last("reply").html, world.sees(last("task-reply").link).html):
        assert "kerroit.<br>Olemme pahoillamme.</p><p " in html


def test_words_that_blame_are_quoted_on_the_page(world: World, replying: str) -> None:
    view = sends(world, BLAME)
    assert flaws(view) == [("message", "guide-blame")]
    assert view
    assert "”Olisit voinut tarkistaa”" in page_of(view).words.replace("“", "”")


@pytest.mark.parametrize("message", [BARE, BLAME])
def test_the_guide_warns_and_never_blocks(world: World, replying: str, message: str) -> None:
    sends(world, message)
    assert sends(world, message, despite_warnings="yes") is None
    assert world.carries(replying) is Stage.WAIT
    assert world.decision(replying, TaskKind.REPLY).payload.message == message


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_good_answer_in_the_customers_language_is_sent_at_once(world: World, language: str) -> None:
    case_id = world.comes_to_conclude(language=language)
    world.concludes(case_id)
    world.proposes(case_id)
    assert sends(world, GOOD[language]) is None
    world.carries(case_id)
    assert GOOD[language] in last("reply").words


def test_a_good_answer_in_another_language_is_asked_about_and_sent_if_the_writer_insists(
    world: World, replying: str
) -> None:
    view = sends(world, GOOD["sv"])
    assert flaws(view) == [("message", "guide-language")]
    assert view
    assert "Asiakas lukee suomea." in page_of(view).words
    assert sends(world, GOOD["sv"], despite_warnings="yes") is None


@pytest.mark.parametrize(
    "quoted", [STATEMENT, STATEMENT.upper(), "eikä varastossa ollut yhtään uutta rullaa", STATEMENT.replace(" ", "\n")]
)
@pytest.mark.parametrize("insisting", [{}, {"despite_warnings": "yes"}])
def test_a_colleagues_words_are_refused_however_much_the_writer_insists(
    world: World, replying: str, quoted: str, insisting: dict[str, str]
) -> None:
    view = sends(world, f"{GOOD['fi']} {quoted}", **insisting)
    assert flaws(view) == [("message", "quotes-statement")]
    assert world.carries(replying) is Stage.REPLY


@pytest.mark.parametrize("fault", ["none", "unclear"])
@pytest.mark.parametrize("choice", ["nothing", "offer"])
def test_an_answer_that_refuses_names_the_consumer_dispute_body(world: World, fault: str, choice: str) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, fault)
    world.proposes(case_id, choice, **({"remedies": "apology"} if choice == "offer" else {}))
    world.replies(case_id)
    assert "kuluttajariita.fi" in last("reply").words


def test_an_answer_that_offers_something_names_it_not(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies="repair")
    world.replies(case_id)
    assert "kuluttajariita.fi" not in last("reply").words


def test_the_words_of_a_decided_answer_are_the_customers_mail_and_nothing_of_the_conclusion(
    world: World, replying: str
) -> None:
    sends(world, GOOD["fi"])
    world.carries(replying)
    assert "Laatikko putosi." not in last("reply").words
