"""Reads survey definitions from files, and tells their faults by file and line."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cli.surveys import line_numbers
from infra.toolchain import ROOT
from kuultu.domain.surveys.validation import Known, violations_in
from kuultu.domain.surveys.validation.value_checks import Violation
from kuultu.services.calendar.unit_working_time import holidays_in
from kuultu.services.email_address import email_flaw

SURVEYS = ROOT / "surveys"
NOTATIONS = {".toml": "TOML", ".json": "JSON"}
NAMED_BY = {
    "questions": ("question", "id"),
    "units": ("unit", "id"),
    "root_causes": ("root cause", "value"),
    "people": ("person", "id"),
}


@dataclass(frozen=True)
class Document:
    """A survey file: its content, and the line of each value by path."""

    file: Path
    content: dict[str, Any]
    lines: Mapping[line_numbers.Path, int] = field(repr=False)


class InvalidSurveys(Exception):
    """Faults in survey files or in a command's arguments; `told` holds a sentence for each."""

    def __init__(self, told: Sequence[str]) -> None:
        self.told = told
        super().__init__("\n".join(told))


def read_all(named: Sequence[Path]) -> list[Document]:
    """The documents in files and folders; raises InvalidSurveys with all violations."""
    documents: list[Document] = []
    told: list[str] = []
    for file in files_in(named):
        try:
            document = read(file)
        except InvalidSurveys as faulty:
            told += faulty.told
            continue
        documents.append(document)
        told += violations_of(document)
    told += list(_shared_ids(documents))
    if told:
        raise InvalidSurveys(told)
    return documents


def files_in(named: Sequence[Path]) -> list[Path]:
    """The files named and those in folders, each once; raises InvalidSurveys for a folder without survey files."""
    files: list[Path] = []
    for path in named:
        inside = [one for one in sorted(path.iterdir()) if one.suffix in NOTATIONS] if path.is_dir() else [path]
        if not inside:
            raise InvalidSurveys([f"{path}: There are no surveys in this folder; their names end with .toml or .json."])
        files += [file for file in inside if file not in files]
    return files


def read(file: Path) -> Document:
    """The document in a file; raises InvalidSurveys if it is unreadable, malformed, or names a value twice."""
    if file.suffix not in NOTATIONS:
        raise InvalidSurveys([f"{file}: Surveys and people are in files whose names end with .toml or .json."])
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        content, lines, twice = _toml(text) if file.suffix == ".toml" else _json(text)
    except UnicodeDecodeError as error:
        raise InvalidSurveys([f"{file}: Save this file as UTF-8; its letters cannot be read otherwise."]) from error
    except OSError as error:
        raise InvalidSurveys([f"{file}: This file cannot be opened: {error.strerror or error}."]) from error
    except RecursionError as error:
        raise InvalidSurveys([f"{file}: This is nested too deeply to be a survey."]) from error
    except ValueError as error:
        line, reason = _syntax(error)
        raise InvalidSurveys(
            [f"{file}:{line or _last_line(text)}: This is not {NOTATIONS[file.suffix]}: {reason}"]
        ) from error
    if twice:
        raise InvalidSurveys([f'{file}:{line}: "{path[-1]}" is given twice here.' for path, line in twice.items()])
    if not isinstance(content, dict):
        raise InvalidSurveys([f"{file}:1: A definition is one object, {{ … }}."])
    return Document(file, content, lines)


def _toml(text: str) -> tuple[Any, Mapping[line_numbers.Path, int], Mapping[line_numbers.Path, int]]:
    return tomllib.loads(text), line_numbers.toml_lines(text), {}


def _json(text: str) -> tuple[Any, Mapping[line_numbers.Path, int], Mapping[line_numbers.Path, int]]:
    return json.loads(text), *line_numbers.json_lines(text)


def _syntax(error: ValueError) -> tuple[int | None, str]:
    """The line of a syntax error (None at the end of the file), and a sentence about the error."""
    place = re.search(r"line (\d+)", str(error))
    reason = re.sub(r"\s*\(at .*\)|: line .*", "", str(error)).rstrip(".")
    reason = reason[:1].lower() + reason[1:]
    return int(place[1]) if place else None, f"{reason}. Texts stand between quotation marks, lists between [ and ]."


def _last_line(text: str) -> int:
    return text.rstrip().count("\n") + 1


def violations_of(document: Document) -> list[str]:
    """The violations in a document, a sentence each, in the order of lines."""
    return told_of(document, violations_in(document.content, known_from_outside()))


def known_from_outside() -> Known:
    """The checks that the domain is given: of mail addresses and holidays."""
    return Known(email_flaw, has_holidays)


def told_of(document: Document, violations: Sequence[Violation]) -> list[str]:
    """A sentence for each violation in a document, with file, line and place, in the order of lines."""
    found = [
        (
            line_numbers.line_of(violation.path, document.lines),
            place_of(violation.path, document.content),
            violation.text,
        )
        for violation in violations
    ]
    return [f"{document.file}:{line}: {place}{text}" for line, place, text in sorted(found, key=lambda one: one[0])]


def has_holidays(code: str) -> bool:
    """True if the public holidays of a country, or of a part of a country, are known."""
    try:
        holidays_in(code)
    except ValueError:
        return False
    return True


def place_of(path: line_numbers.Path, content: Mapping[str, Any]) -> str:
    """The place of a violation in words, such as `question "why", text fi: `; empty for the whole document."""
    if not path:
        return ""
    head, rest = str(path[0]), path[1:]
    if head in NAMED_BY and rest:
        what, key = NAMED_BY[head]
        item = content[head][rest[0]] if isinstance(rest[0], int) else {}
        name = item.get(key) if isinstance(item, dict) else None
        head = f'{what} "{name}"' if isinstance(name, str) and name else f"{what} {int(rest[0]) + 1}"
        rest = rest[1:]
    steps = [f"{step + 1}" if isinstance(step, int) else step for step in rest]
    return ", ".join([head, *([" ".join(steps)] if steps else [])]) + ": "


def _shared_ids(documents: Sequence[Document]) -> Iterator[str]:
    first: dict[str, Path] = {}
    for document in documents:
        name = str(document.content.get("id"))
        if name in first:
            line = document.lines.get(("id",), 1)
            yield f'{document.file}:{line}: The id "{name}" is that of {first[name]} as well; each survey has its own.'
        first.setdefault(name, document.file)


def id_of(named: str) -> str:
    """The id of a survey, from its id or its file; raises InvalidSurveys."""
    if Path(named).suffix not in NOTATIONS:
        return named
    found = read(Path(named)).content.get("id")
    if not isinstance(found, str):
        raise InvalidSurveys([f'{named}: "id" is missing.'])
    return found
