"""The program of the emulator's process: ends with its parent process, keeps its state, and logs its decisions."""

import functools
import os
import runpy
import signal
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[3]))  # the checkout, behind all that the emulator brings

from infra.local.data_folder import MAILS
from infra.local.emulator.inside import lambda_processes, mail_log
from infra.local.emulator.inside.control import with_saving
from infra.local.emulator.inside.saved_state import SavedState


def end_with_parent(state: SavedState) -> None:
    """Wait for the end of standard input, then save the state and end this process, Lambdas included."""
    sys.stdin.buffer.read()
    lambda_processes.finish_calls()
    state.save_at_the_end()
    os.killpg(0, signal.SIGKILL)


def keep_state(data: Path) -> SavedState:
    """Have the emulator's state and mails kept in a folder."""
    from ministack import app  # type: ignore[import-not-found]

    state = SavedState(data / "state")
    state.take_over()
    mail_log.take_over(data / MAILS)
    lambda_processes.take_over()
    app.app = with_saving(app.app, state)
    return state


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
    kept = keep_state(Path.cwd())
    threading.Thread(target=end_with_parent, args=(kept,), daemon=True).start()
    runpy.run_module("ministack", run_name="__main__", alter_sys=True)
