"""The dashboard: on one page, whether customers and staff are served, and whether the handling goes on."""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.components.alarms import Watched
from infra.components.metrics import COUNTED, bounce_rate, counted, of_lambda, throttled_lambdas

PERIOD = Duration.minutes(5)
HALF, WHOLE, HIGH = 12, 24, 6  # of the 24 columns of a dashboard, and rows

# The first three dashboards of an account cost nothing while each shows at most 50 metrics.
HANDLING = ("ResponseThanked", "CaseBegun", "CaseOpened", "CaseClosed", "MailSent", "MailBounced")


class Dashboard(Construct):
    """A page in CloudWatch for a stack."""

    def __init__(
        self, scope: Construct, name: str, stage: str, watched: Watched, alarms: Sequence[cloudwatch.IAlarm]
    ) -> None:
        """Show the alarms above, then requests, handling, background and faults."""
        super().__init__(scope, name)
        self.page = cloudwatch.Dashboard(self, "page", default_interval=Duration.days(1))
        self.page.add_widgets(cloudwatch.AlarmStatusWidget(title="Alarms", alarms=list(alarms), width=WHOLE, height=4))
        api = watched.api
        self._add(
            "Requests", [api.metric_count(), api.metric_client_error(), api.metric_server_error()], statistic="Sum"
        )
        self._add("Time to answer (ms)", [api.metric_latency()], statistic="p95")
        self._add("The handling", [counted(name, stage, PERIOD) for name in HANDLING])
        waiting = [queue.metric_approximate_number_of_messages_visible() for queue in watched.queues.values()]
        self._add("What waits in failure queues", waiting, statistic="Maximum")
        self._add("Errors of Lambdas", [*_each(watched.functions, "Errors", "Sum"), throttled_lambdas(PERIOD)])
        self._add("Longest time of Lambdas (ms)", _each(watched.functions, "Duration", "Maximum"))
        self._add("What needs a person", [counted(name, stage, PERIOD) for name in COUNTED])
        self._add("Share of mails that bounce", [bounce_rate()])

    def _add(self, title: str, metrics: Sequence[cloudwatch.IMetric], statistic: str | None = None) -> None:
        graph = cloudwatch.GraphWidget(
            title=title, left=list(metrics), statistic=statistic, period=PERIOD, width=HALF, height=HIGH
        )
        self.page.add_widgets(graph)


def _each(functions: Mapping[str, lambda_.Function], metric: str, statistic: str) -> list[cloudwatch.Metric]:
    return [of_lambda(function, metric, PERIOD, statistic) for function in functions.values()]
