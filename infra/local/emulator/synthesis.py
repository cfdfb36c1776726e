"""The CloudFormation template and its assets for a deployment stage, synthesised only after a change."""

import hashlib
import shutil
from pathlib import Path

from infra.bundles import build, sources
from infra.bundles.targets import TARGETS
from infra.deployment_stages import DeploymentStage
from infra.file_lock import exclusive
from infra.local.errors import CannotRun
from infra.synthesis import SynthesisFailed, run_app
from infra.toolchain import BUILD, ROOT, say

STATES_KEPT = 10  # states of the sources whose output is kept


def synthesise(stage: DeploymentStage) -> Path:
    """The cloud assembly of the local stage, from the cache if there was no change. Raises CannotRun."""
    bundles = build(TARGETS[stage.bundles])
    assembly = BUILD / "synth" / fingerprint(list(bundles.values()))
    with exclusive("synthesis"):
        if not (assembly / "manifest.json").is_file():
            say("Synthesis: making the CloudFormation template")
            try:
                run_app(assembly, stage=stage.name)
            except SynthesisFailed as reason:
                raise CannotRun(f"The template could not be made: {reason}") from reason
            forget_old_ones(assembly.parent)
        assembly.touch()
    return assembly


def fingerprint(bundles: list[Path]) -> str:
    """A short hash of the origin of a template: sources, state machine, lock file and bundles."""
    digest = hashlib.sha256()
    infra = ROOT / "infra"
    code = [file for file in sources(infra) if infra / "local" not in file.parents]
    others = [*sources(ROOT / "statemachines"), ROOT / "cdk.json", ROOT / "requirements" / "local.txt"]
    for file in (*code, *others, *bundles):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def forget_old_ones(folder: Path) -> None:
    """Delete all assemblies but the ten last used."""
    by_age = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in by_age[STATES_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
