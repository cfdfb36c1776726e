"""Queues for what could not be delivered; somebody must look when one is not empty."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct


def failure_queue(scope: Construct, name: str) -> sqs.Queue:
    """A queue, encrypted at rest and on the way, that keeps what failed for two weeks."""
    return sqs.Queue(
        scope,
        name,
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
    )
