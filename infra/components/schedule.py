"""The schedule of the sweep: every quarter of an hour, to find lost and forgotten items."""

from aws_cdk import Duration
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_scheduler as scheduler
from aws_cdk.aws_scheduler_targets import LambdaInvoke
from constructs import Construct

from infra.components.queues import failure_queue, keep_failures

EVERY = Duration.minutes(15)


class Schedule(Construct):
    """Starts the sweep; a start that fails, or a sweep, is repeated at most twice and then kept in a queue."""

    def __init__(self, scope: Construct, name: str) -> None:
        """Make the queue of missed sweeps; the Lambda's role needs its ARN."""
        super().__init__(scope, name)
        self.missed = failure_queue(self, "missed")

    def start(self, sweep: lambda_.Function) -> None:
        """Call ``sweep`` every 15 minutes from the deployment on."""
        keep_failures(sweep, self.missed, EVERY)
        target = LambdaInvoke(
            sweep,
            dead_letter_queue=self.missed,
            max_event_age=EVERY,
            retry_attempts=2,
        )
        scheduler.Schedule(self, "every-quarter-hour", schedule=scheduler.ScheduleExpression.rate(EVERY), target=target)
