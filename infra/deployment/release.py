"""A release: the template of a stage, the bundles of its Lambdas, checksums and a bill of materials, in one archive."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.bundles import START_OF_ZIP_TIME
from infra.bundles.targets import LAMBDA_PYTHON, TARGETS
from infra.deployment.bill_of_materials import bill_of_materials
from infra.deployment_stages import DeploymentStage
from infra.synthesis import run_app
from infra.toolchain import BUILD, Unprepared

EDGE = "-edge"
"""The end of the name of the second stack, as in infra/stacks/edge.py."""

ASSETS = "kuultu-assets-${AWS::AccountId}-${AWS::Region}"
"""The name of the bucket for bundles and templates, one for all stages of an account in a region."""

TEMPLATE, EDGE_TEMPLATE, ABOUT = "template.json", "edge-template.json", "release.json"
BILL, SUMS = "sbom.cdx.json", "SHA256SUMS"


class InvalidRelease(Exception):
    """An archive that is no release, or not as it was made; the message is a sentence."""


@dataclass(frozen=True)
class Release:
    """The stack's name, and the files by name: the template, `assets/KEY` for each asset, and the papers."""

    stack: str
    files: Mapping[str, bytes]

    @property
    def template(self) -> str:
        """The CloudFormation template."""
        return self.files[TEMPLATE].decode()

    @property
    def edge(self) -> "Release | None":
        """The second stack of a stage with its own domain, in us-east-1, as a release; None without a domain."""
        template = self.files.get(EDGE_TEMPLATE)
        return Release(f"{self.stack}{EDGE}", {TEMPLATE: template}) if template else None

    @property
    def assets(self) -> dict[str, bytes]:
        """The assets by their key in the bucket: the bundles of the Lambdas."""
        return {name.removeprefix("assets/"): held for name, held in self.files.items() if name.startswith("assets/")}


def make_release(stage: DeploymentStage, **context: str) -> Release:
    """The release of a stage, made from the sources; raises Unprepared and SynthesisFailed."""
    target = TARGETS[stage.bundles]
    if target.compiler() is None:
        told = f"A release needs Python {LAMBDA_PYTHON} on this machine: without its bytecode every cold start is slow."
        raise Unprepared(f"{told} Install it, or deploy a release that was made elsewhere (--release FILE).")
    assembly = run_app(BUILD / "release" / stage.name, stage=stage.name, assets=ASSETS, **context)
    manifest = json.loads((assembly / f"{stage.stack_name}.assets.json").read_text(encoding="utf-8"))
    template = (assembly / f"{stage.stack_name}.template.json").read_bytes()
    assets = {}
    for file in manifest["files"].values():
        (destination,) = file["destinations"].values()
        if file["source"]["packaging"] == "file" and not file["source"]["path"].endswith(".template.json"):
            assets[f"assets/{destination['objectKey']}"] = (assembly / file["source"]["path"]).read_bytes()
    about = json.dumps({"stack": stage.stack_name, "stage": stage.name}, indent=1).encode()
    edge = assembly / f"{stage.stack_name}{EDGE}.template.json"
    second = {EDGE_TEMPLATE: edge.read_bytes()} if edge.is_file() else {}
    papers = {ABOUT: about, BILL: bill_of_materials(target)}
    return Release(stage.stack_name, {**papers, TEMPLATE: template, **second, **assets})


def write_release(release: Release, file: Path) -> None:
    """Write a release into an archive: the same files give the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, held in sorted({**release.files, SUMS: _sums(release.files)}.items()):
            entry = zipfile.ZipInfo(name, START_OF_ZIP_TIME)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, held)


def read_release(file: Path) -> Release:
    """The release in an archive, its checksums compared; raises InvalidRelease."""
    try:
        with zipfile.ZipFile(file) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        sums, about = files.pop(SUMS), json.loads(files[ABOUT])
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InvalidRelease(f"{file} is not a release of Kuultu: {error}. `kuultu release` makes one.") from error
    if sums != _sums(files):
        raise InvalidRelease(f"{file} is not as it was made: its checksums differ. Fetch it again.")
    return Release(str(about["stack"]), files)


def _sums(files: Mapping[str, bytes]) -> bytes:
    """The checksums as `sha256sum --check` reads them."""
    lines = (f"{hashlib.sha256(held).hexdigest()}  {name}\n" for name, held in sorted(files.items()))
    return "".join(lines).encode()
