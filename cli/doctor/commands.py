"""The command `kuultu doctor`: each check yields findings; a check that fails is told and holds up no other."""

import argparse
import os
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import boto3
import dns.exception
import dns.resolver
from botocore.exceptions import BotoCoreError, ClientError

from cli.command_groups import Command, Failure, Line
from cli.doctor import identity_checks, sending_checks, stack_checks
from cli.doctor.findings import Check, Finding, State, Surroundings
from cli.stack_connection import environment_of, reach_aws
from infra.deployed_stack import DeployedStack, describe
from infra.stage_files import read_stage_of
from kuultu.store.tables import StoreFailure

CHECKS: Mapping[str, Check] = {
    "account": stack_checks.account,
    "sender": identity_checks.sender,
    "identity": identity_checks.identity,
    "dmarc": identity_checks.dmarc,
    "sending": sending_checks.account,
    "reputation": sending_checks.reputation,
    "stack": stack_checks.stack,
    "public-url": stack_checks.public_url,
    "sign-in": stack_checks.sign_in,
    "sweep": stack_checks.sweep,
    "alarms": stack_checks.alarms,
    "people": stack_checks.people,
    "suppression": sending_checks.suppressed,
    "mails": stack_checks.waiting_mails,
}
"""The checks in the order in which they are told."""

SECONDS = 10
"""The time for an answer of DNS or of a page."""


def examine(asked: argparse.Namespace) -> Iterator[Line]:
    """The findings of each check, good, doubtful or wrong; fails if something is wrong."""
    found: list[Finding] = []
    for finding in findings(surroundings(asked)):
        found.append(finding)
        advice = f"\n         → {finding.next}" if finding.next else ""
        yield Line(f"{finding.state:<8} {finding.check}: {finding.text}{advice}", finding._asdict())
    if any(finding.state is State.WRONG for finding in found):
        raise Failure("Something is wrong: the next steps stand above.")


def findings(where: Surroundings) -> Iterator[Finding]:
    """The findings of all checks."""
    for name, check in CHECKS.items():
        try:
            yield from check(where)
        except (BotoCoreError, ClientError, StoreFailure) as error:
            yield stack_checks.failed(name, error)


def surroundings(asked: argparse.Namespace) -> Surroundings:
    """The account and, if there is one, the stack that were asked for."""
    settings = read_stage_of(asked.stage, asked.stages) if asked.stage else None
    named, cloudformation = reach_aws(asked), boto3.client("cloudformation")
    stack = settings.stack_name if settings and not asked.stack else named
    deployed = _deployed(stack)
    environment = _environment(deployed)
    os.environ.update(environment)
    return Surroundings(
        stack=stack,
        region=cloudformation.meta.region_name,
        now=datetime.now(UTC),
        client=_client,
        resolve=texts_of,
        answers=answers,
        sender=asked.sender or (settings.sender if settings else environment.get("SENDER", "")),
        deployed=deployed,
        environment=environment,
    )


def _client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
    return boto3.client(service)  # type: ignore[call-overload]


def _deployed(stack: str) -> DeployedStack | None:
    """The stack, or None if there is none yet."""
    try:
        return describe(stack, boto3.client("cloudformation"))
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return None


def _environment(deployed: DeployedStack | None) -> dict[str, str]:
    """The environment of the stack's Lambdas; none of a stack whose creation failed."""
    made = deployed.resources.get("AWS::Lambda::Function") if deployed else None
    return environment_of(deployed.name) if deployed and made else {}


def texts_of(name: str) -> list[str]:
    """The TXT records of a name; raises OSError when they cannot be looked up."""
    try:
        records = dns.resolver.resolve(name, "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise OSError(str(error)) from error
    return [b"".join(record.strings).decode(errors="replace") for record in records]


def answers(address: str) -> bool:
    """True if a page answers with 200."""
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - the stack's own address
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", help="the stage, by its file stages/STAGE.toml; needed before its first deployment")
    parser.add_argument("--stages", default="stages", metavar="FOLDER", help="the folder of the stages' files (stages)")
    parser.add_argument("--sender", metavar="ADDRESS", help="the address that mails come from; else the stack's")


DOCTOR = Command(
    examine,
    "say what is missing before a deployment, or after, with the next step",
    "Not everything could be checked",
    _options,
)
