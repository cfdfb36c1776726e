"""The lists of the console, as their readers take them apart."""

import csv
import io
import re

from tests.integration.console import signed_in_as
from tests.integration.http import GatewayResponse, open_console
from tests.integration.world import MANAGER

DIRECTOR, OF_TURKU, NO_UNIT = "director@example.com", "owner.turku@example.com", "deputy.helsinki@example.com"


LIST = "/console/cases"


def ids(answer: GatewayResponse) -> list[str]:
    """The rows of a list, in order."""
    return re.findall(r'<tr data-id="([a-z0-9]+)"', answer.body)


def total(answer: GatewayResponse) -> int:
    """The number that a list tells."""
    found = re.search(r'data-total="(\d+)"', answer.body)
    assert found, answer.body
    return int(found[1])


def way(answer: GatewayResponse, rel: str) -> str:
    """The address of the next or previous page; "" without one."""
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', answer.body)
    return found[1].replace("&amp;", "&") if found else ""


def row_of(case_id: str, who: str = MANAGER, query: str = "") -> dict[str, str]:
    """The row of a case in the table of a view."""
    table = open_console(f"{LIST}.csv{query}", signed_in_as(who))
    rows = csv.DictReader(io.StringIO(table.body.removeprefix("\ufeff")))
    return next(row for row in rows if row["id"] == case_id)
