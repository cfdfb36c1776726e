"""The emulator's state, saved so that a kill loses nothing that was answered.

The emulator by itself writes its state at an orderly end only. Here each change of an item is in a journal before its
caller hears of it, and a copy of the process writes a snapshot of everything now and then.
"""

import functools
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from infra.local.emulator.inside import generations
from infra.local.json_lines import JsonLines, read_lines

SECONDS_TO_WRITE = 120
Table = dict[str, Any]


class SavedState:
    """The snapshots and journals of an emulator in one folder; ``take_over`` makes the emulator use them."""

    def __init__(self, folder: Path) -> None:
        """Find the newest whole snapshot, and begin a new journal."""
        self._folder = folder
        found = generations.snapshots(folder)
        self._snapshot = found[0] if found else None
        self._earlier = generations.journals(folder, self._snapshot.number) if self._snapshot else []
        self._change = threading.Lock()
        self._save = threading.Lock()
        self._is_changed = True
        self._has_saved = False
        self._number = generations.next_number(folder)
        self._journal = JsonLines(generations.journal(folder, self._number))

    def take_over(self) -> None:
        """Take the place of the emulator's own persistence; to be called before the emulator starts."""
        from ministack import app  # type: ignore[import-not-found]
        from ministack.core import persistence  # type: ignore[import-not-found]
        from ministack.services import dynamodb, lambda_svc  # type: ignore[import-not-found]

        persistence.STATE_DIR = str(self._snapshot.folder if self._snapshot else self._folder / "none")
        app.save_all = lambda _: None
        lambda_svc._prune_orphan_code_blobs = lambda _: None  # the snapshot before may need them
        dynamodb.load_persisted_state = self._with_changes(dynamodb.load_persisted_state)
        dynamodb._set_item = self._journaled(dynamodb._set_item)
        dynamodb._remove_item = self._journaled(dynamodb._remove_item)

    def save(self) -> bool:
        """Write a snapshot if items have changed since the last one; False if that failed, as on a full disk."""
        with self._save:
            if self._has_saved and not self._is_changed:
                return True
            self._has_saved = self._write_snapshot()
            self._is_changed = self._is_changed or not self._has_saved
            if self._has_saved:
                generations.forget_old_ones(self._folder)
            return self._has_saved

    def save_at_the_end(self) -> None:
        """Write a last snapshot, unless there was none yet: a half-made deployment is not worth keeping."""
        if self._has_saved:
            self.save()

    def _journaled(self, change: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(change)
        def first_written(table: Table, pk: str, sk: str, *item: Any) -> Any:  # noqa: ANN401 - the emulator's own types
            with self._change:
                self._journal.append([table["TableId"], pk, sk, *item])
                self._is_changed = True
                return change(table, pk, sk, *item)

        return first_written

    def _with_changes(self, load: Callable[[Any], None]) -> Callable[[Any], None]:
        @functools.wraps(load)
        def load_and_change(data: Any) -> None:  # noqa: ANN401 - the emulator's own types
            for path in self._earlier:
                bring_up_to_date(data["tables"].all_values(), read_lines(path)[0])
            load(data)

        return load_and_change

    def _write_snapshot(self) -> bool:
        """Let a copy of this process write, in which all is as in one moment, while this one goes on answering."""
        with self._change:
            number = self._number + 1
            try:
                journal = JsonLines(generations.journal(self._folder, number))
            except OSError:
                return False
            self._journal.close()
            self._journal, self._number, self._is_changed = journal, number, False
            writer = os.fork()
        if writer == 0:
            os._exit(self._written(number))
        return ended_well(writer)

    def _written(self, number: int) -> int:
        """The exit code of the copy: 0 if the snapshot is there."""
        try:
            logging.disable()
            os.closerange(3, 1024)  # the port is not to stay taken if the emulator ends meanwhile
            generations.write(self._folder, number, write_services)
        except BaseException:
            return 1
        return 0


def bring_up_to_date(tables: Iterable[Table], changes: Iterable[list[Any]]) -> None:
    """Apply journaled changes to restored tables: `[table id, partition, sort key, item]`, no item if removed."""
    by_id = {table["TableId"]: table for table in tables}
    for table_id, pk, sk, *item in changes:
        table = by_id.get(table_id)
        if table is None:
            continue
        if item:
            table["items"].setdefault(pk, {})[sk] = item[0]
        else:
            table["items"].get(pk, {}).pop(sk, None)
    for table in by_id.values():
        table["items"] = {pk: rows for pk, rows in table["items"].items() if rows}
        table["ItemCount"] = sum(map(len, table["items"].values()))


def write_services(folder: Path) -> None:
    """Write the state of each service of the emulator into a folder; raises RuntimeError if one is missing."""
    from ministack import app
    from ministack.core import persistence

    persistence.STATE_DIR = str(folder)
    for name, state_of in app._build_persistence_save_dict().items():
        state = state_of()
        if state is None:
            continue
        persistence.save_state(name, state)
        if not (folder / f"{name}.json").is_file():
            raise RuntimeError(f"The state of {name} could not be written.")


def ended_well(child: int) -> bool:
    """Wait for the end of a child process, and kill it after two minutes; True if its exit code is 0."""
    deadline = time.monotonic() + SECONDS_TO_WRITE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False
