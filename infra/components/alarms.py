"""Alarms on events that need a person; they go to the topic named in the deployment stage."""

from collections.abc import Mapping

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

PERIOD = Duration.minutes(5)

# What the Lambdas count of their own accord (functions/kuultu/observability.py), and what it means.
COUNTED = {
    "MailNeedsAPerson": "A mail was refused, or nobody knows: its reason is in the mails table, state needs_a_person.",
    "MailBounced": "A mail came back: the address is wrong or full. Reach the person another way.",
    "UnexpectedError": "A fault of ours: search the logs for level ERROR.",
}


# The sweep's own measures: metric, threshold, and what it means.
SWEEP = {
    "sweep-backlog": ("SweepBacklog", 50_000, "The sweep leaves more than it can see to in half an hour."),
    "sweep-late": ("SweepOldestAge", 60, "Something has been due for an hour, and no sweep has seen to it."),
}
SECONDS_UNHEARD = 3600


class Alarms(Construct):
    """One alarm for each failure that could leave a customer unheard."""

    def __init__(self, scope: Construct, name: str, topic_arn: str | None) -> None:
        """Take note of the topic; without a topic, alarms show in CloudWatch only."""
        super().__init__(scope, name)
        self._topic = sns.Topic.from_topic_arn(self, "topic", topic_arn) if topic_arn else None

    def watch(
        self, queues: Mapping[str, sqs.Queue], functions: Mapping[str, lambda_.Function], workflow: sfn.StateMachine
    ) -> None:
        """Alarm on messages in failure queues, errors of Lambdas, failed executions, and events in ``COUNTED``."""
        for name, queue in queues.items():
            metric = queue.metric_approximate_number_of_messages_visible(period=PERIOD, statistic="Maximum")
            self._alarm(f"queue-{name}", metric, f"Something could not be delivered and waits in {name}.")
        for name, function in functions.items():
            self._alarm(f"errors-{name}", function.metric_errors(period=PERIOD), f"The Lambda {name} fails.")
        for name, meaning in COUNTED.items():
            dimensions = {"service": "kuultu"}
            counted = cloudwatch.Metric(
                namespace="Kuultu", metric_name=name, dimensions_map=dimensions, period=PERIOD, statistic="Sum"
            )
            self._alarm(f"counted-{name}", counted, meaning)
        failed = workflow.metric_failed(period=PERIOD)
        self._alarm(
            "cases-failed", failed, "A handling stopped: the sweep begins it again or carries it on. Find out why."
        )

    def watch_sweep(self, ended_executions: sqs.Queue) -> None:
        """Alarm on a sweep that does not keep up: items left when its time was out, or overdue for an hour."""
        for name, (metric_name, threshold, meaning) in SWEEP.items():
            metric = _of_the_sweep(metric_name)
            self._alarm(name, metric, meaning, threshold)
        waiting = ended_executions.metric_approximate_age_of_oldest_message(period=PERIOD, statistic="Maximum")
        told = "Word of ended executions is not read: the sweep does not run, or cannot note it."
        self._alarm("queue-ended-executions", waiting, told, threshold=SECONDS_UNHEARD)

    def _alarm(self, name: str, metric: cloudwatch.Metric, description: str, threshold: int = 1) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            alarm_description=description,
            threshold=threshold,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        if self._topic:
            alarm.add_alarm_action(actions.SnsAction(self._topic))


def _of_the_sweep(metric_name: str) -> cloudwatch.Metric:
    dimensions = {"service": "kuultu"}
    return cloudwatch.Metric(
        namespace="Kuultu", metric_name=metric_name, dimensions_map=dimensions, period=PERIOD, statistic="Maximum"
    )
