"""The way from an empty account to the first mail: its rights are enough and no more, its commands are understood."""

import json
import re
import shlex
from fnmatch import fnmatchcase
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from cli.__main__ import parser
from infra.local.emulator.connection import REGION
from infra.toolchain import ROOT
from tests.infra.conftest import Template

GUIDES = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("deploy.md", "operations.md")]
COMMANDS = sorted({line for guide in GUIDES for line in re.findall(r"^\$ (kuultu .*)$", guide, re.MULTILINE)})

UNUSED = {
    "kms:*": "no key of the account's own",
    "ec2:*": "no network of the account's own",
    "elasticfilesystem:*": "no file systems",
    "s3files:*": "no file systems",
    "kinesis:*": "no Kinesis streams",
    "firehose:*": "no Firehose",
    "s3:*": "CloudFormation reads bundles from the one bucket",
    "iam:*User*": "roles alone",
    "iam:*Group*": "roles alone",
    "iam:*PermissionsBoundary": "no boundaries",
    "iam:CreateServiceLinkedRole": "AWS makes it with the first Lambda, table or API of an account",
    "iam:*AttachRolePolicy": "inline policies alone",
    "iam:DetachRolePolicy": "inline policies alone",
    "dynamodb:*Item": "no import of data",
    "dynamodb:Query": "no import of data",
    "dynamodb:Scan": "no import of data",
    "dynamodb:BatchWriteItem": "no import of data",
    "dynamodb:*Import*": "no import of data",
    "dynamodb:*KinesisStreaming*": "no Kinesis streams",
    "dynamodb:*TableReplica": "one region",
    "dynamodb:*ResourcePolicy": "no policies on tables",
    "lambda:*CodeSigning*": "no code signing",
    "lambda:*FunctionScalingConfig": "no capacity providers",
    "lambda:PassCapacityProvider": "no capacity providers",
    "lambda:AssociateRuntimeAlias": "AWS's own runtimes",
    "logs:*KmsKey": "no key of the account's own",
    "logs:*DataProtectionPolicy": "no personal data in logs",
    "logs:*IndexPolic*": "no field indexes",
    "logs:PutBearerTokenAuthentication": "AWS's own authentication",
    "logs:PutLogGroupDeletionProtection": "logs go with the stack",
    "logs:CreateLogStream": "the Lambdas' own right",
    "logs:PutLogEvents": "the Lambdas' own right",
    "ses:PutEmailIdentityDkimSigningAttributes": "SES's own keys",
    "acm-pca:*": "no certificate authority of the account's own",
    "cloudfront:*ConnectionGroup": "no distributions of several tenants",
    "cloudfront:GetVpcOrigin": "no network of the account's own",
    "payments:*": "no rules that cost by themselves",
}
"""Actions of AWS's own descriptions of the resource types that this stack has no use for, each with the reason."""


EDGE = (
    "AWS::CertificateManager::Certificate",
    "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::OriginRequestPolicy",
    "AWS::Route53::RecordSet",
    "AWS::WAFv2::WebACL",
)
"""The types that a domain of one's own adds."""


def matches(action: str, patterns: Any) -> bool:  # noqa: ANN401 - any collection of patterns
    """True if an action fits one of the patterns."""
    return any(fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


@pytest.fixture(scope="module")
def granted() -> set[str]:
    """The actions that the deploying role is granted."""
    policy = json.loads((ROOT / "docs" / "deploying-role.json").read_text(encoding="utf-8"))
    return {action for statement in policy["Statement"] for action in statement["Action"]}


def handled(kind: str) -> set[str]:
    """The actions that AWS's own description of a resource type names for its making, change and removal."""
    handlers = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1" if kind in EDGE else REGION, kind).schema.get(
        "handlers", {}
    )
    return {action for name, one in handlers.items() if name != "list" for action in one.get("permissions", ())}


def test_the_deploying_role_may_do_what_cloudformation_does_for_it(template: Template, granted: set[str]) -> None:
    kinds = {one["Type"] for one in template["Resources"].values()}
    needed = {action for kind in (*kinds, *EDGE) for action in handled(kind)}
    assert {one for one in needed if not matches(one, granted) and not matches(one, UNUSED)} == set()


DATA = (
    "dynamodb:GetItem",
    "dynamodb:Scan",
    "ses:SendEmail",
    "sqs:ReceiveMessage",
    "states:StartExecution",
    "iam:CreateUser",
)


@pytest.mark.parametrize("action", DATA)
def test_the_deploying_role_reads_and_sends_nothing(action: str, granted: set[str]) -> None:
    assert not matches(action, granted)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_guides_is_understood(command: str) -> None:
    _, *arguments = shlex.split(command, comments=True)
    parser().parse_args(arguments)


def test_the_guides_have_commands() -> None:
    assert len(COMMANDS) >= 7
