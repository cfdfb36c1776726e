"""The emulator as it runs in a process of its own: it ends when whoever started it is gone, however that came."""

import os
import runpy
import signal
import sys
import threading
import time

SECONDS_TO_SAVE = 5


def end_with_parent() -> None:
    """Wait until the other end of our standard input is closed, then save and go, Lambdas included."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_SAVE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    runpy.run_module("ministack", run_name="__main__", alter_sys=True)
