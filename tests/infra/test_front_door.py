"""The front door of the local run: its own pages, and everything else handed to the API untouched."""

import json
import socket
from urllib.parse import urlsplit

import pytest

from infra.local.__main__ import tell
from infra.local.front_door.sent_mails import readable
from infra.local.local_kuultu import LocalKuultu
from tests.infra.visitor import ANSWER, JSON, ask, mails_to


def test_the_api_answers_under_paths_that_the_emulator_has_for_itself(kuultu: LocalKuultu) -> None:
    status, _, body = ask(kuultu, "GET", "/health")

    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_the_emulators_own_pages_are_not_reached_through_the_front_door(kuultu: LocalKuultu) -> None:
    assert ask(kuultu, "GET", "/_ministack/ses/messages")[0] == 404
    assert ask(kuultu, "POST", "/_ministack/reset")[0] == 404


def test_l02_head_of_a_link_answers_like_get_without_a_body(kuultu: LocalKuultu) -> None:
    status, headers, body = ask(kuultu, "HEAD", "/l/unknown")

    assert (status, headers["content-type"], body) == (404, "text/html; charset=utf-8", b"")


def test_an_encoded_line_break_in_a_link_reaches_the_lambda(kuultu: LocalKuultu) -> None:
    status, headers, _ = ask(kuultu, "GET", "/l/unknown%0A")

    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_preflight_is_answered_by_intake_as_on_aws(kuultu: LocalKuultu) -> None:
    status, headers, _ = ask(
        kuultu, "OPTIONS", "/v1/surveys/visit/responses", headers={"Origin": "https://shop.example"}
    )

    assert (status, headers["access-control-allow-origin"]) == (204, "*")


def test_headers_and_body_of_a_request_pass_untouched(kuultu: LocalKuultu) -> None:
    headers = {**JSON, "idempotency-key": "front-door-test-0001"}
    first = ask(kuultu, "POST", "/v1/surveys/after-purchase/responses", json.dumps(ANSWER), headers)
    again = ask(kuultu, "POST", "/v1/surveys/after-purchase/responses", json.dumps(ANSWER), headers)

    assert (first[0], again[0], again[1]["idempotent-replayed"]) == (201, 200, "true")
    assert first[2] == again[2]


def test_a_mail_is_shown_with_its_kind_and_links_and_in_the_mailbox(kuultu: LocalKuultu) -> None:
    answer = {**ANSWER, "answers": {"nps": 2}, "context": {"unit": "turku"}}
    ask(kuultu, "POST", "/v1/surveys/after-purchase/responses", json.dumps(answer), JSON)
    mail = mails_to(kuultu, "owner.turku@example.com")[0]

    assert mail["kind"] == "task-triage"
    assert mail["links"][0].startswith(f"{kuultu.url}/l/")
    assert mail["subject"] in ask(kuultu, "GET", "/_local/mailbox")[2].decode()


def test_a_mail_is_shown_with_its_sender_the_address_for_answers_and_its_thread(kuultu: LocalKuultu) -> None:
    contact = {"email": "sender.shown@example.com", "consent": True}
    answer = {**ANSWER, "answers": {"nps": 2}, "contact": contact, "context": {"unit": "turku"}}
    ask(kuultu, "POST", "/v1/surveys/after-purchase/responses", json.dumps(answer), JSON)
    mail = mails_to(kuultu, "sender.shown@example.com")[0]

    assert mail["from"] == "Jari Salonen, Kattila & Kannu <palaute@kuultu.example>"
    assert mail["reply_to"] == "palaute.turku@example.com"
    assert mail["references"].endswith("@kuultu.example>")
    assert "palaute.turku@example.com" in ask(kuultu, "GET", "/_local/mailbox")[2].decode()


def test_a_senders_name_in_encoded_words_is_shown_as_people_read_it() -> None:
    assert readable("=?UTF-8?B?VHV2YSBFa3N0csO2bQ==?= <a@example.com>") == "Tuva Ekström <a@example.com>"
    assert readable("a@example.com") == "a@example.com"


def test_a_sweep_on_request_tells_what_it_found(kuultu: LocalKuultu) -> None:
    status, _, body = ask(kuultu, "POST", "/_local/sweep")

    assert status == 200
    assert isinstance(json.loads(body), dict)


def test_the_sample_shop_speaks_three_languages_and_loads_nothing_from_elsewhere(kuultu: LocalKuultu) -> None:
    pages = {language: ask(kuultu, "GET", f"/?language={language}&survey=visit") for language in ("fi", "sv", "en")}

    assert {language: f'lang="{language}"' in page[2].decode() for language, page in pages.items()} == dict.fromkeys(
        pages, True
    )
    assert all("default-src 'none'" in page[1]["content-security-policy"] for page in pages.values())


def test_only_loopback_is_listened_on(kuultu: LocalKuultu) -> None:
    port = int(kuultu.url.rpartition(":")[2])
    emulator = int(kuultu.endpoint.rpartition(":")[2])

    assert [reachable("127.0.0.1", port), reachable("127.0.0.1", emulator)] == [True, True]
    assert [reachable("127.0.0.2", port), reachable("127.0.0.2", emulator)] == [False, False]


def reachable(host: str, port: int) -> bool:
    """Whether somebody listens there; 127.0.0.2 stands for any address but ours."""
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0


def test_staff_find_their_link_in_the_shop_and_where_the_run_tells_its_addresses(
    kuultu: LocalKuultu, capsys: pytest.CaptureFixture[str]
) -> None:
    link = kuultu.staff_links["turku", "visit"]
    shop = ask(kuultu, "GET", "/?unit=turku&survey=visit")[2].decode()
    tell(kuultu)

    assert f'href="{link}"' in shop
    assert f"Complaints that staff hear, turku: {link}\n" in capsys.readouterr().out
    assert 'data-kind="enter"' in ask(kuultu, "GET", urlsplit(link).path)[2].decode()
