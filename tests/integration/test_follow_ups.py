"""What the customer says in the end is read: what is left, every comment, and how each case ended."""

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.mailbox import last, mailbox
from tests.integration.world import DAY, MANAGER, OWNER, World

REST = "Osa kunnossa, mutta rahat puuttuvat yhä."


def partly_settled(world: World) -> str:
    """A case of whose matter the customer says that a part is settled."""
    case_id = world.comes_to_follow_up()
    assert world.does(case_id, "follow-up", "partly", score="9", ease="5", comment=REST) is Stage.PROPOSE
    return case_id


def test_what_is_left_comes_to_the_same_owner_who_reads_it(world: World) -> None:
    partly_settled(world)
    asked = last("task-propose_remedy")
    assert asked.to == OWNER
    assert REST in asked.words
    assert REST in world.sees(asked.link).words
    assert REST not in asked.subject


def test_the_customer_is_told_that_what_is_left_is_read(world: World) -> None:
    partly_settled(world)
    assert "Mari Lindholm lukee, mitä jäi puuttumaan" in world.sees(last("follow-up").link).words


def test_what_is_left_is_answered_and_asked_about_again_in_other_words(world: World) -> None:
    case_id = partly_settled(world)
    first = last("follow-up")
    world.replies(case_id)
    world.waits_a_week(case_id)
    again = last("follow-up")
    assert REST in last("task-reply").words
    assert again.subject != first.subject
    assert "uudelleen viikko sitten" in again.words
    assert world.does(case_id, "follow-up", "solved") is Stage.CLOSED
    assert world.record(case_id).case.round == 1


def test_what_is_settled_partly_twice_goes_to_the_manager(world: World) -> None:
    case_id = partly_settled(world)
    world.replies(case_id)
    world.waits_a_week(case_id)
    assert world.does(case_id, "follow-up", "partly", score="10") is Stage.TRIAGE
    assert world.record(case_id).case.owner.email == MANAGER


def test_owner_and_manager_hear_how_a_case_ended_with_score_ease_and_comment(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.does(case_id, "follow-up", "solved", score="9", ease="6", comment="Kalle oli loistava.")
    told = [mail for mail in mailbox() if mail.kind == "ended"]
    assert [mail.to for mail in told] == [OWNER, MANAGER]
    assert all("ensin 3 ja on nyt 9" in mail.words and "6 asteikolla" in mail.words for mail in told)
    assert all("Kalle oli loistava." in mail.words for mail in told)


def test_the_page_of_a_closed_case_shows_what_the_customer_says_now(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.does(case_id, "follow-up", "solved", score="9", ease="6", comment="Kalle oli loistava.")
    page = world.sees(last("ended").link)
    assert "ensin 3, nyt 9" in page.words
    assert "Kalle oli loistava." in page.words


def test_an_owner_whose_answer_did_not_help_hears_what_the_customer_says(world: World) -> None:
    case_id = world.comes_to_follow_up()
    world.does(case_id, "follow-up", "not_solved", comment=REST)
    assert last("news").to == OWNER
    assert REST in last("news").words


def test_who_could_not_be_helped_gets_a_closing_mail_that_names_the_dispute_body(world: World) -> None:
    case_id = world.comes_to_follow_up()
    for _ in range(2):
        world.does(case_id, "follow-up", "not_solved")
        world.triages(case_id)
        world.reflects(case_id)
        world.concludes(case_id)
        world.replies(case_id)
        world.waits_a_week(case_id)
    world.does(case_id, "follow-up", "not_solved")
    assert world.record(case_id).case.outcome is Outcome.NOT_RECOVERED
    assert "kuluttajariita.fi" in last("thanks").words


def test_a_customer_who_answers_late_is_heard_and_the_owner_gets_news(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä lommo on?")
    for _ in range(8):
        world.passes(DAY / 2)
        world.is_swept(case_id)
    assert world.task(case_id, TaskKind.CONCLUDE).open
    assert world.clicks(last("request-tell_more").link, "answer", details="Reunassa.") is None
    assert last("news").to == world.record(case_id).case.owner.email
    assert "Reunassa." in world.sees(last("news").link).words


def test_after_the_conclusion_it_is_too_late_to_tell_more(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id, ask_customer="Missä lommo on?")
    for _ in range(8):
        world.passes(DAY / 2)
        world.is_swept(case_id)
    kind = next(mail.kind for mail in reversed(mailbox()) if mail.kind in {"task-conclude", "reminder-conclude"})
    world.does(case_id, kind, "unclear", facts="f", root_cause="other")
    view = world.clicks(last("request-tell_more").link, "answer", details="Reunassa.")
    assert view
    assert view.problem
    assert view.problem.status == 410
