"""The watch over a running emulator: started again after its end, its state saved, a full disk told of."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from infra.local.disk_space import is_full
from infra.local.emulator.process import Emulator
from infra.local.errors import CannotRun
from infra.toolchain import say

LOOK_EVERY = 0.5
SAVE_EVERY = 15.0
"""Seconds between snapshots; what happens in between is in the emulator's journal."""


class Watch:
    """A thread that looks after an emulator; ``restarted`` is called after each new start."""

    def __init__(self, emulator: Emulator, data: Path, restarted: Callable[[], None]) -> None:
        """Prepare the thread; ``begin`` starts it."""
        self._emulator, self._data, self._restarted = emulator, data, restarted
        self._is_full = False
        self._save_at = time.monotonic() + SAVE_EVERY
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="watch", daemon=True)

    def begin(self) -> None:
        """Watch from now on."""
        self._thread.start()

    def end(self) -> None:
        """Watch no longer; a start or a save under way is waited for."""
        self._ended.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._ended.wait(LOOK_EVERY):
            self._look_at_disk()
            if not self._emulator.is_running:
                self._start_again()
            elif time.monotonic() > self._save_at:
                self._emulator.save()
                self._save_at = time.monotonic() + SAVE_EVERY

    def _start_again(self) -> None:
        say("Emulator: ended by itself; it is started again with its data, and visitors are asked to wait a moment")
        self._emulator.clear_away()
        try:
            self._emulator.start()
            self._restarted()
        except CannotRun as reason:
            say(str(reason))
        else:
            say("Emulator: answers again")

    def _look_at_disk(self) -> None:
        was_full, self._is_full = self._is_full, is_full(self._data)
        if self._is_full and not was_full:
            say(f"Disk: full. Free some space for {self._data}; until then, visitors are asked to come back later.")
        if was_full and not self._is_full:
            say("Disk: there is room again, and Kuultu goes on")
