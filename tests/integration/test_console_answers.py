"""Answers in the console: every one is somebody's to read, found again, passed on as praise, or taken up as a case."""

import csv
import io
import json
import re
from typing import Any

import pytest

from kuultu.domain.cases.events import OpenedByHand
from kuultu.store import responses
from kuultu.store.looks import latest_looks
from tests.integration.console import signed_in_as
from tests.integration.console_lists import DIRECTOR, NO_UNIT, OF_TURKU, ids, total, way
from tests.integration.executions import case_of, executions
from tests.integration.http import open_console, send_console
from tests.integration.mailbox import mailbox
from tests.integration.page import Page
from tests.integration.world import DAY, MANAGER, OWNER, World

HAPPY: dict[str, Any] = {"answers": {"nps": 10, "why": "Kiitos Pekka!"}, "contact": None}
LIST = "/console/answers"


def test_without_a_session_every_page_leads_to_the_page_for_signing_in(world: World) -> None:
    for path in ("/console", LIST, f"{LIST}.csv", f"{LIST}/aaaa"):
        answer = open_console(path)
        assert (answer.status, answer.headers["location"].partition("?")[0]) == (303, "/console/sign-in")


def test_what_nobody_has_read_is_the_first_view_and_reading_takes_it_away(world: World) -> None:
    one, other = world.hears(**HAPPY), world.hears()
    owner = signed_in_as(OWNER)
    first = open_console(LIST, owner)
    assert (first.status, sorted(ids(first)), total(first)) == (200, sorted([one, other]), 2)

    page = open_console(f"{LIST}/{one}", owner)

    assert page.status == 200
    assert "Kiitos Pekka!" in page.body
    assert ids(open_console(LIST, owner)) == [other]
    assert ids(open_console(f"{LIST}?read=no", owner)) == [other]
    assert ids(open_console(f"{LIST}?read=yes", owner)) == [one]
    assert sorted(ids(open_console(f"{LIST}?read=any", owner))) == sorted([one, other])


def test_the_look_of_somebody_who_is_not_of_the_unit_leaves_an_answer_unread(world: World) -> None:
    one = world.hears(**HAPPY)
    assert open_console(f"{LIST}/{one}", signed_in_as(DIRECTOR)).status == 200
    assert ids(open_console(LIST, signed_in_as(OWNER))) == [one]


