"""The schedule of the sweep: every quarter of an hour, to find lost and forgotten items."""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk.aws_scheduler_targets import LambdaInvoke
from constructs import Construct

from infra.components.queues import failure_queue

EVERY = Duration.minutes(15)


class Schedule(Construct):
    """Starts the sweep; a failed start is repeated at most twice, until the next start, and then kept in a queue."""

    def __init__(self, scope: Construct, name: str, sweep: lambda_.Function) -> None:
        """Call ``sweep`` every 15 minutes from the deployment on."""
        super().__init__(scope, name)
        self.missed = failure_queue(self, "missed")
        target = LambdaInvoke(
            sweep,
            dead_letter_queue=self.missed,
            max_event_age=EVERY,
            retry_attempts=2,
        )
        scheduler.Schedule(self, "every-quarter-hour", schedule=scheduler.ScheduleExpression.rate(EVERY), target=target)
