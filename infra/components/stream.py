"""The stream of responses: new and changed responses reach response_stream in order; a failure loses none."""

from aws_cdk import Duration
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk.aws_lambda_event_sources import SqsDlq
from constructs import Construct

from infra.components.queues import failure_queue

IN_OUTBOX = {
    "eventName": lambda_.FilterRule.or_("INSERT", "MODIFY"),
    "dynamodb": {"NewImage": {"attention": {"S": lambda_.FilterRule.exists()}}},
}
"""Records of responses that somebody has something to do with; the others would cost a call each."""


class ResponseStream(Construct):
    """The stream mapping: 10 retries in 10 minutes, then the batch is noted in a queue; the sweep finds the rest."""

    def __init__(self, scope: Construct, name: str) -> None:
        """Make the queue of lost batches; the Lambda's role needs its ARN."""
        super().__init__(scope, name)
        self.lost = failure_queue(self, "lost")

    def lead(self, table: dynamodb.Table, to: lambda_.Function) -> None:
        """Lead new and changed items of a table to a Lambda; the Lambda's grants are in `grants.py`."""
        lambda_.EventSourceMapping(
            self,
            "mapping",
            target=to,
            event_source_arn=table.table_stream_arn,
            starting_position=lambda_.StartingPosition.TRIM_HORIZON,
            batch_size=100,
            bisect_batch_on_error=True,
            report_batch_item_failures=True,
            retry_attempts=10,
            max_record_age=Duration.minutes(10),
            filters=[lambda_.FilterCriteria.filter(IN_OUTBOX)],
            on_failure=SqsDlq(self.lost),
        )
