"""Every mail in every language: both parts with the same links, every place filled in, nothing odd in a header."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from tests.integration.correspondence import CUSTOMER, Correspondence
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, World

LANGUAGES = ["fi", "sv", "en"]
TASKS = ["triage", "statement", "inspect", "conclude", "propose_remedy", "approve_remedy", "reply", "deliver_remedy"]
TASKS += ["call"]
REQUESTS = ["tell_more", "return_product"]
KINDS = {
    *(f"task-{kind}" for kind in (*TASKS, "end_reflection")),
    *(f"request-{kind}" for kind in REQUESTS),
    *(f"reminder-{kind}" for kind in (*TASKS, *REQUESTS, "confirm_read", "choose_remedy")),
    *["acknowledgement", "alert", "delay", "delivered", "ended", "escalation", "follow-up", "news", "reply", "share"],
    *["bounced", "digest", "thanks", "yours"],
}

Letters = Callable[[str], list[dict[str, Any]]]
_known: dict[str, list[dict[str, Any]]] = {}


@pytest.fixture
def letters(world: World, wire: Wire) -> Letters:
    """Every mail that there is, as it was posted, with staff and customer speaking one language; written once."""

    def of(language: str) -> list[dict[str, Any]]:
        if language not in _known:
            shop = Correspondence(world, language)
            shop.all_is_done_late()
            shop.is_called()
            shop.nothing_suits()
            shop.is_refused_and_reopened()
            shop.all_sorts()
            shop.is_heard_on_the_page()
            shop.mail_comes_back()
            shop.is_content_and_wishes_to_be_contacted()
            _known[language] = wire.letters
        return _known[language]

    return of


def headers_of(letter: dict[str, Any]) -> dict[str, str]:
    return {header["Name"]: header["Value"] for header in letter["Content"]["Simple"]["Headers"]}


def parts_of(letter: dict[str, Any]) -> tuple[str, str, str]:
    """Subject, text and HTML."""
    simple = letter["Content"]["Simple"]
    return simple["Subject"]["Data"], simple["Body"]["Text"]["Data"], simple["Body"]["Html"]["Data"]


def words_in(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html.partition("<body")[2].partition(">")[2])).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_mail_is_written_in_every_language(letters: Letters, language: str) -> None:
    assert {headers_of(letter)["X-Kuultu-Mail"] for letter in letters(language)} == KINDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_has_a_place_that_was_not_filled_in(letters: Letters, language: str) -> None:
    odd = re.compile(
        r"%\(|%s|\{\{|\}\}|\{%|None(?! of)|Undefined|<bound|\bnull\b|\bTrue\b|\bFalse\b|#\}|datetime|Markup"
    )
    found = [(parts_of(letter)[0], odd.findall("\n".join(parts_of(letter)))) for letter in letters(language)]
    assert [each for each in found if each[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_parts_of_a_mail_have_the_same_links(letters: Letters, language: str) -> None:
    for letter in letters(language):
        _, text, html = parts_of(letter)
        assert re.findall(r"https?://\S+", text) == re.findall(r'href="(http[^"]+)"', html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_parts_of_a_mail_say_the_same(letters: Letters, language: str) -> None:
    for letter in letters(language):
        _, text, html = parts_of(letter)
        plain = re.sub(r"https?://\S+", "", re.sub(r"(?m)^> ", "", text))
        assert [word.strip(":") for word in plain.split()] == [word.strip(":") for word in words_in(html).split()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_in_a_mail_is_ours(letters: Letters, language: str) -> None:
    links = [
        link for letter in letters(language) for link in re.findall(r'href="(?!tel:)([^"]+)"', parts_of(letter)[2])
    ]
    assert links
    assert all(re.fullmatch(r"https://feedback\.example\.com/l/[\w-]{43}", link) for link in links)
    assert len(set(links)) == len(links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_header_of_a_mail_holds_anything_that_a_customer_wrote(letters: Letters, language: str) -> None:
    for letter in letters(language):
        sender = f"{letter['FromEmailAddress']} {letter['ReplyToAddresses']}"
        headers = f"{parts_of(letter)[0]} {headers_of(letter)} {letter['EmailTags']} {sender}"
        assert not [said for said in ("Aino", "aino", "Kattilan", "Se irtosi", "123 4567") if said in headers]


def greeting_of(letter: dict[str, Any]) -> str:
    """The first line of a mail after the shop's name."""
    lines = parts_of(letter)[1].splitlines()
    return str(lines[2] if is_to_customer(letter) else lines[0])


