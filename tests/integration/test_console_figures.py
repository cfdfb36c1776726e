"""No page or file of the console holds a figure about a named colleague: it lists cases, and judges nobody.

A figure is a number in the same row, item, paragraph, option, heading or pair as the name or address of a colleague.
No figure are what names a case or a moment: short numbers, ids, dates and times.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.console import signed_in_as
from tests.integration.console_lists import LIST, ids, total
from tests.integration.http import GatewayResponse, open_console, send_console
from tests.integration.test_console_rights import PEOPLE, ROWS
from tests.integration.world import DAY, MANAGER, OWNER, World
from tests.unit.helpers.builders import staffed

COLLEAGUES = [text for person in staffed()["people"] for text in (person["name"], person["email"])]
PARTS = {"tr", "li", "p", "option", "h1", "h2", "h3", "h4", "summary", "legend", "label", "caption", "title", "dd"}
NO_FIGURE = re.compile(r"K-\d{5}|\b\d{1,2}\.\d{1,2}\.(\d{4})?|klo \d{1,2}(\.\d{2})?|\d{4}-\d{2}-\d{2}(T[\d:+]+)?")
NAMES_OF_CASES = {"id", "number"}
"""Columns of files that name a case."""

HAND_OVER = f"{LIST}/hand-over?from={OWNER}"
NEEDED = {(MANAGER, HAND_OVER): ["Mari Lindholm: 6 avointa tapausta sinun yksiköissäsi."]}
"""Figures that are needed: whoever hands all cases of an absent colleague over sees how many there are."""

BY_PERSON = (f"{LIST}?owner={OWNER}", f"{LIST}?with={OWNER}", f"{LIST}?stage=closed&owner={OWNER}")
VIEWS = (*BY_PERSON, f"{LIST}?stage=closed", "/console/answers?read=any", f"/console/looks?who={OWNER}")
PAGES = [*(row.address for row in ROWS if row.method == "GET"), *VIEWS, f"{LIST}/CLOSED"]


@dataclass
class Parts(HTMLParser):
    """The texts of a page, part by part; a value comes with its term, and moments are left out."""

    html: str
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, list[str]]] = []
        self._term, self._moments = "", 0
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._moments += tag in {"time", "style"}
        if tag in {*PARTS, "dt"}:
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        self._moments -= tag in {"time", "style"}
        if self._open and self._open[-1][0] == tag:
            text = " ".join("".join(self._open.pop()[1]).split())
            self._term = text if tag == "dt" else self._term
            self.found.append(f"{self._term} {text}" if tag == "dd" else text)

    def handle_data(self, data: str) -> None:
        if not self._moments:
            for _, texts in self._open:
                texts.append(data)


def figures(texts: list[str]) -> list[str]:
    """Those of some texts that hold a number beside a colleague."""
    named = (text for text in texts if any(colleague in text for colleague in COLLEAGUES))
    return [text for text in named if re.search(r"\d", NO_FIGURE.sub("", text))]


def texts_of(answer: GatewayResponse) -> list[str]:
    """The parts of a page, or the rows of a file without the names of cases."""
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html"):
        return Parts(answer.body).found
    rows = answer.json if "json" in kind else csv.DictReader(io.StringIO(answer.body.removeprefix("\ufeff")))
    return [" ".join(str(cell) for name, cell in row.items() if name not in NAMES_OF_CASES) for row in rows]


def busy(world: World) -> dict[str, str]:
    """A shop in which one colleague handles many cases, some late; the ids that stand for words in addresses."""
    begun = [world.begins_case() for _ in range(6)]
    world.triages(begun[-1], "not_a_complaint")
    asked = world.begins_case()
    world.triages(asked, colleague_name="Leo", colleague_email=MANAGER, colleague_question="Mitä tapahtui?")
    owner = signed_in_as(OWNER)
    send_console(f"/console/answers/{begun[0]}", {"choice": "praise", "to": MANAGER}, owner)
    send_console(f"{LIST}/{begun[0]}/join?with={begun[1]}", {}, owner)
    for address in (f"/console/answers/{begun[0]}", f"{LIST}/{begun[0]}", f"{LIST}/{asked}", f"{LIST}.csv"):
        for who in (OWNER, MANAGER):
            open_console(address, signed_in_as(who))
    world.passes(4 * DAY)
    return {"ID": begun[0], "OTHER": begun[2], "CLOSED": begun[-1], "TASK": f"1.{TaskKind.TRIAGE}"}


def shown(address: str, who: str, known: dict[str, str]) -> GatewayResponse:
    """The answer to a person at an address, with ids in place of the words for them."""
    for word, text in known.items():
        address = address.replace(word, text)
    return open_console(address, signed_in_as(who) if who else {})


def test_nothing_that_the_console_shows_holds_a_figure_about_a_colleague(world: World) -> None:
    known = busy(world)
    found = {(who, address): figures(texts_of(shown(address, who, known))) for who in PEOPLE for address in PAGES}
    assert {place: texts for place, texts in found.items() if texts} == NEEDED


NAMING = ["/console", LIST, f"{LIST}/ID", f"{LIST}/ID/join?with=OTHER", f"{LIST}.csv", f"{LIST}.json", HAND_OVER]


def test_the_pages_that_were_read_do_name_colleagues(world: World) -> None:
    known = busy(world)
    for address in (*NAMING, "/console/answers/ID", *BY_PERSON, f"{LIST}/CLOSED"):
        texts = texts_of(shown(address, MANAGER, known))
        assert any(colleague in text for text in texts for colleague in COLLEAGUES), address


@pytest.mark.parametrize(
    ("text", "is_figure"),
    [
        ("<li>Mari Lindholm: 12</li>", True),
        ("<dl><dt>Mari Lindholm</dt><dd>12</dd></dl>", True),
        ("<tr><td>owner.helsinki@example.com</td><td>4,5 / 5</td></tr>", True),
        ("<select><option>Mari Lindholm (12)</option></select>", True),
        ("<p>12 kaikkiaan.</p><p>Mari Lindholm</p>", False),
        ("<li>K-12345, tiistaina 24.11. klo 9.30, <time>11.30</time>: Mari Lindholm</li>", False),
    ],
)
def test_what_a_figure_is(text: str, is_figure: bool) -> None:
    assert bool(figures(Parts(text).found)) is is_figure


@pytest.mark.parametrize("kind", ["", ".csv", ".json"])
@pytest.mark.parametrize("person", ["owner", "with"])
def test_how_a_colleagues_cases_end_is_no_view(world: World, person: str, kind: str) -> None:
    answer = shown(f"{LIST}{kind}?{person}={OWNER}&outcome=silent", MANAGER, busy(world))
    assert answer.status == 422
    assert kind or total(answer) == 0


def test_the_number_of_a_list_by_person_is_that_of_its_rows_and_stands_alone(world: World) -> None:
    """Every list says how many rows it has, and the rows can be counted: leaving the number out would hide nothing.

    A list by person is needed to take work over, and to find a case again. So its number is kept, and nothing is made
    of it: it stands in a line of its own, beside no name, no other number and no other person's.
    """
    known = busy(world)
    for address in BY_PERSON:
        page = shown(address, MANAGER, known)
        numbers = [re.findall(r"\d+", NO_FIGURE.sub("", text)) for text in Parts(page.body).found]
        assert total(page) == len(ids(page))
        assert [found for found in numbers if found] == [[str(total(page))]]
