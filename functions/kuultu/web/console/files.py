"""Files of the console: all rows of a view as CSV (RFC 4180) or JSON."""

import csv
import io
import json
from collections.abc import Mapping, Sequence

from aws_lambda_powertools.event_handler import Response

from kuultu.web.headers import COMMON

Cell = str | int | bool | list[str]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""The beginnings that make a spreadsheet take a text for a formula."""


def csv_file(name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> Response[str]:
    """The rows as CSV, which spreadsheets open; a text that begins like a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    marked = "\ufeff" + out.getvalue()  # a byte order mark: else Excel does not read UTF-8
    return _file(f"{name}.csv", "text/csv; charset=utf-8", marked)


def json_file(name: str, rows: Sequence[Mapping[str, Cell]]) -> Response[str]:
    """The rows as JSON: an array of objects."""
    return _file(f"{name}.json", "application/json; charset=utf-8", json.dumps(rows, ensure_ascii=False))


def _file(name: str, kind: str, text: str) -> Response[str]:
    policy = "default-src 'none'; frame-ancestors 'none'"
    headers = {
        **COMMON,
        "Content-Security-Policy": policy,
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(200, kind, text, headers=headers)


def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(value, int) else text