def is_to(address: object, letter: dict[str, Any]) -> bool:
    return letter["Destination"]["ToAddresses"] == [address]


def is_to_customer(letter: dict[str, Any]) -> bool:
    return is_to(CUSTOMER["email"], letter)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customers_mail_comes_from_a_person_whose_unit_reads_the_answer(letters: Letters, language: str) -> None:
    told = {"fi": "luen vastauksesi", "sv": "läser jag ditt svar", "en": "I'll read it"}[language]
    for letter in filter(is_to_customer, letters(language)):
        assert letter["FromEmailAddress"].endswith(', Kattila & Kannu" <feedback@example.com>')
        assert letter["FromEmailAddress"].startswith(('"Mari Lindholm', '"Outi Rantanen'))
        assert letter["ReplyToAddresses"] == ["palaute.helsinki@example.com"]
        assert told in parts_of(letter)[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_automatic_mail_to_staff_comes_from_kuultu_and_says_who_reads_the_answer(
    letters: Letters, language: str
) -> None:
    told = {"fi": "Jos vastaat tähän viestiin", "sv": "Om du svarar på", "en": "If you reply to this email"}[language]
    automatic = [letter for letter in letters(language) if letter["FromEmailAddress"].startswith('"Kuultu, ')]
    assert {headers_of(letter)["X-Kuultu-Mail"] for letter in automatic} >= {"task-triage", "digest", "yours", "ended"}
    assert all(told in parts_of(letter)[1] for letter in automatic if not is_to(MANAGER, letter))
    assert all(letter["ReplyToAddresses"] != letter["Destination"]["ToAddresses"] for letter in automatic)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_mails_of_a_case_to_the_customer_are_one_thread_and_all_to_staff_another(
    letters: Letters, language: str
) -> None:
    threads: dict[tuple[str, bool], set[str]] = {}
    for letter in letters(language):
        mail_id, headers = letter["EmailTags"][0]["Value"], headers_of(letter)
        if headers["X-Kuultu-Mail"] != "digest":
            assert headers["References"] == headers["In-Reply-To"]
            threads.setdefault((mail_id[:26], is_to_customer(letter)), set()).add(headers["References"])
    assert len(threads) > 10
    assert all(len(ids) == 1 for ids in threads.values())
    assert len({next(iter(ids)) for ids in threads.values()}) == len(threads)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_owner_reads_which_language_the_customer_reads(letters: Letters, language: str) -> None:
    told = {"fi": "Asiakas lukee suomea.", "sv": "Kunden läser svenska.", "en": "The customer reads English."}
    about = {f"task-{kind}" for kind in TASKS if kind not in {"statement", "approve_remedy"}} | {"news"}
    mails = [letter for letter in letters(language) if headers_of(letter)["X-Kuultu-Mail"] in about]
    known = [letter for letter in mails if told[language] in parts_of(letter)[1]]
    assert {headers_of(letter)["X-Kuultu-Mail"] for letter in known} == about


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_and_staff_are_greeted_by_their_first_names(letters: Letters, language: str) -> None:
    hello = {"fi": "Hei", "sv": "Hej", "en": "Hello"}[language]
    greetings = {greeting_of(letter) for letter in letters(language)}
    known = {f"{hello} {name}," for name in ("Aino", "Mari", "Outi", "Henna", "Kaarina", "Pekka")}
    assert {line for line in greetings if line.startswith(hello)} <= {*known, f"{hello},"}
    replies = [letter for letter in letters(language) if headers_of(letter)["X-Kuultu-Mail"] == "reply"]
    assert {greeting_of(letter) for letter in replies} == {f"{hello} Aino,"}


SHOP = {"fi": "Kattila & Kannu, Helsingin myymälä", "sv": "Kattila & Kannu, butiken i Helsingfors"}
SHOP["en"] = "Kattila & Kannu, Helsinki shop"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shops_name_stands_on_top_of_each_letter_to_a_customer_and_of_no_other(
    letters: Letters, language: str
) -> None:
    headed = [letter for letter in letters(language) if parts_of(letter)[1].startswith(f"{SHOP[language]}\n\n")]
    assert headed == [letter for letter in letters(language) if is_to_customer(letter)]
    assert all(words_in(parts_of(letter)[2]).startswith(SHOP[language]) for letter in headed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_automatic_mail_to_staff_is_signed_by_whom_and_for_whom(letters: Letters, language: str) -> None:
    signed = {"fi": "Asiakaspalautteen hoito", "sv": "Kundrespons", "en": "Customer feedback"}[language]
    automatic = [letter for letter in letters(language) if letter["FromEmailAddress"].startswith('"Kuultu, ')]
    assert automatic
    assert all(f"\nKuultu\n{signed}, Kattila & Kannu\n" in parts_of(letter)[1] for letter in automatic)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tags_of_a_mail_hold_only_what_ses_allows(letters: Letters, language: str) -> None:
    for letter in letters(language):
        assert [tag["Name"] for tag in letter["EmailTags"]] == ["mail_id"]
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", letter["EmailTags"][0]["Value"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_f31_no_mail_is_an_answer_that_other_machines_answer(letters: Letters, language: str) -> None:
    for letter in letters(language):
        assert headers_of(letter)["Auto-Submitted"] == "auto-generated"
        assert letter["Destination"].keys() == {"ToAddresses"}
        assert len(letter["Destination"]["ToAddresses"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subject_is_one_line_that_a_phone_shows(letters: Letters, language: str) -> None:
    subjects = {parts_of(letter)[0] for letter in letters(language)}
    assert [one for one in subjects if "\n" in one or not 10 < len(one) <= 140] == []


BANNED = {
    "fi": ["palautteesi on tärkeä", "valitettavasti", "Ole hyvä ja", "Sinun palautteesi"],
    "sv": ["tyvärr", "viktig för oss"],
    "en": ["important to us", "unfortunately", "if you felt"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_says_what_our_voice_never_says(letters: Letters, language: str) -> None:
    everything = " ".join(words_in(parts_of(letter)[2]) for letter in letters(language)).lower()
    assert [phrase for phrase in BANNED[language] if phrase.lower() in everything] == []


@pytest.mark.parametrize(
    ("language", "board"), [("fi", "kuluttajariita.fi"), ("sv", "kuluttajariita.fi"), ("en", "Disputes")]
)
def test_a_refusal_names_the_consumer_dispute_body_and_another_answer_does_not(
    letters: Letters, language: str, board: str
) -> None:
    replies = [parts_of(letter)[1] for letter in letters(language) if headers_of(letter)["X-Kuultu-Mail"] == "reply"]
    assert [board in reply for reply in replies].count(True) == 4 < len(replies)  # two after an offer that did not suit


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_to_staff_says_by_when_and_what_happens_otherwise(letters: Letters, language: str) -> None:
    tasks = {"task-triage", "task-conclude", "task-reply", "escalation"}
    ours = [letter for letter in letters(language) if headers_of(letter)["X-Kuultu-Mail"] in tasks]
    otherwise = {"fi": "Jos ", "sv": "Om ", "en": "If nothing"}[language]
    assert ours
    assert all(otherwise in parts_of(letter)[1] for letter in ours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_told_that_the_case_passes_to_themselves(letters: Letters, language: str) -> None:
    to_manager = [letter for letter in letters(language) if letter["Destination"]["ToAddresses"] == [MANAGER]]
    threats = [text for _, text, _ in map(parts_of, to_manager) if "Outi Rantanen" in text.partition("https://")[2]]
    assert threats == []
