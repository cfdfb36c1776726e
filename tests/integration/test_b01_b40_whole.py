"""The table of bad inputs to the public API, B01 to B40: every row is the name of a test somewhere here."""

import re

from tests.conftest import ROOT

ROWS = {
    "B01": "a valid body",
    "B02": "no body",
    "B03": "bytes that are not plain UTF-8",
    "B04": "malformed JSON",
    "B05": "deep nesting",
    "B06": "a name twice",
    "B07": "lone surrogates",
    "B08": "no object",
    "B09": "unknown properties",
    "B10": "wrong types",
    "B11": "scores out of range",
    "B12": "texts too long, or with nothing to see",
    "B13": "over 32 KiB",
    "B14": "headers over 10 KiB",
    "B15": "another content type",
    "B16": "a content encoding",
    "B17": "base64 from the gateway",
    "B18": "other methods",
    "B19": "preflights and odd origins",
    "B20": "unknown and closed surveys",
    "B21": "ids that are none",
    "B22": "unusable keys",
    "B23": "a key again with another body",
    "B24": "unusable mail addresses",
    "B25": "unusual mail addresses",
    "B26": "several addresses or lines",
    "B27": "the field that people do not see",
    "B28": "forms that are forged, old or hasty",
    "B29": "proofs that are none",
    "B30": "too much at once",
    "B31": "naughty strings in every field",
    "B32": "scripts",
    "B33": "formulas",
    "B34": "strange characters",
    "B35": "parameters in the query",
    "B36": "spoofed hosts",
    "B37": "bodies that end early",
    "B38": "times that the sender claims",
    "B39": "the store is down",
    "B40": "a fault of our own",
}


def test_every_row_of_the_table_is_the_name_of_a_test() -> None:
    files = (ROOT / "tests" / "integration").glob("test_*.py")
    names = [
        name for path in files for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.M)
    ]
    assert sorted({row for name in names for row in rows(name)}) == sorted(ROWS)


def rows(name: str) -> list[str]:
    """The rows that the name of a test names."""
    return [f"B{number}" for number in re.findall(r"_b(\d\d)(?=_)", name)]
