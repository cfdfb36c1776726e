"""Every alarm of the stack rings: what the code or AWS counts is what the alarm in the template reads."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from kuultu import observability
from kuultu.errors import TooMany
from kuultu.services.mail.mail_events import note
from kuultu.services.sweep import sweep
from kuultu.store.mails import MailItem
from tests.infra.conftest import Template, assembly, template
from tests.integration import executions
from tests.integration.bells import Point, alarm, alarms, points, rings, told_of
from tests.integration.http import event, submit
from tests.integration.test_logs_follow_a_request import Context
from tests.integration.wire import Wire
from tests.integration.world import DAY, World, submission

__all__ = ["assembly", "template"]


Counted = Callable[[], list[Point]]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Counted]:
    """What the code of the production stage has counted, as its metric lines tell CloudWatch."""
    monkeypatch.setenv("STAGE", "production")
    observability.metrics.cache_clear()
    yield lambda: [point for line in capsys.readouterr().out.splitlines() if "_aws" in line for point in points(line)]
    monkeypatch.undo()
    observability.metrics.cache_clear()


def fault(world: World, wire: Wire) -> None:
    wire.refuse("UpdateItem", "ValidationException", times=9)
    submit(submission())


def paused(world: World, wire: Wire) -> None:
    wire.refuse("SendEmail", "SendingPausedException", times=1)
    world.begins_case()


def slow(world: World, wire: Wire) -> None:
    from intake.handler import handle

    handle(event("GET", "/health"), Context(10_000, 1_000))


def stopped_by_hand(world: World, wire: Wire) -> None:
    world.begins_case()
    executions.forget_all()
    sweep(world.now + DAY)


def refused_mail(world: World, wire: Wire) -> None:
    wire.refuse("SendEmail", "MessageRejected", times=1)
    world.begins_case()


def mail_without_answer(world: World, wire: Wire) -> None:
    wire.refuse("SendEmail", "InternalFailure", status=500, times=3)
    world.begins_case()


def complaints(world: World, wire: Wire) -> None:
    world.begins_case()
    world.begins_case()
    for mail in MailItem.scan():
        note(mail.mail_id, "Complaint", world.now)


COUNTED_BY_CODE = {
    "UnexpectedError": fault,
    "MailPostponed": paused,
    "NearTimeOut": slow,
    "CaseStoodStill": stopped_by_hand,
    "MailNeedsAPerson": refused_mail,
    "MailUnknown": mail_without_answer,
    "MailComplained": complaints,
}


@pytest.mark.parametrize("name", COUNTED_BY_CODE)
def test_an_alarm_rings_for_what_the_code_counts(
    name: str, template: Template, counted: Counted, world: World, wire: Wire, no_waiting: None
) -> None:
    COUNTED_BY_CODE[name](world, wire)
    assert rings(alarm(template, f"counted-{name}"), counted())


def test_a_store_that_refuses_rings_as_a_fault_and_is_counted_beside_it(
    template: Template, counted: Counted, world: World, wire: Wire, no_waiting: None
) -> None:
    wire.refuse("UpdateItem", "ProvisionedThroughputExceededException", times=9)
    submit(submission())
    told = counted()
    assert rings(alarm(template, "counted-UnexpectedError"), told)
    assert "StoreThrottled" in {point.name for point in told}


def overdue(world: World) -> None:
    world.begins_case()
    sweep(world.now + DAY)


def out_of_time(world: World) -> None:
    world.begins_case()
    sweep(world.now + DAY, has_time=lambda: False)


MEASURED = {"sweep-late": (overdue, 60), "sweep-backlog": (out_of_time, 1)}


@pytest.mark.parametrize("name", MEASURED)
def test_an_alarm_rings_for_what_the_sweep_measures(
    name: str, template: Template, counted: Counted, world: World
) -> None:
    happens, least = MEASURED[name]
    happens(world)
    asked = alarm(template, name)
    measured = [point for point in counted() if point.name == asked["MetricName"]]
    assert measured[-1].value >= least
    assert rings(asked, [replace(point, value=max(point.value, asked["Threshold"])) for point in measured])
    assert not rings(asked, [replace(point, value=asked["Threshold"] - 1) for point in measured])


def test_an_ordinary_case_rings_no_alarm_and_neither_does_a_bounce(
    template: Template, counted: Counted, world: World
) -> None:
    case_id = world.begins_case()
    world.triages(case_id)
    note(next(iter(MailItem.scan())).mail_id, "Bounce", world.now, "Permanent")
    ordinary = counted()
    assert "MailBounced" in {point.name for point in ordinary}
    assert [one["AlarmDescription"] for one in alarms(template) if _is_counted(one) and rings(one, ordinary)] == []


def test_what_goes_wrong_in_another_stage_rings_no_alarm(
    template: Template, counted: Counted, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGE", "staging")
    observability.metrics.cache_clear()
    observability.log_failure("Odd", ValueError())
    assert not rings(alarm(template, "counted-UnexpectedError"), counted())


def _is_counted(asked: dict[str, Any]) -> bool:
    return bool(asked["Namespace"] == "Kuultu")


def test_many_refused_requests_in_the_access_log_ring(template: Template) -> None:
    (stage,) = (one["Properties"] for one in template["Resources"].values() if one["Type"].endswith("V2::Stage"))
    line = json.loads(stage["AccessLogSettings"]["Format"].replace("$context.status", str(TooMany.status)))
    (made,) = (one["Properties"] for one in template["Resources"].values() if one["Type"].endswith("MetricFilter"))
    (told,) = made["MetricTransformations"]
    assert made["FilterPattern"] == '{ $.status = "429" }'
    assert line["status"] == "429"
    dimensions = frozenset((one["Key"], line[one["Value"].removeprefix("$.")]) for one in told["Dimensions"])
    point = Point(told["MetricNamespace"], told["MetricName"], dimensions, float(told["MetricValue"]))
    asked = alarm(template, "counted-TooManyRequests")
    assert (rings(asked, [point] * 20), rings(asked, [point] * 19)) == (True, False)


# What AWS counts: alarm → metric, of which resource (type and beginning of its logical id), value that rings. From the
# lists of metrics in AWS's guides to API Gateway, SQS, Lambda, Step Functions and SES.
COUNTED_BY_AWS: dict[str, tuple[str, str, str, str, float]] = {
    "api-5xx": ("AWS/ApiGateway", "5xx", "ApiId", "apihttp", 1),
    "queue-lost-responses": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "streamlost", 1),
    "queue-undelivered-mail-events": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "mailund", 1),
    "queue-missed-sweeps": ("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "schedulemissed", 1),
    "stream-late": ("AWS/Lambda", "IteratorAge", "FunctionName", "functionsresponsestream", 300_000),
    "sweep-missing": ("AWS/Lambda", "Invocations", "FunctionName", "functionssweep", 0),
    "cases-failed": ("AWS/States", "ExecutionsFailed", "StateMachineArn", "workflowmachine", 1),
    "cases-throttled": ("AWS/States", "ExecutionThrottled", "StateMachineArn", "workflowmachine", 1),
    "lambda-throttles": ("AWS/Lambda", "Throttles", "", "", 1),
    "mail-bounce-rate": ("AWS/SES", "Reputation.BounceRate", "", "", 0.051),
}
KINDS = {
    "ApiId": "AWS::ApiGatewayV2::Api",
    "QueueName": "AWS::SQS::Queue",
    "FunctionName": "AWS::Lambda::Function",
    "StateMachineArn": "AWS::StepFunctions::StateMachine",
}


@pytest.mark.parametrize("name", COUNTED_BY_AWS)
def test_an_alarm_rings_for_what_aws_counts(name: str, template: Template) -> None:
    namespace, metric, dimension, start, value = COUNTED_BY_AWS[name]
    of_kind = [key for key, one in template["Resources"].items() if one["Type"] == KINDS.get(dimension)]
    resources = [key for key in of_kind if key.startswith(start)]
    dimensions = frozenset((dimension, key) for key in resources if not key.endswith("role"))
    assert rings(alarm(template, name), [Point(namespace, metric, dimensions, value)])


def test_a_sweep_that_never_runs_rings_and_one_that_runs_does_not(template: Template) -> None:
    asked = alarm(template, "sweep-missing")
    (dimension,) = asked["Dimensions"]
    run = Point("AWS/Lambda", "Invocations", frozenset({("FunctionName", told_of(dimension["Value"]))}), 1)
    assert (rings(asked, []), rings(asked, [run, run])) == (True, False)


def test_every_alarm_has_rung_in_a_test_and_reaches_the_operator(template: Template) -> None:
    rung = {*(f"counted-{name}" for name in COUNTED_BY_CODE), "counted-TooManyRequests", *COUNTED_BY_AWS, *MEASURED}
    assert {one["AlarmDescription"].rpartition(" ")[2].rstrip(".") for one in alarms(template)} == rung
    (topic,) = (key for key, one in template["Resources"].items() if one["Type"] == "AWS::SNS::Topic")
    assert {json.dumps(one["AlarmActions"]) for one in alarms(template)} == {json.dumps([{"Ref": topic}])}


def test_watching_costs_a_dollar_a_month_at_most(template: Template) -> None:
    free, price = 10, 0.10  # alarms without charge in an account; US dollars each
    assert all("Metrics" not in one for one in alarms(template))  # an alarm on a sum would cost each of its metrics
    assert (len(alarms(template)) - free) * price <= 1
