"""Makes the Python environments from the hashed lock files; runs on the bare interpreter, so standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
CHECKOUT = ROOT / ".venv"
HOMES = {
    "unit": CHECKOUT,
    "local": CHECKOUT,
    "dev": CHECKOUT,
    "emulator": BUILD / "emulator",
    "audit": BUILD / "audit",
}
CONTAINED_IN = {"unit": "dev", "local": "dev"}
PROJECT = ROOT / "pyproject.toml"
OLDEST = (3, 11)


class Unprepared(Exception):
    """A failure to make an environment; the message says what to do."""


def prepare(name: str) -> Path:
    """Return the interpreter of the environment ``name``, made or brought up to date first; raises Unprepared."""
    if sys.version_info < OLDEST:
        raise Unprepared(f"Kuultu needs Python 3.11 or newer, this is {sys.version.split()[0]}: install a newer one.")
    home = HOMES[name]
    if any(is_current(lock, home) for lock in (name, CONTAINED_IN.get(name)) if lock):
        return python_of(home)
    say(f"Environment: installing {name} packages into {home.relative_to(ROOT)} (once; this downloads)")
    if not python_works(home):
        create(home)
    install(name, home)
    stamp_file(home, name).write_text(stamp(name), encoding="utf-8")
    return python_of(home)


def say(line: str) -> None:
    """Print a line of progress at once, also into a pipe."""
    print(line, flush=True)


def lock_file(name: str) -> Path:
    """The lock file of the environment ``name``."""
    return ROOT / "requirements" / f"{name}.txt"


def stamp(name: str) -> str:
    """A hash of the origin of an environment: interpreter and lock file."""
    made_from = f"{sys.version}\n{sys.base_prefix}\n".encode() + lock_file(name).read_bytes()
    return hashlib.sha256(made_from).hexdigest()


def stamp_file(home: Path, name: str) -> Path:
    """The file in an environment that holds the hash of its origin."""
    return home / f".made-from-{name}"


def is_current(name: str, home: Path) -> bool:
    """True if the environment is complete and made from the present lock file and interpreter."""
    remembered = stamp_file(home, name)
    return remembered.is_file() and remembered.read_text(encoding="utf-8") == stamp(name) and python_of(home).exists()


def python_of(home: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return home / "bin" / "python"


def python_works(home: Path) -> bool:
    """True if an earlier virtual environment runs, has pip, and has the version of the present interpreter."""
    if not python_of(home).exists():
        return False
    asked = [str(python_of(home)), "-c", "import pip, sys; print(sys.version)"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return bool(answer.stdout.strip() == sys.version)


def create(home: Path) -> None:
    """Make an empty virtual environment; raises Unprepared."""
    shutil.rmtree(home, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", home], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Unprepared(
            "Python cannot make a virtual environment: install its venv module (on Debian: apt install python3-venv)."
        )


def install(name: str, home: Path) -> None:
    """Install exactly the versions of the lock file, hashes checked; raises Unprepared."""
    log = BUILD / "logs" / f"environment-{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(python_of(home)), *PIP_INSTALL, "--no-deps", "--no-compile", "-r", str(lock_file(name))]
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environment(), check=False)
    if done.returncode:
        raise Unprepared(
            "The Python packages could not be downloaded: check the network connection and run the same command again"
            f" (details: {log.relative_to(ROOT)})."
        )


PIP_INSTALL = (
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "--progress-bar=off",
)


def environment() -> dict[str, str]:
    """Environment variables that keep the temporary files and caches of all tools inside the checkout."""
    temporary = BUILD / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    caches = {
        "PIP_CACHE_DIR": BUILD / "cache" / "pip",
        "npm_config_cache": BUILD / "cache" / "npm",
        "TMPDIR": temporary,
    }
    return {**os.environ, **{name: str(path) for name, path in caches.items()}}


def install_project(home: Path) -> None:
    """Install Kuultu, editable: its packages and the command `kuultu` are then found from every folder."""
    made_from = hashlib.sha256(f"{ROOT}\n".encode() + PROJECT.read_bytes()).hexdigest()
    stamp_of_project = home / ".made-from-project"
    if stamp_of_project.is_file() and stamp_of_project.read_text(encoding="utf-8") == made_from:
        return
    options = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--no-build-isolation")
    command = [str(python_of(home)), "-m", "pip", "install", *options, "--editable", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    if done.returncode:
        raise Unprepared(f"Kuultu could not be installed into {home}: {done.stderr.strip()}")
    stamp_of_project.write_text(made_from, encoding="utf-8")


def main(names: list[str]) -> int:
    """Prepare the environments named on the command line; the exit code is 1 if that failed."""
    try:
        for name in names:
            prepare(name)
            if HOMES[name] == CHECKOUT:
                install_project(CHECKOUT)
    except Unprepared as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
