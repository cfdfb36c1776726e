"""The sample data of the local run, written by a process with the environment of a Lambda."""

import os
import subprocess
import sys

from infra.deployed_stack import DeployedStack
from infra.local.emulator.connection import ADMINISTRATOR, REGION, client
from infra.local.errors import CannotRun
from infra.toolchain import ROOT


def fill(deployed: DeployedStack, endpoint: str) -> None:
    """Write half a year of answers into the tables; raises CannotRun."""
    known = client("lambda", endpoint).get_function_configuration(FunctionName=deployed.function("intake"))
    aws = {**ADMINISTRATOR, "aws_default_region": REGION, "aws_endpoint_url": endpoint, "no_proxy": "*"}
    outside = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    done = subprocess.run(
        [sys.executable, "-m", "infra.local.sample"],
        cwd=ROOT,
        env={**outside, **known["Environment"]["Variables"], **{name.upper(): text for name, text in aws.items()}},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"The sample data could not be written: {done.stderr.strip().splitlines()[-1]}")
