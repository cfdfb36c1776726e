"""Third-party packages as installed for a target, and the choice of their files for a bundle."""

import re
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

# botocore describes 400 services; Kuultu calls five.
BOTOCORE_DATA = ("dynamodb/2012-08-10/", "stepfunctions/", "sesv2/", "sqs/", "lambda/2015-03-31/")
# What is needed without being imported by name: Lambda's own image has no time zones.
IMPLIED = {"zoneinfo": "tzdata"}
LEFT_OUT = re.compile(
    r"(^|/)(tests?|__pycache__)/|\.(pyi|c|typed)$|\.dist-info/|^(\.\./|bin/)|/(examples|waiters)-\d\.json$"
)
# Nobody reads the names of holidays; the index of countries would import all of them at once (measured: 0.4 s of CPU),
# while the library asks for its own version, and finds a country's module by its name.
UNUSED_OF_HOLIDAYS = re.compile(r"^holidays/((locale|financial)/|countries/__init__\.py$)")
METADATA_READ = re.compile(r"^holidays-[^/]+\.dist-info/METADATA$")


def needed(top_levels: Iterable[str], installed: Path, environment: dict[str, str]) -> list[Distribution]:
    """The distributions behind top-level module names, with all their requirements, sorted by name."""
    known = {normalised(found.name): found for found in distributions(path=[str(installed)])}
    wanted = {IMPLIED.get(name, name) for name in top_levels}
    waiting = [name for name, found in known.items() if top_levels_of(found) & wanted]
    chosen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in chosen:
            chosen.add(name)
            waiting.extend(required_by(known[name], environment))
    return [known[name] for name in sorted(chosen)]


def required_by(distribution: Distribution, environment: dict[str, str]) -> list[str]:
    """The requirements of a distribution in the given environment, without optional extras."""
    wanted = [Requirement(text) for text in distribution.requires or ()]
    asked_for = {"extra": "", **environment}
    return [normalised(one.name) for one in wanted if one.marker is None or one.marker.evaluate(asked_for)]


def top_levels_of(distribution: Distribution) -> set[str]:
    """The names that ``import`` finds in a distribution."""
    return {name.parts[0].removesuffix(".py") for name in distribution.files or () if not LEFT_OUT.search(str(name))}


def files_of(distribution: Distribution) -> list[str]:
    """The files of a distribution for a bundle: metadata only if read at run time, and little of botocore's data."""
    names = sorted(str(name) for name in distribution.files or ())
    return [name for name in names if METADATA_READ.search(name) or is_used(name)]


def is_used(name: str) -> bool:
    """False for files without use in Lambda: tests, type stubs, metadata, scripts and unused data."""
    return not (LEFT_OUT.search(name) or UNUSED_OF_HOLIDAYS.search(name)) and wanted_of_botocore(name)


def wanted_of_botocore(name: str) -> bool:
    """False for botocore's descriptions of services that Kuultu does not call; True for all other files."""
    prefix = "botocore/data/"
    if not name.startswith(prefix):
        return True
    rest = name.removeprefix(prefix)
    return "/" not in rest or rest.startswith(BOTOCORE_DATA)


def normalised(name: str) -> str:
    """A distribution's name in the package index's normal form (lower case, hyphens)."""
    return re.sub(r"[-_.]+", "-", name).lower()
