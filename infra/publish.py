"""``make surveys``: publishes a folder of surveys to a deployed stack, with the caller's AWS credentials."""

import argparse
import os
import sys
from pathlib import Path

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.environment import say
from infra.local.deployment import describe
from infra.local.seeds import SURVEYS, publish_all


def main(arguments: list[str]) -> int:
    """Publish; what is published already stays. A reason why that is impossible is one sentence on stderr."""
    parser = argparse.ArgumentParser(prog="make surveys", description="Publish surveys to a deployed stack.")
    parser.add_argument("--stack", default="Kuultu", help="name of the CloudFormation stack")
    parser.add_argument("folder", nargs="?", type=Path, default=SURVEYS, help="where the surveys (*.toml) are")
    asked = parser.parse_args(arguments)
    say(f"Surveys: publishing {asked.folder}/*.toml to the stack {asked.stack}")
    try:
        os.environ.update(environment_of(asked.stack))
        publish_all(asked.folder)
    except (BotoCoreError, ClientError) as reason:
        advice = "Check the stack's name, the region and the credentials."
        print(f"The surveys were not published: {reason} {advice}", file=sys.stderr)
        return 1
    say("Surveys: published")
    return 0


def environment_of(stack: str) -> dict[str, str]:
    """What the stack's Lambdas find in their environment: the tables' names above all."""
    deployed = describe(stack, boto3.client("cloudformation"))
    known = boto3.client("lambda").get_function_configuration(FunctionName=deployed.function("intake"))
    return known["Environment"]["Variables"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
