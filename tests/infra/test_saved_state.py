"""State on disk: lines, snapshots and journals as a kill, a power cut or a full disk leaves them behind."""

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.local.data_folder import make_folder, take_over_mails
from infra.local.emulator.inside import generations
from infra.local.emulator.inside.saved_state import bring_up_to_date
from infra.local.json_lines import JsonLines, read_lines


@contextmanager
def room_for_ten_bytes() -> Iterator[None]:
    """Files can grow to ten bytes only, the test's own output among them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def snapshot(folder: Path, number: int, text: str = "{}") -> None:
    """A snapshot with one file, and the journal that begins with it."""
    generations.write(folder, number, lambda unfinished: write_file(unfinished / "dynamodb.json", text))
    generations.journal(folder, number).write_bytes(b"")


def write_file(path: Path, text: str) -> None:
    """Write a text."""
    path.write_text(text, encoding="utf-8")


def test_a_half_written_line_is_left_out_and_the_next_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "mails.jsonl"
    path.write_bytes(b'{"n":1}\n{"n":')
    JsonLines(path).append({"n": 2})

    assert read_lines(path)[0] == [{"n": 1}, {"n": 2}]


def test_lines_are_read_on_from_where_the_last_reading_ended(tmp_path: Path) -> None:
    lines = JsonLines(tmp_path / "mails.jsonl")
    lines.append("first")
    _, read = read_lines(tmp_path / "mails.jsonl")
    lines.append("second")

    assert read_lines(tmp_path / "mails.jsonl", read)[0] == ["second"]


def test_a_line_without_room_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    lines = JsonLines(tmp_path / "mails.jsonl")
    lines.append("short")
    with pytest.raises(OSError, match="No space left"), room_for_ten_bytes():
        lines.append("longer")

    assert (tmp_path / "mails.jsonl").read_bytes() == b'"short"\n'


def test_a_snapshot_that_was_cut_off_gives_way_to_the_one_before(tmp_path: Path) -> None:
    snapshot(tmp_path, 1)
    snapshot(tmp_path, 2, '{"payload": {"tab')

    assert [found.number for found in generations.snapshots(tmp_path)] == [1]
    assert [path.name for path in generations.journals(tmp_path, since=1)] == ["000001.changes", "000002.changes"]


def test_an_unfinished_snapshot_is_none_and_its_number_is_not_used_again(tmp_path: Path) -> None:
    snapshot(tmp_path, 1)
    (tmp_path / "000002.unfinished").mkdir()

    assert [found.number for found in generations.snapshots(tmp_path)] == [1]
    assert generations.next_number(tmp_path) == 3


def test_two_generations_are_kept_with_their_journals_and_the_code_they_name(tmp_path: Path) -> None:
    write_file(tmp_path / "dynamodb.json", "{}")  # as earlier releases kept it
    codes = [letter * 64 for letter in "abc"]
    (tmp_path / generations.CODE).mkdir()
    for number, code in enumerate(codes, start=1):
        write_file(tmp_path / generations.CODE / f"{code}.zip", "")
        snapshot(tmp_path, number)
        write_file(tmp_path / f"{number:06}" / "lambda.json", json.dumps({"code_blob_ref": code}))
    generations.forget_old_ones(tmp_path)

    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {"000002", "000002.changes", "000003", "000003.changes", generations.CODE}
    assert {path.stem for path in (tmp_path / generations.CODE).iterdir()} == set(codes[1:])


def test_the_state_of_an_earlier_release_is_taken_up(tmp_path: Path) -> None:
    write_file(tmp_path / "dynamodb.json", "{}")
    write_file(tmp_path / "mails.json", '[{"MessageId": "1"}]')
    take_over_mails(tmp_path)

    assert generations.snapshots(tmp_path) == [generations.Snapshot(0, tmp_path)]
    assert read_lines(tmp_path / "mails.jsonl")[0] == [{"MessageId": "1"}]


def test_journaled_changes_are_stored_and_removed_and_a_table_that_is_gone_is_passed_over() -> None:
    table = {"TableId": "t", "items": {"a": {"1": {"old": {}}}, "b": {"1": {}}}}
    changes = [["t", "a", "1", {"new": {}}], ["t", "b", "1"], ["gone", "a", "1", {}], ["t", "c", "2", {}]]
    bring_up_to_date([table], changes)

    assert table["items"] == {"a": {"1": {"new": {}}}, "c": {"2": {}}}
    assert table["ItemCount"] == 2


def test_git_leaves_out_a_data_folder_of_any_name_but_no_folder_of_other_files(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    write_file(tmp_path / "work" / "notes.txt", "")
    for folder in (tmp_path / "new", tmp_path / "work"):
        make_folder(folder)

    assert (tmp_path / "new" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert not (tmp_path / "work" / ".gitignore").exists()
