"""The program of the emulator's process: ends with its parent process, and logs its decisions about roles."""

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
    """Wait for the end of standard input, then save the state and end this process, Lambdas included."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_SAVE)
    os.killpg(0, signal.SIGKILL)


def tell_verdicts() -> None:
    """Log a line for each decision about a role's request; the emulator by itself tells refused callers only."""
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
