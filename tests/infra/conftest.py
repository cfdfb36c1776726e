"""The stack as a template, and as it runs on this machine; each is made once."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.bundles import build
from infra.bundles.targets import HERE
from infra.file_lock import exclusive
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT

Template = dict[str, Any]


def synthesised(stage: str, temporary: pytest.TempPathFactory) -> Path:
    """What `cdk synth` writes for a stage of `tests/infra/stages`: made once for all processes of a run."""
    base = temporary.getbasetemp()
    out = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"synth-{stage}"
    with exclusive("test-synthesis"):
        if not (out / "manifest.json").is_file():
            synthesise(out, stage)
    return out


def synthesise(out: Path, stage: str) -> None:
    """Write it, with no account and no credentials at hand."""
    context = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_"))}
    asked = {**context, "stage": stage, "stages": "tests/infra/stages"}
    settings = {"CDK_OUTDIR": str(out), "CDK_CONTEXT_JSON": json.dumps(asked)}
    subprocess.run([sys.executable, "-m", "infra.app"], cwd=ROOT, env={**outside, **settings}, check=True)


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly of the production stage."""
    return synthesised("production", tmp_path_factory)


@pytest.fixture(scope="session")
def template(assembly: Path) -> Template:
    """The CloudFormation template of the production stage."""
    loaded: Template = json.loads((assembly / "Kuultu.template.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The CloudFormation template of a second stage with the same sender."""
    out = synthesised("staging", tmp_path_factory)
    loaded: Template = json.loads((out / "Kuultu-staging.template.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="session")
def bundles() -> dict[str, Path]:
    """The zip of each Lambda, for this machine."""
    return build(HERE)


@pytest.fixture(scope="session")
def kuultu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu of its own, on a slow clock."""
    with LocalKuultu(tmp_path_factory.mktemp("kuultu"), day_seconds=86400) as running:
        yield running
