"""Word of ended executions: EventBridge leaves it in a queue, which the sweep reads."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

ENDED_BADLY = ["FAILED", "TIMED_OUT", "ABORTED"]
"""Ends that can leave an open case behind; a case whose execution succeeds is closed."""


class EndedExecutions(Construct):
    """The queue, encrypted at rest and in transit, and the rule for one state machine; two weeks outlast any outage."""

    def __init__(self, scope: Construct, name: str, state_machine_arn: str, *, is_local: bool) -> None:
        """Lead word of the executions of a state machine to the queue; a local run speaks plain HTTP."""
        super().__init__(scope, name)
        self.queue = sqs.Queue(
            self,
            "queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=not is_local,
            retention_period=Duration.days(14),
            visibility_timeout=Duration.minutes(10),  # what could not be noted comes again at the next sweep
        )
        pattern = events.EventPattern(
            source=["aws.states"],
            detail_type=["Step Functions Execution Status Change"],
            detail={"stateMachineArn": [state_machine_arn], "status": ENDED_BADLY},
        )
        events.Rule(self, "ended", event_pattern=pattern, targets=[targets.SqsQueue(self.queue)])
