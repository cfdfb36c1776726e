"""`cdk deploy`, by the real AWS CDK command line, brings up the same stack."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.emulator.connection import REGION, client
from infra.local.emulator.deployment import ASSETS, BOOTSTRAP, describe
from infra.local.emulator.process import Emulator
from infra.npm import installed, node
from infra.toolchain import ROOT, environment

PACKAGE = Path(__file__).parent / "cdk_cli"
STACK = "Kuultu-local"


@pytest.fixture(scope="session")
def cdk() -> list[str]:
    """The command `cdk`."""
    return [str(node()), str(installed(PACKAGE) / "node_modules" / "aws-cdk" / "bin" / "cdk")]


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    """An emulator with what `cdk bootstrap` leaves in an account."""
    running = Emulator(tmp_path)
    running.start()
    try:
        client("ssm", running.endpoint).put_parameter(Name=BOOTSTRAP, Value="30", Type="String")
        s3 = client("s3", running.endpoint)
        s3.create_bucket(Bucket=ASSETS, CreateBucketConfiguration={"LocationConstraint": REGION})
        yield running
    finally:
        running.stop()


def deploy(cdk: list[str], emulator: Emulator, home: Path) -> "subprocess.CompletedProcess[str]":
    """Run `cdk deploy` as a person would, but for the endpoint and the place of its files."""
    outside = {name: value for name, value in environment().items() if not name.startswith(("AWS_", "CDK_"))}
    account = {
        "AWS_ENDPOINT_URL": emulator.endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "NO_PROXY": "127.0.0.1",
        "HOME": str(home),
        "CDK_DISABLE_CLI_TELEMETRY": "true",
    }
    options = ["--require-approval=never", "--no-notices", "--ci", f"--output={home / 'cdk.out'}"]
    context = ["--context=stage=local", "--context=port=8199", f"--app={sys.executable} -m infra.app"]
    return subprocess.run(
        [*cdk, "deploy", STACK, *options, *context],
        cwd=ROOT,
        env={**outside, **account},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.timeout(300)
def test_cdk_deploy_brings_up_a_stack_that_answers(cdk: list[str], emulator: Emulator, tmp_path: Path) -> None:
    done = deploy(cdk, emulator, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr

    deployed = describe(STACK, client("cloudformation", emulator.endpoint))
    address = f"{emulator.endpoint}/_aws/execute-api/{deployed.api_id}/$default/health"
    with urllib.request.urlopen(address) as answer:
        assert json.load(answer) == {"status": "ok"}


def test_cdk_synth_needs_neither_account_nor_network(cdk: list[str], tmp_path: Path) -> None:
    shut_off = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9", "HOME": str(tmp_path)}
    outside = {name: value for name, value in environment().items() if not name.startswith(("AWS_", "CDK_"))}
    options = [
        "--no-notices",
        "--no-lookups",
        "--quiet",
        "--context=stages=tests/infra/stages",
        f"--output={tmp_path / 'cdk.out'}",
    ]

    done = subprocess.run(
        [*cdk, "synth", *options, f"--app={sys.executable} -m infra.app"],
        cwd=ROOT,
        env={**outside, **shut_off, "CDK_DISABLE_CLI_TELEMETRY": "true"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "cdk.out" / "Kuultu.template.json").is_file()
