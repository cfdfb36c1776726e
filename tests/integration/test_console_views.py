"""Kept views: a person names a view, finds it on the start page and beside the lists, and removes it again."""

import re
from collections.abc import Mapping

import pytest

from kuultu.domain.console.kept_views import MOST_KEPT, KeptViews
from kuultu.store import kept_views
from kuultu.store.kept_views import KeptViewsItem
from tests.integration.console import signed_in_as
from tests.integration.console_lists import OF_TURKU, ids
from tests.integration.http import GatewayResponse, open_console, send_console
from tests.integration.page import Page
from tests.integration.wire import Wire
from tests.integration.world import MANAGER, OWNER, World

LATE, UNHAPPY = "/console/cases?late=yes", "/console/answers?verdict=negative"
KEEP, FORGET = "/console/views", "/console/views/forget"


def keeps(name: str, view: str = LATE, who: str = OWNER) -> GatewayResponse:
    """The answer to a name for a view."""
    return send_console(KEEP, {"name": name, "view": view}, signed_in_as(who))


def removes(name: str, who: str = OWNER, **fields: str) -> GatewayResponse:
    """The answer to the removal of a view."""
    return send_console(FORGET, {"name": name, **fields}, signed_in_as(who))


def listed(page: str = "/console", who: str = OWNER) -> list[tuple[str, str, bool]]:
    """The views that a page lists: address, name, and whether the page is that view."""
    body = open_console(page, signed_in_as(who)).body
    found = re.findall(r'<li><a href="([^"]+)" dir="auto"( aria-current="page")?>([^<]+)</a>', body)
    return [(address.replace("&amp;", "&"), name, bool(present)) for address, present, name in found]


def forms(page: str, who: str = OWNER) -> list[Mapping[str, str]]:
    """The forms of a page that are about its views."""
    every = Page(open_console(page, signed_in_as(who)).body).forms
    return [form for form in every if form.get("data-kind") in {"keep_view", "forget_view"}]


@pytest.mark.parametrize("view", [LATE, UNHAPPY])
def test_a_view_is_kept_by_the_form_beside_its_list_and_the_page_is_the_view_again(view: str, world: World) -> None:
    page = Page(open_console(f"{view}&cursor=x", signed_in_as(OWNER)).body)
    assert {"method": "post", "action": KEEP, "data-kind": "keep_view"} in page.forms
    kept = keeps("Minun", page.fields["view"])
    assert (kept.status, kept.headers["location"]) == (303, view)
    assert listed(view) == [(view, "Minun", True)]
    assert [form["data-kind"] for form in forms(view)] == ["forget_view"]


def test_kept_views_stand_on_the_start_page_and_beside_both_lists(world: World) -> None:
    keeps("Myöhässä", LATE)
    keeps("Harmissaan", UNHAPPY)
    everywhere = [(UNHAPPY, "Harmissaan", False), (LATE, "Myöhässä", False)]
    assert listed() == listed("/console/answers") == listed("/console/cases") == everywhere
    assert listed(UNHAPPY) == [(UNHAPPY, "Harmissaan", True), (LATE, "Myöhässä", False)]


@pytest.mark.parametrize("bare", ["/console/answers", "/console/answers?read=no", "/console/cases", "/console"])
def test_a_name_is_asked_for_only_where_conditions_are_set(bare: str, world: World) -> None:
    assert forms(bare) == []
    assert forms("/console/cases?from=oops") == []


def test_the_same_name_again_leads_to_the_newer_view(world: World) -> None:
    keeps("Minun", LATE)
    keeps(" Minun ", UNHAPPY)
    assert listed() == [(UNHAPPY, "Minun", False)]


def test_a_view_is_removed_and_a_second_time_changes_nothing(world: World) -> None:
    keeps("Myöhässä", LATE)
    keeps("Harmissaan", UNHAPPY)
    for _ in range(2):
        removed = removes("Myöhässä", view=LATE)
        assert (removed.status, removed.headers["location"]) == (303, LATE)
        assert listed() == [(UNHAPPY, "Harmissaan", False)]
    assert removes("Harmissaan").headers["location"] == "/console"
    assert listed() == []


