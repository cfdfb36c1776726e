"""Faults are told by file and line, also in files that can hardly be read."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.surveys.line_numbers import json_lines, line_of, toml_lines
from cli.surveys.survey_files import InvalidSurveys, read, read_all, violations_of
from tests.conftest import ROOT

TRICKY = '''# a [comment] = "with marks"
"quoted key" = 'its'
a.b . c = """
two = lines
""" # done
when = 1979-05-27 07:32:00
list = [
  { x = 1, y = [ "]", "}" ] },  # } ]

  2,
]

[[questions]]
id = "one"

[[questions]]
id = "two"
[questions.show_when]
question = "one"
[[questions.choices]]
value = "v"
[[questions.choices]]
value = "w"
'''


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401
    """The path of everything in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in items for found in [(*path, key), *paths_in(inner, (*path, key))]]


def test_each_thing_in_a_toml_document_has_its_line() -> None:
    lines = toml_lines(TRICKY)
    assert set(paths_in(tomllib.loads(TRICKY))) <= set(lines)
    assert [lines[path] for path in [("quoted key",), ("a", "b", "c"), ("when",), ("list", 1)]] == [2, 3, 6, 10]
    assert lines["list", 0, "y", 1] == 8
    assert [lines["questions", 1, "show_when", "question"], lines["questions", 1, "choices", 1, "value"]] == [19, 23]


@pytest.mark.parametrize("file", sorted((ROOT / "surveys").glob("*.toml")), ids=lambda file: file.stem)
def test_nothing_in_a_ready_made_survey_is_without_a_line(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines, written = toml_lines(text), text.splitlines()
    paths = paths_in(tomllib.loads(text))
    assert set(paths) <= set(lines)
    assert all(path[-1] in written[lines[path] - 1] for path in paths if isinstance(path[-1], str))


NAMES = st.text(max_size=5)
DOCUMENTS = st.dictionaries(
    NAMES,
    st.recursive(
        st.text() | st.booleans() | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner)
    ),
)


@settings(max_examples=10)
@given(DOCUMENTS, st.sampled_from([None, 1]), st.booleans())
def test_everything_in_any_json_document_has_a_line(content: dict[str, Any], indent: int | None, plain: bool) -> None:
    lines, twice = json_lines(json.dumps(content, indent=indent, ensure_ascii=plain))
    assert set(paths_in(content)) <= set(lines)
    assert twice == {}


def test_what_is_not_there_is_told_at_what_is_around_it() -> None:
    assert line_of(("questions", 1, "text", "sv"), toml_lines(TRICKY)) == 16
    assert line_of(("units",), toml_lines(TRICKY)) == 1


def refused(file: Path, content: str | bytes) -> list[str]:
    """What is told about a file with this content, without its folder."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InvalidSurveys) as faulty:
        read_all([file])
    return [line.replace(f"{file.parent}/", "") for line in faulty.value.told]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.toml", 'id = "a"\nlanguages = fi\n', "a.toml:2: This is not TOML: invalid value."),
        ("a.toml", 'id = "a"\nid = "b"\n', "a.toml:2: This is not TOML"),
        ("a.toml", 'id = "a"\nx = [1,\n', "a.toml:2: This is not TOML"),
        ("a.json", '{"id": "a",\n "id": "b"}', 'a.json:2: "id" is given twice here.'),
        ("a.json", '{"id": "a"\n "x": 1}', "a.json:2: This is not JSON"),
        ("a.json", "[]", "a.json:1: A definition is one object"),
        ("a.json", "[" * 100_000, "a.json: This is nested too deeply"),
        ("a.toml", 'id = "päivä"'.encode("latin-1"), "a.toml: Save this file as UTF-8"),
        ("a.txt", "", "a.txt: Surveys and people are in files whose names end with .toml or .json."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(
    tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    first, *others = refused(tmp_path / name, content)
    assert first.startswith(told)
    assert others == []


def test_faults_are_told_in_the_order_of_lines_and_by_the_names_of_things(tmp_path: Path) -> None:
    good = (ROOT / "surveys" / "visit.toml").read_text(encoding="utf-8").replace("units = ", "# ")
    units = (ROOT / "people.toml").read_text(encoding="utf-8").partition("[[units]]")
    people = '{ name = "Mari", email = "mari@example.com" }'
    own = re.sub(r'(owner|manager) = ".*"', rf"\1 = {people}", units[1] + units[2])
    told = refused(
        tmp_path / "a.toml",
        (good + own).replace("Europe/Helsinki", "Mars").replace('"csat"\nrequired', '"csta"\nrequired'),
    )
    assert told == [
        'a.toml:14: question "csat", kind: This must be one of nps, ces, csat, statement, choice, text.',
        'a.toml:65: unit "helsinki", time_zone: There is no such time zone. Write it like Europe/Helsinki.',
        'a.toml:76: unit "turku", time_zone: There is no such time zone. Write it like Europe/Helsinki.',
    ]


def test_a_survey_written_on_windows_is_read_all_the_same(tmp_path: Path) -> None:
    good = (ROOT / "surveys" / "visit.toml").read_bytes()
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    assert violations_of(read(tmp_path / "a.toml")) == []


def test_a_survey_may_be_json_as_well(tmp_path: Path) -> None:
    content = tomllib.loads((ROOT / "surveys" / "visit.toml").read_text(encoding="utf-8"))
    (tmp_path / "a.json").write_text(json.dumps(content, indent=2), encoding="utf-8")
    assert read_all([tmp_path])[0].content == content


def test_two_files_cannot_have_the_same_id(tmp_path: Path) -> None:
    good = (ROOT / "surveys" / "visit.toml").read_text(encoding="utf-8")
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(good, encoding="utf-8")
    with pytest.raises(InvalidSurveys, match=r"b\.toml:2: The id \"visit\" is that of .*a\.toml as well"):
        read_all([tmp_path])
