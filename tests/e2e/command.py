"""The command `kuultu` against a running Kuultu, in a shell that knows no AWS, where nobody answers a question."""

import os
import subprocess
import sys
from pathlib import Path

from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT


def command(
    kuultu: LocalKuultu, *words: str, folder: Path = ROOT, reaches: bool = True
) -> "subprocess.CompletedProcess[str]":
    """What the command answers in a folder; one that `reaches` no stack is not told where it is."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    program = str(Path(sys.executable).parent / "kuultu")
    where = ("--endpoint-url", kuultu.endpoint) if reaches else ()
    return subprocess.run(
        [program, *words, *where],
        cwd=folder,
        env=outside,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
