"""The connection of a command to its deployed stack, on AWS or on this machine."""

import argparse
import os
from urllib.parse import urlsplit

import boto3

from infra.deployed_stack import describe
from infra.local.emulator.connection import ADMINISTRATOR, REGION

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for the stack: its name, and region, profile and endpoint as in the AWS command line."""
    parser.add_argument("--stack", help="name of the CloudFormation stack (Kuultu; Kuultu-local on this machine)")
    parser.add_argument("--region", help="the AWS region, unless your AWS settings say it")
    parser.add_argument("--profile", help="the profile of your AWS settings")
    parser.add_argument("--endpoint-url", help="another AWS than Amazon's: the address that `make run` tells")


def connect(asked: argparse.Namespace) -> str:
    """Give this process the environment of the stack's Lambdas; returns the stack's name. Raises boto3's errors."""
    stack = reach_aws(asked)
    os.environ.update(environment_of(stack))
    return stack


def reach_aws(asked: argparse.Namespace) -> str:
    """Have boto3 speak to the AWS that was asked for; returns the stack's name."""
    settings = {
        "AWS_PROFILE": asked.profile,
        "AWS_DEFAULT_REGION": asked.region,
        "AWS_ENDPOINT_URL": asked.endpoint_url,
    }
    os.environ.update({name: value for name, value in settings.items() if value})
    if asked.region:
        os.environ["AWS_REGION"] = asked.region
    if is_here(asked.endpoint_url):
        _act_as_administrator()
    return str(asked.stack or ("Kuultu-local" if is_here(asked.endpoint_url) else "Kuultu"))


def is_here(endpoint: str | None) -> bool:
    """True if an endpoint is on this machine."""
    return bool(endpoint) and urlsplit(endpoint or "").hostname in LOOPBACK


def _act_as_administrator() -> None:
    for name, value in {**ADMINISTRATOR, "aws_default_region": REGION, "no_proxy": "*"}.items():
        os.environ.setdefault(name.upper(), value)


def environment_of(stack: str) -> dict[str, str]:
    """The environment variables of the stack's Lambdas: the tables' names above all, and the region."""
    cloudformation = boto3.client("cloudformation")
    deployed = describe(stack, cloudformation)
    known = boto3.client("lambda").get_function_configuration(FunctionName=deployed.function("intake"))
    return {**known["Environment"]["Variables"], "AWS_DEFAULT_REGION": cloudformation.meta.region_name}