def test_an_answer_that_a_complete_one_replaces_is_unread_again(world: World) -> None:
    from tests.integration.http import submit
    from tests.integration.world import submission

    key = "k" * 16
    submit(submission(**HAPPY, partial=True), key=key)
    owner = signed_in_as(OWNER)
    (one,) = ids(open_console(LIST, owner))
    open_console(f"{LIST}/{one}", owner)
    submit(submission(**HAPPY | {"answers": {"nps": 10, "why": "Ja vielä: hieno kauppa."}}), key=key)
    assert ids(open_console(LIST, owner)) == [one]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("verdict=positive", {"happy"}),
        ("verdict=negative", {"unhappy", "turku"}),
        ("language=sv", {"swedish"}),
        ("text=pekka", {"happy"}),
        ("text=order-1001", {"happy", "unhappy", "swedish", "turku"}),
        ("topic=delivery", {"swedish"}),
        ("touchpoint=till", {"swedish"}),
        ("case=yes", {"unhappy", "turku"}),
        ("case=no", {"happy", "swedish"}),
        ("unit=turku", {"turku"}),
        ("survey=visit", set()),
        ("survey=after-purchase&verdict=positive&unit=helsinki", {"happy"}),
        ("from=2026-11-24", {"turku"}),
        ("to=2026-11-23", {"happy", "unhappy", "swedish"}),
        ("from=2026-11-23&to=2026-11-23&read=no", {"happy", "unhappy", "swedish"}),
        ("read=yes", set()),
    ],
)
def test_count_rows_and_files_of_a_view_agree(query: str, found: set[str], world: World) -> None:
    swedish = {"nps": 8, "topics": ["delivery"]}
    heard = {
        "happy": world.hears(**HAPPY),
        "unhappy": world.hears(),
        "swedish": world.hears(
            language="sv",
            answers=swedish,
            contact=None,
            context={"unit": "helsinki", "touchpoint": "till", "reference": "order-1001"},
        ),
    }
    world.passes(DAY)
    heard["turku"] = world.hears(context={"unit": "turku", "reference": "order-1001"})
    director = signed_in_as(DIRECTOR)

    page, table, file = (open_console(f"{LIST}{end}?{query}", director) for end in ("", ".csv", ".json"))

    wanted = sorted(heard[name] for name in found)
    rows = list(csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff"))))
    assert sorted(ids(page)) == sorted(row["id"] for row in rows) == sorted(row["id"] for row in file.json) == wanted
    assert total(page) == len(wanted)


@pytest.mark.parametrize("query", ["from=yesterday", "to=2026-13-01", "verdict=angry", "read=perhaps", "case=2"])
def test_an_unusable_condition_is_told_and_lists_nothing(query: str, world: World) -> None:
    world.hears(**HAPPY)
    answer = open_console(f"{LIST}?{query}", signed_in_as(OWNER))
    assert (answer.status, ids(answer)) == (422, [])
    assert open_console(f"{LIST}.csv?{query}", signed_in_as(OWNER)).status == 422


def test_pages_lead_on_and_back_and_show_each_answer_once(world: World) -> None:
    heard = []
    for number in range(60):
        world.passes(DAY / 100)
        heard.append(world.hears(**HAPPY | {"answers": {"nps": 10, "why": f"Numero {number}"}}))
    owner, seen, pages = signed_in_as(OWNER), [], [LIST]
    while True:
        page = open_console(pages[-1], owner)
        assert total(page) == 60
        assert len(page.body.encode()) <= 30_000
        seen.append(ids(page))
        if not way(page, "next"):
            break
        pages.append(way(page, "next"))
    assert [len(shown) for shown in seen] == [25, 25, 10]
    assert [one for shown in seen for one in shown] == heard[::-1]
    assert way(open_console(pages[0], owner), "prev") == ""
    assert ids(open_console(way(open_console(pages[1], owner), "prev"), owner)) == seen[0]
    assert ids(open_console(way(open_console(pages[2], owner), "prev"), owner)) == seen[1]


def test_looking_is_bounded_and_says_so_and_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from kuultu.services.console import answers

    monkeypatch.setattr(answers, "MOST_LOOKED", 3)
    rare = world.hears(**HAPPY | {"answers": {"nps": 10, "why": "Harvinainen sana"}})
    for _ in range(5):
        world.passes(DAY / 100)
        world.hears(**HAPPY)
    owner = signed_in_as(OWNER)
    first = open_console(f"{LIST}?text=harvinainen", owner)
    assert (ids(first), 'data-more="yes"' in first.body) == ([], True)
    second = open_console(way(first, "next"), owner)
    assert (ids(second), 'data-more="yes"' in second.body) == ([rare], False)
    assert [row["id"] for row in open_console(f"{LIST}.json?text=harvinainen", owner).json] == [rare]


def test_a_file_of_too_many_rows_says_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from kuultu.services.console import answers

    monkeypatch.setattr(answers, "MOST_IN_FILE", 2)
    for _ in range(3):
        world.hears(**HAPPY)
    answer = open_console(f"{LIST}.csv", signed_in_as(OWNER))
    assert answer.status == 422
    assert "lyhyempi" in Page(answer.body).words


def test_a_cell_that_begins_like_a_formula_is_a_text_in_the_table(world: World) -> None:
    world.hears(**HAPPY | {"answers": {"nps": 10, "why": "=HYPERLINK(1)"}})
    table = open_console(f"{LIST}.csv", signed_in_as(OWNER))
    (row,) = csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff")))
    assert row["text"] == "'=HYPERLINK(1)"
    assert table.headers["content-disposition"] == 'attachment; filename="answers.csv"'


@pytest.mark.parametrize(
    ("who", "helsinki", "turku"),
    [(OWNER, 200, 404), (MANAGER, 200, 404), (OF_TURKU, 404, 200), (DIRECTOR, 200, 200), (NO_UNIT, 303, 303)],
)
def test_who_sees_an_answer_is_of_its_unit_or_the_administrator(
    who: str, helsinki: int, turku: int, world: World
) -> None:
    heard = [world.hears(**HAPPY), world.hears(**HAPPY, context={"unit": "turku"})]
    cookies = signed_in_as(who)
    listed = ids(open_console(LIST, cookies))
    assert [one in listed for one in heard] == [status == 200 for status in (helsinki, turku)]
    assert [open_console(f"{LIST}/{one}", cookies).status for one in heard] == [helsinki, turku]
    assert [send_console(f"{LIST}/{one}", {"choice": "next"}, cookies).status for one in heard] == [
        404 if status == 404 else 303 for status in (helsinki, turku)
    ]


def test_praise_reaches_the_colleague_once_and_only_then(world: World) -> None:
    one = world.hears(**HAPPY)
    owner = signed_in_as(OWNER)
    open_console(f"{LIST}/{one}", owner)
    assert mailbox() == []

    for _ in range(2):
        answer = send_console(f"{LIST}/{one}", {"choice": "praise", "to": MANAGER}, owner)
        assert (answer.status, answer.headers["location"]) == (303, "/console/answers?read=no")

    (mail,) = mailbox()
    assert (mail.kind, mail.to) == ("praise", MANAGER)
    assert "Kiitos Pekka!" in mail.words
    assert "Mari Lindholm" in mail.words
    assert "Pekka" not in mail.subject


@pytest.mark.parametrize("to", ["", OWNER, "aino@example.com", "stranger@example.org"])
def test_praise_goes_to_colleagues_alone(to: str, world: World) -> None:
    one = world.hears(**HAPPY)
    answer = send_console(f"{LIST}/{one}", {"choice": "praise", "to": to}, signed_in_as(OWNER))
    assert (answer.status, 'id="to-error"' in answer.body, mailbox()) == (422, True, [])


def test_a_case_is_opened_by_hand_from_any_answer_and_says_who_wanted_it(world: World) -> None:
    one = world.hears(**HAPPY)
    owner = signed_in_as(OWNER)

    answer = send_console(f"{LIST}/{one}", {"choice": "handle", "reason": "Kaide oli irti."}, owner)

    assert answer.status == 303
    response = responses.find(one)
    assert response
    assert response.raised
    assert response.raised.reason == "Kaide oli irti."
    from kuultu.services.cases.handling_start import begin_handling

    begin_handling(one, world.now)
    assert [case_of(name) for name in executions()] == [one]
    world.carries(one)
    (opened,) = world.record(one).case.events
    assert opened == OpenedByHand(world.now, OWNER, "Kaide oli irti.")
    assert [mail.to for mail in mailbox() if mail.kind == "task-triage"] == [OWNER]
    assert ids(open_console(f"{LIST}?case=yes", owner)) == [one]


def test_a_case_wanted_twice_is_one_and_one_that_is_there_is_said(world: World) -> None:
    one, unhappy = world.hears(**HAPPY), world.hears()
    owner, manager = signed_in_as(OWNER), signed_in_as(MANAGER)
    wanted = {"choice": "handle", "reason": "Kaide oli irti."}
    assert [send_console(f"{LIST}/{one}", wanted, who).status for who in (owner, manager)] == [303, 303]
    again = responses.find(one)
    assert again
    assert again.raised
    assert again.raised.by == OWNER
    assert send_console(f"{LIST}/{unhappy}", wanted, owner).status == 409


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1_001])
def test_a_case_by_hand_needs_a_reason_and_keeps_what_was_typed(reason: str, world: World) -> None:
    one = world.hears(**HAPPY)
    answer = send_console(f"{LIST}/{one}", {"choice": "handle", "reason": reason}, signed_in_as(OWNER))
    assert answer.status == 422
    assert 'id="reason-error"' in answer.body
    assert reason.strip()[:50] in answer.body


