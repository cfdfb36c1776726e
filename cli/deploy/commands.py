"""The commands `kuultu release` and `kuultu deploy`: a release is made, shown as changes, confirmed, and deployed."""

import argparse
import hashlib
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import boto3

from cli.command_groups import Failure, Line
from cli.confirmation import confirm
from cli.deploy.telling import changes_told, outputs_told
from cli.stack_connection import reach_aws
from infra.deployment import change_set, progress
from infra.deployment.asset_bucket import bucket_for, make_bucket, missing_in, upload
from infra.deployment.release import Release, make_release, read_release, write_release
from infra.stage_files import read_stage_of

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

EDGE_REGION = "us-east-1"
"""The only region where CloudFront finds certificates and firewalls."""

GOOD = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
STUCK = {
    "UPDATE_ROLLBACK_FAILED": "CloudFormation could not go back: in its console choose “Continue update rollback”, then"
    " deploy again.",
    "DELETE_FAILED": "The stack is half deleted: delete it in the console, then deploy again.",
}
UNFINISHED = {"ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS"}
"""States of a stack whose first deployment has come to nothing."""


def release(asked: argparse.Namespace) -> Iterator[Line]:
    """Make the release of a stage, and write it into an archive."""
    stage = read_stage_of(asked.stage, asked.stages)
    yield Line(f"Release: packing the stage {stage.name} (the first time this takes a few minutes)")
    made = make_release(stage, stages=asked.stages)
    write_release(made, asked.output)
    digest = hashlib.sha256(asked.output.read_bytes()).hexdigest()
    facts = {"file": str(asked.output), "stack": made.stack, "sha256": digest}
    yield Line(f"{asked.output}: the stack {made.stack}, {len(made.assets)} bundles. SHA-256: {digest}", facts)


def deploy(asked: argparse.Namespace) -> Iterator[Line]:
    """Deploy a stage, from the sources or from a release: show the changes, ask, and carry them out."""
    wanted = _wanted(asked)
    if asked.stack not in (None, wanted.stack):
        raise Failure(f"The stage makes the stack {wanted.stack}, not {asked.stack}: leave --stack out.")
    reach_aws(asked)
    if asked.edge:
        boto3.setup_default_session(region_name=EDGE_REGION)
    cloudformation: CloudFormationClient = boto3.client("cloudformation")
    account, region = boto3.client("sts").get_caller_identity()["Account"], cloudformation.meta.region_name
    yield Line(f"Deploying {wanted.stack} to account {account}, {region}")
    template = yield from _uploaded(wanted, account, region)
    new = yield from _made_ready(wanted.stack, cloudformation)
    yield Line("Comparing the stack with the release")
    wished = change_set.make_change_set(wanted.stack, template, new, cloudformation)
    if not wished.changes and not new:
        yield Line("Nothing has changed: the stack is as the release says.", {"stack": wanted.stack, "changes": 0})
        return
    yield from changes_told(wished.changes)
    try:
        confirm("Deploy these changes?", asked.yes)
    except Failure:
        change_set.discard(wished, cloudformation)
        raise
    yield from _carried_out(wished, new, cloudformation)


def _wanted(asked: argparse.Namespace) -> Release:
    """The release of the archive, or of the sources; of a stage with its own domain perhaps its second stack."""
    sources = None if asked.release else read_stage_of(asked.stage, asked.stages)
    whole = read_release(asked.release) if sources is None else make_release(sources, stages=asked.stages)
    if not asked.edge:
        return whole
    if whole.edge is None:
        raise Failure("This stage has no domain of its own, so it needs no edge: set `domain` in its file first.")
    return whole.edge


def _uploaded(wanted: Release, account: str, region: str) -> Generator[Line, None, str]:
    """Upload what the bucket lacks, and return the address of the template."""
    s3 = boto3.client("s3")
    bucket = bucket_for(account, region)
    if make_bucket(bucket, account, region, s3):
        yield Line(f"Made the bucket {bucket} for bundles and templates")
    template = f"{hashlib.sha256(wanted.template.encode()).hexdigest()}.json"
    missing = missing_in(bucket, {**wanted.assets, template: wanted.template.encode()}, s3)
    for number, key in enumerate(upload(bucket, missing, s3), 1):
        yield Line(f"Uploaded {number} of {len(missing)}: {key} ({len(missing[key]) // 1024} KiB)")
    return f"https://s3.{region}.amazonaws.com/{bucket}/{template}"


def _made_ready(stack: str, cloudformation: "CloudFormationClient") -> Generator[Line, None, bool]:
    """Wait for, or clear away, what an earlier deployment left; returns True if the stack is new."""
    status = progress.status_of(stack, cloudformation)
    if status in STUCK:
        raise Failure(f"The stack {stack} is in the state {status}. {STUCK[status]}")
    if status in UNFINISHED:
        yield Line(f"The first deployment of {stack} came to nothing ({status}): removing its remains")
        event = progress.last_event(stack, cloudformation)
        cloudformation.delete_stack(StackName=stack)
        yield from (Line(step.told) for step in progress.steps_since(event, stack, cloudformation))
        status = progress.status_of(stack, cloudformation)
    elif status and status.endswith("_IN_PROGRESS"):
        raise Failure(f"The stack {stack} is changing just now ({status}): deploy again when that has ended.")
    return status is None


def _carried_out(wished: change_set.ChangeSet, new: bool, cloudformation: "CloudFormationClient") -> Iterator[Line]:
    """Carry out the changes, tell each step, and in the end the outputs and what comes next."""
    event = progress.last_event(wished.stack, cloudformation)
    change_set.execute(wished, cloudformation)
    done, total, failed = 0, len(wished.changes), False
    for step in progress.steps_since(event, wished.stack, cloudformation):
        failed = failed or step.failed
        done += step.status.endswith("_COMPLETE") and not failed
        yield Line(step.told if failed else f"[{min(done, total)} of {total}] {step.told}")
    status = progress.status_of(wished.stack, cloudformation)
    if status not in GOOD:
        told = "Nothing was deployed" if new else "The stack went back to what it was"
        raise Failure(f"{told} ({status}). The reasons stand above; mend them, and deploy again.")
    if not wished.stack.endswith("-local"):
        cloudformation.update_termination_protection(EnableTerminationProtection=True, StackName=wished.stack)
    yield Line(f"{wished.stack} is deployed.", {"stack": wished.stack, "changes": total, "status": status})
    yield from outputs_told(cloudformation.describe_stacks(StackName=wished.stack)["Stacks"][0], new)
