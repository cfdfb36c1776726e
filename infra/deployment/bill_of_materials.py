"""The bill of materials of the Lambdas (CycloneDX 1.6), made from the files in their bundles."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, distributions, version
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from infra.bundles import FUNCTIONS, build, packages
from infra.bundles.distributions import normalised
from infra.bundles.targets import Target

Json = dict[str, Any]


class UnknownFile(Exception):
    """A file in a bundle that belongs neither to Kuultu nor to a locked package."""


def bill_of_materials(target: Target) -> bytes:
    """The bill of a target's bundles: each package with its version, licence and Lambdas. Raises UnknownFile."""
    bundles = build(target)
    known = list(distributions(path=[str(packages(target))]))
    owners = {str(file): found for found in known for file in found.files or ()}
    lambdas: dict[str, set[str]] = {}
    for name, bundle in sorted(bundles.items()):
        for owner in _owners(_third_party(bundle), owners):
            lambdas.setdefault(owner, set()).add(name)
    listed = [_package(one, lambdas[one.name]) for one in sorted(known, key=_name_of) if one.name in lambdas]
    return json.dumps(_document([*listed, *map(_bundle, sorted(bundles.values()))]), indent=1).encode()


def _third_party(bundle: Path) -> Iterable[str]:
    own = {one.name for one in FUNCTIONS.iterdir()}
    with zipfile.ZipFile(bundle) as archive:
        return [name for name in archive.namelist() if name.split("/")[0] not in own]


def _owners(names: Iterable[str], owners: Mapping[str, Distribution]) -> set[str]:
    """The packages of files; bytecode belongs to the package of its source."""
    found = set()
    for name in names:
        source = name
        if name.endswith(".pyc"):
            folder, _, compiled = name.rpartition("__pycache__/")
            source = f"{folder}{compiled.split('.')[0]}.py"
        if source not in owners:
            raise UnknownFile(f"{name} is in a bundle, and in no package of the lock file.")
        found.add(owners[source].name)
    return found


def _name_of(one: Distribution) -> str:
    return normalised(one.name)


def _package(one: Distribution, lambdas: Iterable[str]) -> Json:
    name = _name_of(one)
    told = one.metadata.json
    licence = str(told.get("license_expression") or told.get("license") or "").strip()
    known: Json = {"licenses": [{"license": {"name": licence.splitlines()[0]}}]} if licence else {}
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{one.version}",
        "name": name,
        "version": one.version,
        "purl": f"pkg:pypi/{name}@{one.version}",
        **known,
        "properties": [{"name": "kuultu:lambda", "value": used} for used in sorted(lambdas)],
    }


def _bundle(file: Path) -> Json:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": file.name,
        "name": file.name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _document(components: list[Json]) -> Json:
    """The document; its serial number follows from its content, so that the same release has the same one."""
    application = {"type": "application", "bom-ref": "kuultu", "name": "kuultu", "version": version("kuultu")}
    content = json.dumps([application, components])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"component": application},
        "components": components,
    }
