"""What is found out stays with those whom it concerns: nobody sees more than they may, in a mail or on a page."""

from typing import Any

import pytest

from tests.integration.mailbox import last, mailbox
from tests.integration.world import CUSTOMER, World

PEKKA, LIISA, DRIVER = "pekka.puro@example.com", "liisa.lahti@example.com", "kuski@example.org"
BOSS = "manager.turku@example.com"
QUESTIONS = {PEKKA: "Kuka pakkasi laatikon?", LIISA: "Kuka lähetti sen?", DRIVER: "Milloin se purettiin?"}
SAID = {
    PEKKA: "Teippi loppui kesken ja Liisa hermostui.",
    LIISA: "Pekka pakkasi sen kiireessä.",
    DRIVER: "Se putosi rampilta.",
}
ABOUT_THE_CUSTOMER = ["Aino", CUSTOMER, "+358 40 123 4567", "Paketti oli rikki", "order-1001"]
CONTACT = {"name": "Aino Esimerkki", "email": CUSTOMER, "phone": "+358 40 123 4567", "consent": True}


@pytest.fixture
def asked(world: World) -> str:
    """A case in which two colleagues, a carrier and the customer are asked; nobody has answered yet."""
    case_id = world.begins_case(contact=CONTACT)
    colleagues: dict[str, Any] = {
        "colleague_email": [PEKKA, LIISA],
        "colleague_question": [QUESTIONS[PEKKA], QUESTIONS[LIISA]],
    }
    carrier = {"third_party_email": DRIVER, "third_party_question": QUESTIONS[DRIVER]}
    world.triages(case_id, ask_customer="Missä lommo on?", **colleagues, **carrier)
    return case_id


@pytest.fixture
def answered(world: World, asked: str) -> str:
    """The same case when everybody has answered, and the owner is asked to conclude."""
    for person, statement in SAID.items():
        world.clicks(link_of(person), "answer", statement=statement)
    world.does(asked, "request-tell_more", "answer", details="Kannen reunassa.")
    world.reflects(asked)
    return asked


def link_of(person: str) -> str:
    """The link in the question to this person."""
    return next(mail.link for mail in mailbox() if mail.kind == "task-statement" and mail.to == person)


def among(words: str, secrets: list[str]) -> list[str]:
    """Those that can be read here."""
    return [secret for secret in secrets if secret in words]


@pytest.mark.parametrize("person", [PEKKA, LIISA, DRIVER])
def test_whoever_is_asked_sees_their_question_and_nothing_of_the_customer(
    world: World, asked: str, person: str
) -> None:
    mail = next(mail for mail in mailbox() if mail.to == person)
    for words in (mail.words, mail.subject + QUESTIONS[person], world.sees(mail.link).words):
        assert among(words, ABOUT_THE_CUSTOMER) == []
        assert among(words, list(QUESTIONS.values())) == [QUESTIONS[person]]


@pytest.mark.parametrize("person", [PEKKA, LIISA, DRIVER])
def test_nobody_who_was_asked_sees_what_others_said(world: World, answered: str, person: str) -> None:
    words = world.sees(link_of(person)).words
    assert among(words, list(SAID.values())) == [SAID[person]]
    assert among(words, [*ABOUT_THE_CUSTOMER, "Kannen reunassa."]) == []


def test_whoever_concludes_sees_everything(world: World, answered: str) -> None:
    words = world.sees(last("task-conclude").link).words
    assert among(words, [*SAID.values(), "Kannen reunassa."]) == [*SAID.values(), "Kannen reunassa."]


def test_whoever_writes_the_answer_sees_no_colleagues_words_beside_it(world: World, answered: str) -> None:
    world.concludes(answered)
    world.proposes(answered)
    words = world.sees(last("task-reply").link).words
    assert among(words, list(SAID.values())) == [SAID[DRIVER]]
    assert "Kannen reunassa." in words


def test_whoever_approves_sees_no_statement(world: World, answered: str) -> None:
    world.concludes(answered, "ours")
    world.proposes(answered, "offer", remedies="refund", amount="500")
    assert among(world.sees(last("task-approve_remedy").link).words, list(SAID.values())) == []


def test_no_mail_repeats_what_a_colleague_said(world: World, answered: str) -> None:
    world.concludes(answered, share_with=f"{BOSS}\n{LIISA}")
    world.replies(answered)
    world.waits_a_week(answered)
    everything = " ".join(mail.words + mail.subject for mail in mailbox())
    assert among(everything, [SAID[PEKKA], SAID[LIISA]]) == []


def test_no_mail_or_page_of_the_customer_names_a_colleague_who_was_asked(world: World, answered: str) -> None:
    world.concludes(answered)
    world.replies(answered)
    world.waits_a_week(answered)
    theirs = [mail for mail in mailbox() if mail.to == CUSTOMER]
    shown = [mail.words for mail in theirs] + [world.sees(mail.link).words for mail in theirs if mail.links]
    assert len(shown) >= 6
    assert among(" ".join(shown), ["Pekka", "Liisa", PEKKA, DRIVER, *SAID.values(), *QUESTIONS.values()]) == []


def test_neither_colleague_nor_third_party_gets_a_link_to_the_case(asked: str) -> None:
    assert [len(mail.links) for mail in mailbox() if mail.kind == "task-statement"] == [1, 1, 1]


def test_a_third_party_reads_nothing_of_colleagues_and_managers(world: World, asked: str) -> None:
    mail = next(mail for mail in mailbox() if mail.to == DRIVER)
    assert among(mail.words + world.sees(mail.link).words, ["Outi", "Pekka", "Liisa", "Rantanen"]) == []
