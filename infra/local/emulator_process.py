"""The emulator as it runs in a process of its own: it ends with whoever started it, and says what it refuses."""

import functools
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


def tell_refusals() -> None:
    """Write a line for whatever a role may not do; the emulator itself tells only the caller, who may keep it quiet."""
    from ministack.core import iam_actions  # type: ignore[import-not-found]

    answer = iam_actions.access_denied_response

    @functools.wraps(answer)
    def told(service: str, action: str, principal: str, *rest: object, **more: object) -> object:
        print(f"REFUSED {action} {principal}", flush=True)
        return answer(service, action, principal, *rest, **more)

    iam_actions.access_denied_response = told


if __name__ == "__main__":
    if os.environ["AUTH"] == "true":
        tell_refusals()
    threading.Thread(target=end_with_parent, daemon=True).start()
    runpy.run_module("ministack", run_name="__main__", alter_sys=True)
