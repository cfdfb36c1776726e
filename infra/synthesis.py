"""The CDK application run as a program of its own, as the CDK command line would run it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.toolchain import ROOT


class SynthesisFailed(Exception):
    """A stage that has no template; the message is that of the application: faults of settings, or of the review."""


def run_app(out: Path, **asked: str) -> Path:
    """The cloud assembly of a stage in a folder, written anew; `asked` is context beside `cdk.json`.

    Raises SynthesisFailed.
    """
    context = {**json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"], **asked}
    unfinished = out.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    environment = {**os.environ, "CDK_OUTDIR": str(unfinished), "CDK_CONTEXT_JSON": json.dumps(context)}
    command = [sys.executable, "-m", "infra.app"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SynthesisFailed(done.stderr.strip() or done.stdout.strip())
    shutil.rmtree(out, ignore_errors=True)
    unfinished.rename(out)
    return out
