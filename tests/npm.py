"""Packages from npm that only tests need, installed from their lock files into the build folder."""

import shutil
import subprocess
from pathlib import Path

from infra.node import wheel_node
from infra.toolchain import BUILD, environment


def node() -> Path:
    """Node from a Python package; the machine need not have one."""
    found = wheel_node()
    assert found is not None
    return found


def installed(package: Path) -> Path:
    """A copy of a folder with `package.json` and its lock file, with `node_modules` in it."""
    home = BUILD / package.name.replace("_", "-")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(package, home)
    npm = node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    subprocess.run([node(), npm, "ci", "--silent", "--ignore-scripts"], cwd=home, env=environment(), check=True)
    return home
