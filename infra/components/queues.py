"""Queues for undelivered messages; an alarm calls a person if a queue is not empty."""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from aws_cdk.aws_lambda_destinations import SqsDestination
from constructs import Construct


def failure_queue(scope: Construct, name: str) -> sqs.Queue:
    """A queue for undelivered messages, encrypted at rest and in transit; messages stay for 14 days."""
    return sqs.Queue(
        scope,
        name,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
    )


def keep_failures(function: lambda_.Function, queue: sqs.Queue, age: Duration) -> None:
    """Keep in a queue what a Lambda that is called asynchronously fails at three times, or gets too late.

    The queue of an EventBridge rule or a schedule takes only what never reached the Lambda.
    """
    function.configure_async_invoke(on_failure=SqsDestination(queue), retry_attempts=2, max_event_age=age)