def test_views_are_the_persons_own(world: World) -> None:
    keeps("Minun", LATE, OWNER)
    keeps("Minun", UNHAPPY, MANAGER)
    assert listed(who=OF_TURKU) == []
    removes("Minun", MANAGER)
    assert listed(who=OWNER) == [(LATE, "Minun", False)]


def test_a_kept_view_shows_what_its_reader_may_see_today(world: World) -> None:
    case_id, view = world.begins_case(context={"unit": "turku"}), "/console/cases?unit=turku"
    for who, seen in ((OWNER, []), (OF_TURKU, [case_id])):
        keeps("Turku", view, who)
        assert (listed(view, who), ids(open_console(view, signed_in_as(who)))) == ([(view, "Turku", True)], seen)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Kirjoita näkymälle nimi."),
        (" ", "Kirjoita näkymälle nimi."),
        ("x" * 61, "yksi rivi, enintään 60 merkkiä"),
        ("a\x07", "Kirjoita tämä uudelleen."),
    ],
)
def test_a_name_that_cannot_be_kept_comes_back_with_the_reason(name: str, told: str, world: World) -> None:
    answer = keeps(name)
    page = Page(answer.body)
    assert (answer.status, told in page.words) == (422, True)
    assert page.fields == {"view": LATE, "name": name}
    assert listed() == []


def test_a_twenty_first_view_is_told_what_to_do_and_finds_room_after_a_removal(world: World) -> None:
    for number in range(MOST_KEPT):
        keeps(f"{number:02}")
    answer = keeps("Minun", UNHAPPY)
    assert (answer.status, answer.body.count('data-kind="forget_view"')) == (422, MOST_KEPT)
    assert "Poista niistä yksi" in answer.body
    assert removes("07", view=UNHAPPY).headers["location"] == UNHAPPY
    assert keeps("Minun", UNHAPPY).status == 303
    assert len(listed()) == MOST_KEPT


@pytest.mark.parametrize(
    "view",
    ["", "https://shop.example/console/cases?late=yes", "/console/looks", "/console/cases.csv?late=yes", "/l/abc"],
)
def test_only_views_of_the_lists_are_kept(view: str, world: World) -> None:
    for answer in (keeps("Minun", view), *([removes("Minun", view=view)] if view else [])):
        assert (answer.status, "Vain vastausten ja tapausten" in answer.body) == (422, True)
    assert listed() == []


def test_a_view_with_an_unusable_condition_or_too_many_words_is_not_kept(world: World) -> None:
    assert keeps("Minun", "/console/cases?from=oops").status == 422
    long = keeps("Minun", "/console/cases?" + "&".join(f"{name}={'ä' * 190}" for name in ("text", "topic")))
    assert (long.status, "liikaa hakusanoja" in long.body) == (422, True)
    assert listed() == []


def test_two_tabs_lose_nothing(world: World) -> None:
    keeps("Ensin", LATE)

    def beside(views: KeptViews) -> KeptViews:
        """Keep another view between the look at the item and the write."""
        if not views.at(UNHAPPY):
            keeps("Toisessa ikkunassa", UNHAPPY)
        return views.without("Ensin")

    kept_views.change_views(OWNER, beside)
    assert listed() == [(UNHAPPY, "Toisessa ikkunassa", False)]


def test_a_person_is_one_item_found_by_the_mailbox_without_the_address(world: World) -> None:
    keeps("Ensin", LATE)
    keeps("Sitten", UNHAPPY)
    kept_views.change_views("Owner.Helsinki+muu@example.com", lambda views: views.without("Ensin"))
    (item,) = [one for one in KeptViewsItem.scan() if one.item == "views"]
    assert (item.views, OWNER in str(item.attribute_values)) == ({"Sitten": UNHAPPY}, False)


def test_tables_and_pages_of_a_case_read_no_views(world: World, wire: Wire) -> None:
    case_id = world.begins_case()
    owner = signed_in_as(OWNER)
    counted = {}
    for page in (LATE, "/console/cases.csv?late=yes", f"/console/cases/{case_id}"):
        wire.queries.clear()
        open_console(page, owner)
        counted[page] = sum("#views#" in str(query) for query in wire.queries)
    assert list(counted.values()) == [1, 0, 0]
