"""Deploys a synthesised stack to the emulator through boto3, as the CDK command line would."""

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from infra.deployed_stack import DeployedStack, describe
from infra.deployment.progress import status_of
from infra.deployment_stages import DeploymentStage
from infra.local.emulator.connection import ACCOUNT, REGION, client
from infra.local.errors import CannotRun

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient
    from mypy_boto3_cloudformation.literals import CapabilityType
    from mypy_boto3_cloudformation.type_defs import ParameterTypeDef
    from mypy_boto3_lambda import LambdaClient
    from mypy_boto3_s3 import S3Client

ASSETS = f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"
BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
SECONDS_TO_DEPLOY = 120
CAPABILITIES: list["CapabilityType"] = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"]


def deploy(assembly: Path, stage: DeploymentStage, endpoint: str) -> DeployedStack:
    """Upload the assets, create or update the stack, and describe it; an unchanged stack stays. Raises CannotRun."""
    stack = stage.stack_name
    client("ssm", endpoint).put_parameter(Name=BOOTSTRAP, Value="30", Type="String", Overwrite=True)
    s3: S3Client = client("s3", endpoint)
    upload(assembly, stack, s3)
    cloudformation: CloudFormationClient = client("cloudformation", endpoint)
    apply(stack, template_url(assembly, stack), known_of(stage, assembly), cloudformation)
    return describe(stack, cloudformation)


def known_of(stage: DeploymentStage, assembly: Path) -> dict[str, str]:
    """The stage's parameters that the template knows; an earlier release knows fewer."""
    template = json.loads((assembly / f"{stage.stack_name}.template.json").read_text(encoding="utf-8"))
    return {name: value for name, value in stage.parameters.items() if name in template["Parameters"]}


def upload(assembly: Path, stack: str, s3: "S3Client") -> None:
    """Upload the assets, bundles and template, to the emulator's S3; assets already there stay."""
    if ASSETS not in {bucket.get("Name") for bucket in s3.list_buckets()["Buckets"]}:
        s3.create_bucket(Bucket=ASSETS, CreateBucketConfiguration={"LocationConstraint": REGION})
    there = {found.get("Key") for found in s3.list_objects_v2(Bucket=ASSETS).get("Contents", ())}
    manifest = json.loads((assembly / f"{stack}.assets.json").read_text(encoding="utf-8"))
    for file in manifest["files"].values():
        (destination,) = file["destinations"].values()
        if destination["objectKey"] not in there:
            content = (assembly / file["source"]["path"]).read_bytes()
            s3.put_object(Bucket=ASSETS, Key=destination["objectKey"], Body=content)


def template_url(assembly: Path, stack: str) -> str:
    """The address of the uploaded template; the template is too long to be sent in a call."""
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    named = manifest["artifacts"][stack]["properties"]["stackTemplateAssetObjectUrl"]
    return f"https://s3.{REGION}.amazonaws.com/{ASSETS}/{named.rpartition('/')[2]}"


def apply(stack: str, template: str, values: Mapping[str, str], cloudformation: "CloudFormationClient") -> None:
    """Create or update the stack, and wait for the end of the deployment; raises CannotRun."""
    parameters: list[ParameterTypeDef] = [
        {"ParameterKey": name, "ParameterValue": value} for name, value in values.items()
    ]
    change = cloudformation.update_stack if status_of(stack, cloudformation) else cloudformation.create_stack
    try:
        change(StackName=stack, TemplateURL=template, Parameters=parameters, Capabilities=CAPABILITIES)
    except ClientError as error:
        if "No updates" not in str(error):
            raise
    status = settled(stack, cloudformation)
    if status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        reasons = "; ".join(failures(stack, cloudformation))
        raise CannotRun(f"The stack could not be deployed, try make clean-data ({status}: {reasons}).")


def settled(stack: str, cloudformation: "CloudFormationClient") -> str:
    """Wait for the end of the stack's change, and return its status; TIMEOUT after 120 seconds."""
    deadline = time.monotonic() + SECONDS_TO_DEPLOY
    while time.monotonic() < deadline:
        status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        if not status.endswith("_IN_PROGRESS"):
            return str(status)
        time.sleep(0.2)
    return "TIMEOUT"


def failures(stack: str, cloudformation: "CloudFormationClient") -> Iterator[str]:
    """The failed resources of a deployment, with reasons."""
    for event in cloudformation.describe_stack_events(StackName=stack)["StackEvents"]:
        if "FAILED" in event.get("ResourceStatus", ""):
            yield f"{event.get('LogicalResourceId')}: {event.get('ResourceStatusReason')}"


def wake_streams(endpoint: str) -> None:
    """Make each stream mapping again: a mapping restored from the emulator's state gets no records."""
    lambdas: LambdaClient = client("lambda", endpoint)
    for mapping in lambdas.list_event_source_mappings()["EventSourceMappings"]:
        lambdas.delete_event_source_mapping(UUID=mapping["UUID"])
        kept: Any = {name: value for name, value in mapping.items() if name in CARRIED_OVER}
        lambdas.create_event_source_mapping(FunctionName=mapping["FunctionArn"], **kept)


CARRIED_OVER = {
    "BatchSize",
    "BisectBatchOnFunctionError",
    "DestinationConfig",
    "EventSourceArn",
    "FilterCriteria",
    "FunctionResponseTypes",
    "MaximumRecordAgeInSeconds",
    "MaximumRetryAttempts",
    "StartingPosition",
}
