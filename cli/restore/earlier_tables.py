"""Tables as they were at a moment: made by DynamoDB's point-in-time recovery beside those in use."""

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from cli.command_groups import Failure

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

LOOK_EVERY = 5.0  # seconds
DAYS = 35


def refuse_unreachable(moment: datetime, tables: Mapping[str, str], dynamodb: "DynamoDBClient") -> None:
    """Raise Failure if one of the tables cannot be restored to a moment."""
    for name, table in tables.items():
        told = dynamodb.describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
        reach = told.get("PointInTimeRecoveryDescription", {})
        earliest, latest = reach.get("EarliestRestorableDateTime"), reach.get("LatestRestorableDateTime")
        if earliest and latest and not earliest <= moment <= latest:
            span = f"from {earliest:%Y-%m-%dT%H:%M:%S%z} to {latest:%Y-%m-%dT%H:%M:%S%z}"
            raise Failure(f"The table {name} can be restored to any second {span}: give a moment in between.")


def begin_restoring(
    moment: datetime, tables: Mapping[str, str], stamp: str, dynamodb: "DynamoDBClient"
) -> dict[str, str]:
    """Ask for all tables as they were at a moment; returns the names of the restored ones."""
    restored = {name: f"{table[:200]}-{stamp}" for name, table in tables.items()}
    for name, table in tables.items():
        dynamodb.restore_table_to_point_in_time(
            SourceTableName=table,
            TargetTableName=restored[name],
            RestoreDateTime=moment,
            BillingModeOverride="PAY_PER_REQUEST",
        )
    return restored


def ready(restored: Mapping[str, str], dynamodb: "DynamoDBClient") -> Iterator[str]:
    """The names of tables as they become ready; DynamoDB takes minutes, and hours for hundreds of gigabytes."""
    waiting = dict(restored)
    while waiting:
        for name, table in list(waiting.items()):
            if dynamodb.describe_table(TableName=table)["Table"]["TableStatus"] == "ACTIVE":
                del waiting[name]
                yield name
        if waiting:
            time.sleep(LOOK_EVERY)