def test_fifty_answers_are_read_with_a_key_each(world: World) -> None:
    for number in range(50):
        world.passes(DAY / 100)
        world.hears(**HAPPY | {"answers": {"nps": 10, "why": f"Numero {number}"}})
    owner = signed_in_as(OWNER)
    page = f"{LIST}/{ids(open_console(LIST, owner))[0]}?read=no"
    presses = 1
    while page != f"{LIST}?read=no":
        shown = open_console(page, owner)
        assert re.search(r'<button type="submit" name="choice" value="next"[^>]*accesskey="n"', shown.body)
        page = send_console(page, {"choice": "next"}, owner).headers["location"]
        presses += 1
    assert presses == 51
    assert total(open_console(LIST, owner)) == 0


def test_every_look_at_an_answer_and_every_file_is_on_record(world: World) -> None:
    one = world.hears(**HAPPY)
    open_console(f"{LIST}/{one}", signed_in_as(MANAGER))
    world.passes(DAY / 100)
    shown = open_console(f"{LIST}/{one}", signed_in_as(OWNER))
    open_console(f"{LIST}.csv?read=any", signed_in_as(OWNER))
    assert [(look.who, look.what) for look in latest_looks(one, 9)] == [(OWNER, "answer"), (MANAGER, "answer")]
    assert [(look.who, look.what) for look in latest_looks("answers", 9)] == [(OWNER, f"{LIST}?read=any")]
    assert "Outi Rantanen" in Page(shown.body).words


