"""Mails and pages know their readers: nobody reads of themselves as of somebody else, and whoever signs says `I`."""

from tests.integration.mailbox import last, mailbox
from tests.integration.world import DAY, MANAGER, OWNER, World

COLLEAGUE = {"colleague_email": "pekka.puro@example.com", "colleague_question": "Mitä näit?"}
ORDER = {"unit": "helsinki", "reference": "order-1001"}


def read_by(reader: str, kind: str = "yours") -> str:
    """The words of the newest mail of a kind to somebody."""
    return next(mail.words for mail in reversed(mailbox()) if (mail.kind, mail.to) == (kind, reader))


def test_a_former_owner_whose_time_ran_out_reads_that_the_case_was_theirs(world: World) -> None:
    case_id = world.begins_case()
    for _ in range(5):
        world.passes(DAY)
        world.is_swept(case_id)
    assert "Aika loppui kesken asiakkaan asiassa, joka oli sinulla." in read_by(OWNER)


def test_a_former_owner_from_whom_the_manager_took_a_case_reads_that_the_case_was_theirs(world: World) -> None:
    case_id = world.begins_case()
    page = last("task-end_reflection").links[-1]
    assert world.clicks(page, "hand_over", owner_email="owner.turku@example.com", reason="Mari lomailee.") is None
    assert "Outi Rantanen siirsi sinulla olleen asiakkaan asian" in read_by(OWNER)
    assert world.record(case_id).case.owner.name == "Jari Salonen"


def test_an_owner_of_two_cases_of_the_same_customer_need_not_agree_with_anybody(world: World) -> None:
    world.begins_case(context=ORDER)
    world.begins_case(context=ORDER)
    mail = last("task-triage")
    assert "Sinulla on auki toinenkin asia samalta asiakkaalta ja samasta tilauksesta" in mail.words
    assert "Sopikaa" not in mail.words
    assert "Sopikaa" not in world.sees(mail.links[-1]).words
    world.begins_case(context={"unit": "helsinki"})
    assert "Sinulla on auki toinenkin asia samalta asiakkaalta: se alkoi" in last("task-triage").words


def test_whoever_asks_a_colleague_says_that_they_handle_the_case(world: World) -> None:
    world.triages(world.begins_case(), **COLLEAGUE)
    assert "asian hoitaja (nyt minä), Outi Rantanen ja" in last("task-statement").words


def test_an_owner_who_takes_a_case_on_reads_that_the_link_comes_to_them(world: World) -> None:
    case_id = world.begins_case()
    page = last("task-triage").link
    world.triages(case_id)
    assert "Sen jälkeen saat linkin" in world.sees(page).words


def test_an_owner_who_hands_a_case_over_reads_who_gets_the_link(world: World) -> None:
    case_id = world.begins_case()
    page = last("task-triage").link
    world.triages(case_id, owner_email="owner.turku@example.com")
    assert "Sen jälkeen Jari Salonen saa linkin" in world.sees(page).words


def test_a_manager_reads_that_an_objection_comes_to_them(world: World) -> None:
    world.triages(world.begins_case(), "not_a_complaint")
    assert "Silloin se tulee sinulle." in read_by(MANAGER, "ended")
