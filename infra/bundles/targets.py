"""The two machines that bundles are made for, and the packages installed for each."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import default_environment

from infra.toolchain import BUILD, PIP_INSTALL, ROOT, Unprepared, environment, say

LAMBDA_PYTHON = "3.13"
LOCK = ROOT / "requirements" / "lambda.txt"
PLATFORM = ("--platform=manylinux2014_aarch64", "--implementation=cp", f"--python-version={LAMBDA_PYTHON}")


@dataclass(frozen=True)
class Target:
    """A kind of machine: its pip options, its environment markers, and its interpreter for compiling."""

    name: str
    pip_options: tuple[str, ...]
    markers: dict[str, str]
    compiler: Callable[[], str | None]


def interpreter_of_lambda() -> str | None:
    """A Python of Lambda's version on this machine, or None: no other version writes bytecode that Lambda reads."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    kept_by_pyenv = sorted(str(one) for one in pyenv.glob(f"{LAMBDA_PYTHON}*/bin/python{LAMBDA_PYTHON}"))
    candidates = (sys.executable, f"python{LAMBDA_PYTHON}", *kept_by_pyenv)
    return next((one for one in candidates if version_of(one) == LAMBDA_PYTHON), None)


def version_of(interpreter: str) -> str | None:
    """The version of an interpreter (major.minor); None if it does not run (a pyenv shim may not)."""
    if not shutil.which(interpreter):
        return None
    asked = [interpreter, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() or None


MARKERS = {name: str(value) for name, value in default_environment().items()}
MARKERS_OF_LAMBDA = {
    **MARKERS,
    "python_version": LAMBDA_PYTHON,
    "python_full_version": f"{LAMBDA_PYTHON}.0",
    "platform_machine": "aarch64",
    "sys_platform": "linux",
}
AWS = Target("aws", PLATFORM, MARKERS_OF_LAMBDA, interpreter_of_lambda)
HERE = Target("here", (), MARKERS, lambda: sys.executable)
TARGETS = {target.name: target for target in (AWS, HERE)}


def install(target: Target, into: Path) -> None:
    """Install the locked packages of the Lambdas for a target, hashes checked, wheels only; raises Unprepared."""
    say(f"Bundles: fetching packages for {target.name}")
    log = BUILD / "logs" / f"bundles-{target.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    options = ("--only-binary=:all:", "--no-deps", "--no-compile", f"--target={into}", *target.pip_options)
    command = [sys.executable, *PIP_INSTALL, *options, "-r", str(LOCK)]
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environment(), check=False)
    if done.returncode:
        raise Unprepared(
            "The Lambdas' packages could not be downloaded: check the network connection and run the same command"
            f" again (details: {log.relative_to(ROOT)})."
        )


def compile_all(target: Target, folder: Path) -> None:
    """Write bytecode for every source, valid at any time stamp; no bytecode if no interpreter fits.

    Hash seed and order are fixed and the folder's name left out, so that the same sources give the same bytes.
    """
    compiler = target.compiler()
    if compiler is None:
        say(f"Bundles: no Python {LAMBDA_PYTHON} here to compile with, so Lambda will do it at each cold start")
        return
    command = [compiler, "-S", "-m", "compileall", "-q", "--invalidation-mode=unchecked-hash", "-s", ".", "."]
    subprocess.run(command, cwd=folder, env={"PYTHONHASHSEED": "0"}, check=True)
