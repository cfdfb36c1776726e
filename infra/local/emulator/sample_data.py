"""The sample data of the local run, written by a process with the environment of a Lambda."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from infra.deployed_stack import DeployedStack
from infra.local.emulator.connection import ADMINISTRATOR, REGION, client
from infra.local.errors import CannotRun
from infra.toolchain import ROOT, say


@contextmanager
def sample_data(deployed: DeployedStack, endpoint: str) -> Iterator[None]:
    """Have half a year of answers written into the tables, beside what is done inside; raises CannotRun."""
    say("Sample data: half a year of two shops")
    with subprocess.Popen(
        [sys.executable, "-m", "infra.local.sample"],
        cwd=ROOT,
        env=_environment(deployed, endpoint),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as writing:
        try:
            yield
        except BaseException:
            writing.kill()
            raise
        _, reasons = writing.communicate()
    if writing.returncode:
        raise CannotRun(f"The sample data could not be written: {reasons.strip().splitlines()[-1]}")


def _environment(deployed: DeployedStack, endpoint: str) -> dict[str, str]:
    known = client("lambda", endpoint).get_function_configuration(FunctionName=deployed.function("intake"))
    aws = {**ADMINISTRATOR, "aws_default_region": REGION, "aws_endpoint_url": endpoint, "no_proxy": "*"}
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**outside, **known["Environment"]["Variables"], **{name.upper(): value for name, value in aws.items()}}
