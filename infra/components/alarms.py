"""Alarms: one wherever a failure that needs a person arrives; each reaches the operator by email.

A failure rings where it arrives, not in each Lambda that it passes: requests at the API, steps at the workflow, events
and starts in a failure queue, the stream by its delay. So ten alarms beyond the ten free ones watch the whole stack.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import Aws, Duration
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.components.metrics import COUNTED, SWEEP, bounce_rate, counted, measured, of_lambda, throttled_lambdas

PERIOD = Duration.minutes(5)
Comparison = cloudwatch.ComparisonOperator
Missing = cloudwatch.TreatMissingData


@dataclass(frozen=True)
class Watched:
    """The parts of the stack at which failures arrive."""

    api: apigateway.HttpApi
    queues: Mapping[str, sqs.Queue]
    functions: Mapping[str, lambda_.Function]
    workflow: sfn.StateMachine


class Alarms(Construct):
    """The alarms of a stack, and the topic that sends them to an address; without an address they only show."""

    def __init__(self, scope: Construct, name: str, stage: str, address: str | None) -> None:
        """Make the topic and its subscription, which the receiver has to confirm once."""
        super().__init__(scope, name)
        self._stage = stage
        self.all: list[cloudwatch.Alarm] = []
        self.topic = self._topic(address) if address else None

    def _topic(self, address: str) -> sns.Topic:
        """A topic without a key of its own, as CloudWatch may not use that of SNS; alarms hold no secret."""
        topic = sns.Topic(self, "topic", enforce_ssl=True)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                sid="AlarmsOfThisAccount",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )
        topic.add_subscription(subscriptions.EmailSubscription(address))
        return topic

    def watch(self, watched: Watched) -> None:
        """Make the alarms on the parts of the stack, on what the Lambdas count, and on what the account shares."""
        self._watch_requests(watched.api)
        self._watch_background(watched)
        self._watch_workflow(watched.workflow)
        for name, late in SWEEP.items():
            self._alarm(name, measured(late.metric, self._stage, PERIOD), late.meaning, late.threshold)
        for name, what in COUNTED.items():
            self._alarm(f"counted-{name}", counted(name, self._stage, what.period), what.meaning, what.times)
        self._alarm(
            "lambda-throttles",
            throttled_lambdas(PERIOD),
            "The Lambdas of this account reached its limit of concurrency: requests are refused, or wait.",
        )
        self._alarm(
            "mail-bounce-rate",
            bounce_rate(),
            "More than 5 % of the account's mails bounce; at 10 % SES may suspend the account.",
            0.05,
        )

    def _watch_requests(self, api: apigateway.HttpApi) -> None:
        failed = api.metric_server_error(period=PERIOD, statistic="Sum")
        self._alarm("api-5xx", failed, "Requests failed: customers or staff saw an error.")

    def _watch_background(self, watched: Watched) -> None:
        for name, queue in watched.queues.items():
            waiting = queue.metric_approximate_number_of_messages_visible(period=PERIOD, statistic="Maximum")
            self._alarm(f"queue-{name}", waiting, f"Something could not be delivered and waits in {name}.")
        stream, sweep = watched.functions["response_stream"], watched.functions["sweep"]
        self._alarm(
            "stream-late",
            of_lambda(stream, "IteratorAge", PERIOD, "Maximum"),
            "New responses have waited for five minutes: customers are not thanked, and no case begins.",
            Duration.minutes(5).to_milliseconds(),
        )
        self._alarm(
            "sweep-missing",
            of_lambda(sweep, "Invocations", Duration.minutes(30), "Sum"),
            "The sweep has not run for half an hour: nobody is reminded, and nothing that was lost is found.",
            comparison=Comparison.LESS_THAN_THRESHOLD,
            missing=Missing.BREACHING,
        )

    def _watch_workflow(self, workflow: sfn.StateMachine) -> None:
        failed = workflow.metric_failed(period=PERIOD)
        self._alarm("cases-failed", failed, "A handling stopped: the sweep carries it on. Find out why.")
        throttled = workflow.metric_throttled(period=PERIOD, statistic="Sum")
        self._alarm("cases-throttled", throttled, "Step Functions slows the handling down: a limit is reached.")

    def _alarm(
        self,
        name: str,
        metric: cloudwatch.IMetric,
        meaning: str,
        threshold: float = 1,
        comparison: Comparison = Comparison.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        missing: Missing = Missing.NOT_BREACHING,
    ) -> None:
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            alarm_description=f"{meaning} What to do: docs/operations.md, section {name}.",
            threshold=threshold,
            evaluation_periods=1,
            comparison_operator=comparison,
            treat_missing_data=missing,
        )
        if self.topic:
            alarm.add_alarm_action(actions.SnsAction(self.topic))
        self.all.append(alarm)
