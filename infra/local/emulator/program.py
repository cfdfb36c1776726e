"""The emulator as it runs in a process of its own: it ends with whoever started it, and says what it allows."""

import functools
import os
import runpy
import signal
import sys
import threading
import time
from typing import Any

SECONDS_TO_SAVE = 5


def end_with_parent() -> None:
    """Wait until the other end of our standard input is closed, then save and go, Lambdas included."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_SAVE)
    os.killpg(0, signal.SIGKILL)


def tell_verdicts() -> None:
    """Write a line for whatever a role asks for, and whether it may; the emulator itself tells refused callers only."""
    from ministack.core import iam_evaluator  # type: ignore[import-not-found]

    judge = iam_evaluator.evaluate

    @functools.wraps(judge)
    def told(asked: Any, *policies: Any) -> Any:  # noqa: ANN401 - the emulator's own types
        result = judge(asked, *policies)
        print("JUDGED", result.decision, asked.action, asked.principal_arn, asked.resource_arn, flush=True)
        return result

    iam_evaluator.evaluate = told


if __name__ == "__main__":
    if os.environ["AUTH"] == "true":
        tell_verdicts()
    threading.Thread(target=end_with_parent, daemon=True).start()
    runpy.run_module("ministack", run_name="__main__", alter_sys=True)