def test_another_site_decides_nothing(world: World) -> None:
    one = world.hears(**HAPPY)
    elsewhere = {"Origin": "https://elsewhere.example"}
    answer = send_console(f"{LIST}/{one}", {"choice": "praise", "to": MANAGER}, signed_in_as(OWNER), elsewhere)
    assert (answer.status, mailbox()) == (403, [])


def test_pages_hold_no_script_and_nothing_from_elsewhere(world: World) -> None:
    one = world.hears(**HAPPY | {"answers": {"nps": 10, "why": "<script>alert(1)</script>"}})
    owner = signed_in_as(OWNER)
    for path in ("/console", LIST, f"{LIST}/{one}"):
        page = open_console(path, owner)
        assert [one for one in Page(page.body).active if not one.startswith("/console")] == []
        assert "script-src" not in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"


def test_json_is_an_array_of_all_rows(world: World) -> None:
    one = world.hears(**HAPPY)
    (row,) = json.loads(open_console(f"{LIST}.json", signed_in_as(OWNER)).body)
    assert (row["id"], row["unit"], row["read"], row["case"]) == (one, "helsinki", False, False)
    assert (row["score"], row["score_max"]) == (10, 10)


def test_a_score_is_shown_with_its_scale(world: World) -> None:
    one = world.hears("support", answers={"ces": 6}, contact=None)
    owner = signed_in_as(OWNER)
    for path in (LIST, f"{LIST}/{one}"):
        assert "6 / 7" in Page(open_console(path, owner).body).words
    table = open_console(f"{LIST}.csv?read=any", owner).body
    assert "score,score_max" in table
    assert ",6,7," in table


def test_rude_words_are_folded_on_the_page_and_left_out_of_lists(world: World) -> None:
    one = world.hears(answers={"nps": 0, "why": "Te olette vitun idiootteja"})
    owner = signed_in_as(OWNER)
    for path in (LIST, "/console/cases"):
        world.carries(one)
        listed = open_console(path, owner)
        assert (one in ids(listed), "idiootteja" in listed.body) == (True, False)
    page = open_console(f"{LIST}/{one}", owner)
    assert re.search(r"<details><summary>[^<]+</summary><p[^>]*>Te olette", page.body)
