"""Queues for undelivered messages; an alarm calls a person if a queue is not empty."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
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
