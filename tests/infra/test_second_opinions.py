"""Second opinions: another validator of the state machine, and another emulator that brings up the stack."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws
from moto.cloudformation.parsing import resource_class_from_type

from infra import state_machine
from infra.local.emulator.connection import REGION
from infra.npm import installed, node
from tests.infra.conftest import Template

MISSING_IN_MOTO = {
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::ApiGatewayV2::Stage",
    "AWS::CloudWatch::Alarm",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Logs::MetricFilter",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SES::EmailIdentity",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
}
"""The types of the template that moto cannot make; the first emulator makes them all."""

ASSETS = f"cdk-hnb659fds-assets-123456789012-{REGION}"
VALIDATOR = Path(__file__).parent / "asl_validator"


def opinion(machine: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """The other validator's opinion of a state machine."""
    file = folder / "machine.json"
    file.write_text(machine, encoding="utf-8")
    program = installed(VALIDATOR) / "node_modules" / "asl-validator" / "dist" / "bin" / "asl-validator.js"
    asked = [str(node()), str(program), "--json-path", str(file)]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def test_another_validator_finds_the_state_machine_good_too(tmp_path: Path) -> None:
    told = opinion(state_machine.text(), tmp_path)
    assert told.returncode == 0, told.stdout + told.stderr


def test_another_validator_would_tell_of_a_fault(tmp_path: Path) -> None:
    faulty = json.loads(state_machine.text()) | {"StartAt": "Nowhere"}
    assert opinion(json.dumps(faulty), tmp_path).returncode == 1


def without(missing: set[str], part: Any) -> Any:  # noqa: ANN401 - any part of a template
    """A part of a template, with a word in place of each reference to a missing resource."""
    if isinstance(part, dict):
        asked = part.get("Ref") or (part.get("Fn::GetAtt") or [""])[0]
        return "absent" if asked in missing else {name: without(missing, one) for name, one in part.items()}
    if isinstance(part, list):
        return [without(missing, one) for one in part if not (isinstance(one, str) and one in missing)]
    return part


@pytest.fixture
def other_emulator(assembly: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """CloudFormation in moto, in an account with CDK's bootstrap and the uploaded bundles."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        boto3.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="30", Type="String")
        s3 = boto3.client("s3", config=Config(retries={"max_attempts": 1}))
        s3.create_bucket(Bucket=ASSETS, CreateBucketConfiguration={"LocationConstraint": REGION})
        manifest = json.loads((assembly / "Kuultu.assets.json").read_text(encoding="utf-8"))
        for file in manifest["files"].values():
            (destination,) = file["destinations"].values()
            content = (assembly / file["source"]["path"]).read_bytes()
            s3.put_object(Bucket=ASSETS, Key=destination["objectKey"], Body=content)
        yield boto3.client("cloudformation")


def test_another_emulator_brings_up_everything_but_what_it_is_known_to_lack(
    template: Template,
    other_emulator: Any,  # noqa: ANN401 - boto3 makes its clients at run time
) -> None:
    kinds: Mapping[str, str] = {name: one["Type"] for name, one in template["Resources"].items()}
    lacking = {kind for kind in kinds.values() if resource_class_from_type(kind) is None}
    assert lacking == MISSING_IN_MOTO

    missing = {name for name, kind in kinds.items() if kind in lacking}
    possible = {name: one for name, one in template["Resources"].items() if name not in missing}
    body = json.dumps(without(missing, {**template, "Resources": possible, "Rules": {}}))
    other_emulator.create_stack(StackName="Kuultu", TemplateBody=body, Capabilities=["CAPABILITY_IAM"])

    pages = other_emulator.get_paginator("list_stack_resources").paginate(StackName="Kuultu")
    made = {one["LogicalResourceId"]: one["ResourceStatus"] for page in pages for one in page["StackResourceSummaries"]}
    assert made == dict.fromkeys(possible, "CREATE_COMPLETE")
    assert other_emulator.describe_stacks(StackName="Kuultu")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
