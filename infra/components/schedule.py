"""The sweep comes by every quarter of an hour and finds what was lost or forgotten."""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk.aws_scheduler_targets import LambdaInvoke
from constructs import Construct

from infra.components.queues import failure_queue

EVERY = Duration.minutes(15)


class Schedule(Construct):
    """Starts the sweep; a start that failed is not repeated for longer than until the next."""

    def __init__(self, scope: Construct, name: str, sweep: lambda_.Function) -> None:
        """Call ``sweep`` from now on."""
        super().__init__(scope, name)
        self.missed = failure_queue(self, "missed")
        target = LambdaInvoke(
            sweep,
            dead_letter_queue=self.missed,
            max_event_age=EVERY,
            retry_attempts=2,
        )
        scheduler.Schedule(self, "every-quarter-hour", schedule=scheduler.ScheduleExpression.rate(EVERY), target=target)
