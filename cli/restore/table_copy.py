"""Items copied from one table into another, the missing ones or all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

EVERY = 1000
"""Items between two lines of progress."""


@dataclass
class Copied:
    """The numbers of items that were read, and that were written."""

    read: int = 0
    written: int = 0


def copy_items(source: str, target: str, overwrite: bool, dynamodb: "DynamoDBClient") -> Iterator[Copied]:
    """Copy the items of a table that another one lacks, or with `overwrite` all; yields the numbers now and then.

    An item is written on a condition, so that nothing newer is lost without `overwrite`.
    """
    key = dynamodb.describe_table(TableName=target)["Table"]["KeySchema"][0]["AttributeName"]
    copied = Copied()
    for page in dynamodb.get_paginator("scan").paginate(TableName=source, ConsistentRead=True):
        for item in page["Items"]:
            copied.read += 1
            copied.written += _write(item, target, None if overwrite else key, dynamodb)
            if copied.read % EVERY == 0:
                yield copied
    yield copied


def _write(
    item: "dict[str, AttributeValueTypeDef]", target: str, missing: str | None, dynamodb: "DynamoDBClient"
) -> bool:
    """Write an item; False if `missing` names the key, and there is an item under it."""
    if missing is None:
        dynamodb.put_item(TableName=target, Item=item)
        return True
    try:
        condition = "attribute_not_exists(#key)"
        names = {"#key": missing}
        dynamodb.put_item(TableName=target, Item=item, ConditionExpression=condition, ExpressionAttributeNames=names)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True
