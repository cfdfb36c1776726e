"""The metrics that alarms and dashboard look at: what the Lambdas count, and what AWS counts of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs

NAMESPACE, SERVICE = "Kuultu", "kuultu"  # the service of all Lambdas together (functions/kuultu/observability.py)
REFUSED = "TooManyRequests"


@dataclass(frozen=True)
class Counted:
    """The meaning of a counted event, and how many of them within how many minutes ring."""

    meaning: str
    times: int = 1
    minutes: int = 5

    @property
    def period(self) -> Duration:
        """The time over which events are added up."""
        return Duration.minutes(self.minutes)


# What is counted as it happens, and needs a person. Owners and managers hear of bounces; the operator, of their rate.
COUNTED: Mapping[str, Counted] = {
    "MailNeedsAPerson": Counted("A mail was refused, or nobody knows what became of it."),
    "MailUnknown": Counted("SES gave no answer to several mails within an hour.", times=3, minutes=60),
    "MailComplained": Counted(
        "Several readers marked our mail as spam within a day; SES suspends whom too many complain about.",
        times=3,
        minutes=24 * 60,
    ),
    "UnexpectedError": Counted("A fault of ours, or a store that refuses: search the logs for level ERROR."),
    "MailPostponed": Counted("SES does not take our mail for now; it waits, for five days at most."),
    "NearTimeOut": Counted("A Lambda needed more than four fifths of its time limit."),
    "CaseStoodStill": Counted("Nothing carried a case any more, perhaps since somebody stopped its execution."),
    REFUSED: Counted("Many requests were refused as too many, of customers or of staff.", times=20),
}


@dataclass(frozen=True)
class Late:
    """A measure of the sweep that rings from a threshold on."""

    metric: str
    threshold: int
    meaning: str


SWEEP: Mapping[str, Late] = {
    "sweep-backlog": Late("SweepBacklog", 50_000, "The sweep leaves more than it can see to in half an hour."),
    "sweep-late": Late("SweepOldestAge", 60, "Something has been due for an hour, and no sweep has seen to it."),
}
"""The sweep's own measures, by the name of their alarm: items that are left, and minutes."""


def measured(name: str, stage: str, period: Duration) -> cloudwatch.Metric:
    """The greatest value of a measure in a deployment stage."""
    dimensions = {"service": SERVICE, "stage": stage}
    return cloudwatch.Metric(
        namespace=NAMESPACE, metric_name=name, dimensions_map=dimensions, period=period, statistic="Maximum"
    )


def counted(name: str, stage: str, period: Duration) -> cloudwatch.Metric:
    """How often an event was counted in a deployment stage."""
    dimensions = {"service": SERVICE, "stage": stage}
    return cloudwatch.Metric(
        namespace=NAMESPACE, metric_name=name, dimensions_map=dimensions, period=period, statistic="Sum"
    )


def count_refused(access_log: logs.LogGroup) -> None:
    """Count the 429s in the access log, from API Gateway's throttle or from our own limits."""
    access_log.add_metric_filter(
        "refused",
        filter_pattern=logs.FilterPattern.string_value("$.status", "=", "429"),
        metric_namespace=NAMESPACE,
        metric_name=REFUSED,
        metric_value="1",
        dimensions={"service": "$.service", "stage": "$.stage"},
    )


def of_lambda(function: lambda_.Function, name: str, period: Duration, statistic: str) -> cloudwatch.Metric:
    """A metric of one Lambda."""
    return function.metric(name, period=period, statistic=statistic)


def throttled_lambdas(period: Duration) -> cloudwatch.Metric:
    """The refused calls of all Lambdas in the account and region: they share one limit."""
    return cloudwatch.Metric(namespace="AWS/Lambda", metric_name="Throttles", period=period, statistic="Sum")


def bounce_rate() -> cloudwatch.Metric:
    """The share of the account's mails that bounced for good, as SES judges it."""
    return cloudwatch.Metric(
        namespace="AWS/SES", metric_name="Reputation.BounceRate", period=Duration.hours(1), statistic="Maximum"
    )
