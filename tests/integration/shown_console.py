"""Every kind of page of the console that is no page of a case: signing in, lists, answers, and what many share."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from kuultu.domain.console import view
from kuultu.domain.console.kept_views import MOST_KEPT
from kuultu.gateways.issuer import _discovered
from kuultu.services.console import answers
from tests.integration.at_the_counter import PHONE
from tests.integration.console import ask_for_code, asked_as, enter, signed_in_as
from tests.integration.console_lists import DIRECTOR, OF_TURKU, way
from tests.integration.fake_issuer import begun, federated
from tests.integration.http import open_console, send_console
from tests.integration.shown_pages import LANGUAGES, ODD, ODD_NAME, ShownPages
from tests.integration.wire import tapped
from tests.integration.world import DAY, MANAGER, OWNER, World

ANSWERS, CASES, LOOKS = "/console/answers", "/console/cases", "/console/looks"
EMPTY = ("/console", ANSWERS, CASES, LOOKS, f"{CASES}?stage=closed", f"{CASES}/hand-over?from={OWNER}")
FILTERS = (
    "from=x&to=x&verdict=x&case=x",
    "read=any&text=%22%3Cb%3E&unit=helsinki&verdict=negative&topic=delivery&language=sv&from=2026-11-01",
    "late=x&waits_for=x&stage=x&outcome=x",
    f"owner={OWNER}&with={MANAGER}&waits_for=us&stage=triage&touchpoint=till",
    "outcome=silent&survey=visit",
    f"outcome=silent&owner={OWNER}",
)


def signing_in(world: World, shown: ShownPages) -> None:
    """The pages for signing in: empty, with a flaw, after a wrong code, and after too many."""
    for language in LANGUAGES:
        path = f"/console/sign-in?language={language}"
        shown.keep(f"sign in {language}", open_console(path))
        shown.keep(f"sign in {language} without an address", ask_for_code("", path=path))
        with tapped() as wire:
            cookies, _ = asked_as(OWNER, wire)
        shown.keep(f"code {language}", open_console(f"/console/code?language={language}", cookies))
    for number, code in enumerate(("", "123", *["0000 0000"] * 6)):
        shown.keep(f"code {number}", enter(code, cookies))
    with tapped():
        asked = (ask_for_code(f"somebody{number}@example.com") for number in range(60))
        shown.keep("too many codes", next(answer for answer in asked if answer.status == 429))


def at_an_issuer(world: World, shown: ShownPages) -> None:
    """The pages for signing in at an issuer: there, back, and wherever the way ends."""
    with federated('<b>"stranger"</b>@example.com') as issuer:
        address, cookies = begun()
        back = issuer.let_in(address)
        shown.keep("issuer", open_console("/console/sign-in?to=%2Fconsole%2Fcases", cookies))
        shown.keep("issuer, back", open_console(back, cookies))
        fields = dict(parse_qsl(urlsplit(back).query))
        shown.keep("issuer, nobody", send_console("/console/return", fields, cookies))
        shown.keep("issuer, over", send_console("/console/return", fields, cookies))
        shown.keep("issuer, refused", open_console(f"{back}&error=access_denied", cookies))
        issuer.answer = (500, b"{}")
        shown.keep("issuer, silent at the code", send_console("/console/return", fields, cookies))
        _discovered.cache_clear()
        shown.keep("issuer, silent", open_console("/console/sign-in"))


def views_with_names(world: World, shown: ShownPages) -> None:
    """Views that a person keeps: none, one that is open, wrongly named, and as many as there may be."""
    owner, view = signed_in_as(OWNER), f"{CASES}?late=yes&unit=helsinki"
    shown.keep("view to keep", open_console(view, owner))
    shown.keep("view without a name", send_console("/console/views", {"name": "", "view": view}, owner))
    for number in range(MOST_KEPT):
        send_console("/console/views", {"name": f"{number} {ODD_NAME}", "view": view}, owner)
    shown.keep("kept views", open_console(view, owner))
    shown.keep("too many views", send_console("/console/views", {"name": "one more", "view": view}, owner))


def without_anything(world: World, shown: ShownPages) -> None:
    """Lists with nothing in them, and nothing at all."""
    manager, director = signed_in_as(MANAGER), signed_in_as(DIRECTOR)
    for path in EMPTY:
        shown.keep(f"empty {_named(path)}", open_console(path, director if path == LOOKS else manager))
    shown.keep("nowhere in the console", open_console("/console/nowhere", director))


def with_much(world: World, shown: ShownPages) -> None:
    """Lists of several pages, with every filter, usable and not; and what is looked through is bounded."""
    for number in range(5):
        world.begins_case(contact=None, answers={"nps": 2, "why": f"{number} {ODD}"}, context={"unit": "helsinki"})
    world.begins_case(language="sv", context={"unit": "turku"})
    director = signed_in_as(DIRECTOR)
    with pytest.MonkeyPatch.context() as bounds:
        bounds.setattr(answers, "MOST_LOOKED", 3)
        bounds.setattr(view, "PAGE", 2)
        for path in (ANSWERS, CASES):
            second = way(shown.keep(f"first page {_named(path)}", open_console(path, director)), "next")
            shown.keep(f"second page {_named(path)}", open_console(second, director))
    world.passes(4 * DAY)
    director = signed_in_as(DIRECTOR)
    filtered = (f"{one}?{query}" for one in (ANSWERS, CASES) for query in FILTERS)
    for path in ("/console", LOOKS, f"{LOOKS}?day=x", *filtered):
        shown.keep(f"much {_named(path)}", open_console(path, director))
    shown.keep("file of an unusable view", open_console(f"{CASES}.csv?from=x", director))


def an_answer(world: World, shown: ShownPages) -> None:
    """An answer: read before, with what can be decided about it wrongly, praised, and with a case."""
    one = world.hears(answers={"nps": 10, "why": ODD}, contact={"name": ODD_NAME, "phone": PHONE, "consent": True})
    owner, path = signed_in_as(OWNER), f"{ANSWERS}/{one}"
    open_console(path, signed_in_as(MANAGER))
    shown.keep("answer", open_console(path, owner))
    for choice in ("", "praise", "handle"):
        shown.keep(f"answer, {choice or 'nothing'} wrong", send_console(path, {"choice": choice}, owner))
    send_console(path, {"choice": "praise", "to": OF_TURKU}, owner)
    send_console(path, {"choice": "handle", "reason": ODD}, owner)
    shown.keep("answer decided", open_console(path, owner))
    rude = world.begins_case(answers={"nps": 0, "why": "Te olette vitun idiootteja"})
    shown.keep("rude answer", open_console(f"{ANSWERS}/{rude}", owner))
    shown.keep("answer with a case", send_console(f"{ANSWERS}/{rude}", {"choice": "handle", "reason": ODD}, owner))


def cases_of_somebody(world: World, shown: ShownPages) -> None:
    """Cases that are perhaps the same, joined, and all handed over."""
    alike = {"answers": {"nps": 2, "why": "Kassalla oli pitkä jono."}, "contact": None}
    one, other = world.begins_case(**alike), world.begins_case(**alike)
    owner, manager = signed_in_as(OWNER), signed_in_as(MANAGER)
    shown.keep("like cases", open_console(f"{CASES}/{one}", owner))
    join = f"{CASES}/{one}/join?with={other}"
    shown.keep("join", open_console(join, owner))
    send_console(join, {}, owner)
    shown.keep("joined cases", open_console(f"{CASES}/{one}", owner))
    every = f"{CASES}/hand-over?from={OWNER}"
    shown.keep("hand over", open_console(every, manager))
    shown.keep("hand over wrong", send_console(every, {}, manager))
    shown.keep("handed over", send_console(every, {"to": MANAGER, "reason": ODD}, manager))


def _named(path: str) -> str:
    return path.translate(str.maketrans("/?&=%", "     ")).strip()


SCENES = (without_anything, signing_in, at_an_issuer, views_with_names, an_answer, cases_of_somebody, with_much)
