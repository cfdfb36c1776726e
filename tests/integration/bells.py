"""CloudWatch's judgement of an alarm in the template, and the metrics that a line of a log tells it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.infra.conftest import Template


@dataclass(frozen=True)
class Point:
    """A value of a metric; a dimension is a name and a text, or a place in the template."""

    namespace: str
    name: str
    dimensions: frozenset[tuple[str, str]]
    value: float


def alarm(template: Template, name: str) -> dict[str, Any]:
    """The properties of the alarm whose text names a section of the guide."""
    (found,) = (one for one in alarms(template) if one["AlarmDescription"].endswith(f"section {name}."))
    return found


def alarms(template: Template) -> list[dict[str, Any]]:
    """The properties of all alarms."""
    return [one["Properties"] for one in template["Resources"].values() if one["Type"] == "AWS::CloudWatch::Alarm"]


def rings(asked: dict[str, Any], points: list[Point]) -> bool:
    """True if the points of one period put an alarm into the state ALARM, as CloudWatch judges."""
    dimensions = frozenset((one["Name"], told_of(one["Value"])) for one in asked.get("Dimensions", []))
    series = (asked["Namespace"], asked["MetricName"], dimensions)
    values = [one.value for one in points if (one.namespace, one.name, one.dimensions) == series]
    if not values:
        return bool(asked["TreatMissingData"] == "breaching")
    value = sum(values) if asked["Statistic"] == "Sum" else max(values)
    if asked["ComparisonOperator"] == "LessThanThreshold":
        return value < asked["Threshold"]
    return value >= asked["Threshold"]


def told_of(value: object) -> str:
    """A dimension's value; of a reference in the template, the logical id."""
    match value:
        case {"Ref": str(logical)} | {"Fn::GetAtt": [str(logical), _]}:
            return logical
        case _:
            return str(value)


def points(line: str) -> Iterator[Point]:
    """The points in a line of CloudWatch's embedded metric format."""
    told = json.loads(line)
    for made in told["_aws"]["CloudWatchMetrics"]:
        for names in made["Dimensions"]:
            dimensions = frozenset((name, told[name]) for name in names)
            for metric in made["Metrics"]:
                value = told[metric["Name"]]
                total = sum(value) if isinstance(value, list) else value
                yield Point(made["Namespace"], metric["Name"], dimensions, total)
