"""Packages from npm for the checks and the tests, installed from lock files; Kuultu needs none at run time."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from sysconfig import get_platform

from infra.file_lock import exclusive
from infra.node import wheel_node
from infra.toolchain import BUILD, ROOT, Unprepared, environment, say

DESCRIPTIONS = ("package.json", "package-lock.json")
INSTALL = ("ci", "--no-audit", "--no-fund", "--ignore-scripts")


def node() -> Path:
    """Node from a Python package; raises Unprepared if the package is not installed."""
    found = wheel_node()
    if found is None:
        raise Unprepared("There is no Node here: run `make dev`.")
    return found


def installed(package: Path, home: Path | None = None) -> Path:
    """A folder with the ``node_modules`` of the lock file in ``package``, made once for each state of that file."""
    home = home or BUILD / package.name.replace("_", "-")
    with exclusive(f"npm-{home.name}"):
        remembered = home / "node_modules" / ".made-from"
        if not remembered.is_file() or remembered.read_text(encoding="utf-8") != stamp(package):
            say(f"npm: installing {package.name} packages into {home.relative_to(ROOT)} (once; this downloads)")
            install(package, home)
            remembered.write_text(stamp(package), encoding="utf-8")
    return home


def stamp(package: Path) -> str:
    """A hash of the origin of installed packages: the kind of machine, ``package.json`` and the lock file."""
    made_from = get_platform().encode() + b"".join((package / name).read_bytes() for name in DESCRIPTIONS)
    return hashlib.sha256(made_from).hexdigest()


def install(package: Path, home: Path) -> None:
    """Install exactly the versions of the lock file, hashes checked; raises Unprepared."""
    home.mkdir(parents=True, exist_ok=True)
    for name in DESCRIPTIONS:
        if home != package:
            shutil.copy(package / name, home)
    npm = node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(node()), str(npm), *INSTALL]
    log = BUILD / "logs" / f"npm-{home.name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, cwd=home, env=environment(), stdout=out, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        raise Unprepared(
            "The npm packages could not be downloaded: check the network connection and run the same command again"
            f" (details: {log.relative_to(ROOT)})."
        )
