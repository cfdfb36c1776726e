"""Every route of the console × every role × a unit of theirs and another's: who sees and does what.

A route without a row here fails: nobody adds one without saying who may use it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.console import signed_in_as
from tests.integration.http import Cookies, open_console, send_console
from tests.integration.world import MANAGER, OWNER, World

DIRECTOR, COLLEAGUE = "director@example.com", "deputy.helsinki@example.com"
OTHER_OWNER, OTHER_MANAGER = "owner.turku@example.com", "manager.turku@example.com"

OF_THE_UNIT, EVERY_STAFF, ADMINISTRATOR = "of the unit", "every staff", "administrator"
WHO: Mapping[str, set[str]] = {
    OF_THE_UNIT: {OWNER, MANAGER, DIRECTOR},
    EVERY_STAFF: {OWNER, MANAGER, DIRECTOR, OTHER_OWNER, OTHER_MANAGER},
    ADMINISTRATOR: {DIRECTOR},
    "owner and manager of the case": {OWNER, MANAGER},
    "its owner": {OWNER},
    "managers": {MANAGER, OTHER_MANAGER},
    "everybody": {OWNER, MANAGER, DIRECTOR, OTHER_OWNER, OTHER_MANAGER, COLLEAGUE, ""},
}
"""The people behind each word of the table; "" is a browser in which nobody is signed in."""

PEOPLE = sorted(WHO["everybody"])


@dataclass(frozen=True)
class Row:
    """A route: who may use it, with an address that is about an answer and case in Helsinki."""

    method: str
    route: str
    address: str
    who: str


ROWS = (
    Row("GET", "/console", "/console", EVERY_STAFF),
    Row("GET", "/console/answers", "/console/answers", EVERY_STAFF),
    Row("GET", "/console/answers.csv", "/console/answers.csv", EVERY_STAFF),
    Row("GET", "/console/answers.json", "/console/answers.json", EVERY_STAFF),
    Row("GET", "/console/answers/<response_id>", "/console/answers/ID", OF_THE_UNIT),
    Row("GET", "/console/cases", "/console/cases", EVERY_STAFF),
    Row("GET", "/console/cases.csv", "/console/cases.csv", EVERY_STAFF),
    Row("GET", "/console/cases.json", "/console/cases.json", EVERY_STAFF),
    Row("GET", "/console/cases/<case_id>", "/console/cases/ID", OF_THE_UNIT),
    Row("GET", "/console/cases/<case_id>/join", "/console/cases/ID/join?with=OTHER", "owner and manager of the case"),
    Row("GET", "/console/cases/<case_id>/tasks/<key>", "/console/cases/ID/tasks/TASK", "its owner"),
    Row("GET", "/console/cases/hand-over", f"/console/cases/hand-over?from={OWNER}", "managers"),
    Row("GET", "/console/looks", "/console/looks", ADMINISTRATOR),
    Row("GET", "/console/sign-in", "/console/sign-in", "everybody"),
    Row("GET", "/console/code", "/console/code", "everybody"),
    Row("GET", "/console/return", "/console/return", "everybody"),
    Row("POST", "/console/answers/<response_id>", "/console/answers/ID", OF_THE_UNIT),
    Row("POST", "/console/cases/<case_id>/join", "/console/cases/ID/join?with=OTHER", "owner and manager of the case"),
    Row("POST", "/console/cases/<case_id>", "/console/cases/ID", "owner and manager of the case"),
    Row("POST", "/console/cases/<case_id>/tasks/<key>", "/console/cases/ID/tasks/TASK", "its owner"),
    Row("POST", "/console/cases/hand-over", f"/console/cases/hand-over?from={OWNER}", "managers"),
    Row("POST", "/console/views", "/console/views", EVERY_STAFF),
    Row("POST", "/console/views/forget", "/console/views/forget", EVERY_STAFF),
    Row("POST", "/console/sign-in", "/console/sign-in", "everybody"),
    Row("POST", "/console/code", "/console/code", "everybody"),
    Row("POST", "/console/return", "/console/return", "everybody"),
    Row("POST", "/console/sign-out", "/console/sign-out", "everybody"),
)


def routes(method: str) -> set[str]:
    """The routes of the Lambda for a method, but for those that refuse or know nothing."""
    from console_actions.handler import app as actions
    from console_pages.handler import app as pages

    app = pages if method == "GET" else actions
    known = [*app._static_routes, *app._dynamic_routes]
    return {str(route.path) for route in known if route.method == method and "ANYWHERE" not in str(route.path)}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_route_has_a_row(method: str) -> None:
    from console_pages import handler

    said = {row.route for row in ROWS if row.method == method}
    assert routes(method) - {getattr(handler, "ANYWHERE", "")} == said


def used(row: Row, cookies: Cookies, case_id: str, other: str) -> bool:
    """True if the route answers a person; elsewhere it leads to the sign-in, or says that nothing is there."""
    path = row.address.replace("ID", case_id).replace("OTHER", other).replace("TASK", f"1.{TaskKind.TRIAGE}")
    answer = open_console(path, cookies) if row.method == "GET" else send_console(path, {}, cookies)
    signing_in = urlsplit(answer.headers.get("location", "")).path == "/console/sign-in"
    assert answer.status in {200, 303, 404, 409, 410, 422}, answer.body
    if row.route in {"/console/sign-in", "/console/code", "/console/sign-out"}:
        return answer.status in {200, 303, 422}
    return answer.status in {200, 409, 422} or (answer.status == 303 and not signing_in)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.route}")
def test_a_route_is_for_those_whom_the_table_names(row: Row, world: World) -> None:
    case_id, other = world.begins_case(), world.begins_case() if "OTHER" in row.address else ""
    can = {who for who in PEOPLE if used(row, signed_in_as(who) if who else {}, case_id, other)}
    assert can == WHO[row.who]
