"""Publishes the sample surveys into the tables that the environment names; what is published already stays."""

import os
import subprocess
import sys

from infra.components.grants import GRANTS
from infra.environment import ROOT
from infra.local.deployed import ADMINISTRATOR, Deployed, client
from infra.local.emulator import REGION
from infra.local.errors import CannotRun

SURVEYS = ROOT / "surveys"


def publish_samples(deployed: Deployed, endpoint: str) -> None:
    """Publish in a process of its own, as the application reads its settings once for each."""
    done = subprocess.run(
        [sys.executable, "-m", "infra.local.seeds"],
        cwd=ROOT,
        env=environment_of(deployed, endpoint),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"The sample surveys could not be published: {done.stderr.strip().splitlines()[-1]}")


def environment_of(deployed: Deployed, endpoint: str) -> dict[str, str]:
    """What a deployed Lambda reads from its environment, for a process on this machine with all rights."""
    known = client("lambda", endpoint).get_function_configuration(FunctionName=deployed.function(next(iter(GRANTS))))
    here = {"AWS_ENDPOINT_URL": endpoint, "NO_PROXY": "*", "PYTHONPATH": str(ROOT / "functions")}
    rights = {name.upper(): value for name, value in ADMINISTRATOR.items()}
    region = {"AWS_DEFAULT_REGION": REGION}
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**outside, **known["Environment"]["Variables"], **here, **rights, **region}


if __name__ == "__main__":
    from infra.surveys.documents import read_all
    from infra.surveys.shelf import publish

    list(publish(read_all([SURVEYS])))
