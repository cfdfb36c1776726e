"""Each row of inputs.md, faults.md and races.md and each guarantee of architecture.md is in the name of a test."""

import re
from collections.abc import Iterable, Iterator

import pytest

from tests.conftest import ROOT

ROWS = {
    "inputs.md": r"^\| ([BLS]\d\d) \|",
    "faults.md": r"^\| (F\d\d) \|",
    "races.md": r"^\| (R\d\d) \|",
    "architecture.md": r"^### (G\d): ",
}
"""The beginning of a row, or of the chapter on a guarantee, in each document."""


def rows(document: str) -> list[str]:
    """The rows of a document, in its order."""
    return re.findall(ROWS[document], (ROOT / "docs" / document).read_text(encoding="utf-8"), re.MULTILINE)


def names_of_tests() -> Iterator[str]:
    """The names of all tests."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        yield from re.findall(r"^ *(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)


def names_of_files() -> Iterator[str]:
    """The names of all files of tests; a row is not tested by a file that only promises it."""
    return (path.stem for path in (ROOT / "tests").rglob("test_*.py"))


def cited_in(name: str) -> list[str]:
    """The rows that a name cites: B02 and G2 in `test_g2_b02_…`."""
    return [row.upper() for row in re.findall(r"_([blsfgr]\d+)(?=_|$)", name)]


def cited(names: Iterable[str]) -> set[str]:
    """The rows that these names cite."""
    return {row for name in names for row in cited_in(name)}


@pytest.mark.parametrize("document", ROWS)
def test_every_row_of_a_document_is_in_the_name_of_a_test(document: str) -> None:
    assert rows(document), f"docs/{document} has no rows."
    assert sorted(set(rows(document)) - cited(names_of_tests())) == []


def test_every_row_that_a_test_cites_stands_in_a_document() -> None:
    written = [row for document in ROWS for row in rows(document)]
    assert len(written) == len(set(written))
    assert sorted(cited([*names_of_tests(), *names_of_files()]) - set(written)) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("test_b02_an_empty_body", ["B02"]),
        ("test_g6_l18_f32_no_scanner", ["G6", "L18", "F32"]),
        ("test_g1_g2", ["G1", "G2"]),
        ("test_l7_is_a_row_that_nobody_wrote", ["L7"]),
        ("test_what_is_not_utf_8", []),
        ("test_a_b2b_shop", []),
    ],
)
def test_rows_are_known_again_in_names(name: str, found: list[str]) -> None:
    assert cited_in(name) == found
