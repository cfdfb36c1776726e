"""What the tables share: names from the settings, time outs, and the index of what needs attention."""

from datetime import datetime
from typing import Any, Generic, TypeVar

from pynamodb.attributes import Attribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DeleteError, PutError, PynamoDBException, UpdateError
from pynamodb.expressions.condition import Condition, size
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from kuultu.settings import settings

OPEN = "open"
"""The one hash key of every attention index: items that the sweep still has to see to."""

StoreFailure = PynamoDBException
"""What any failure of the store is; conditions that did not hold never get this far."""

AnyModel = TypeVar("AnyModel", bound=Model)


class TableName:
    """A table's name, looked up in the settings when it is first needed."""

    def __init__(self, setting: str) -> None:
        self.setting = setting

    def __get__(self, instance: object, owner: Any = None) -> str:  # noqa: ANN401 - a descriptor's owner
        return str(getattr(settings(), self.setting))


class Connection:
    """How every table is called: short time outs, so that a caller hears soon, and few retries."""

    connect_timeout_seconds = 2
    read_timeout_seconds = 5
    max_retry_attempts = 3


class AttentionIndex(GlobalSecondaryIndex[AnyModel], Generic[AnyModel]):  # type: ignore[no-untyped-call]
    """Sparse index of what is not finished: hash `attention` (always "open"), range `attend_at` (UTC)."""

    class Meta:
        index_name = "attention"
        projection = KeysOnlyProjection()

    attention = UnicodeAttribute(hash_key=True)
    attend_at = UTCDateTimeAttribute(range_key=True)


def due(index: AttentionIndex[AnyModel], now: datetime, most: int) -> list[AnyModel]:
    """The keys of up to `most` items that are due, the longest waiting first."""
    until: Any = AttentionIndex.attend_at <= now
    return list(index.query(OPEN, until, limit=most))


def condition_failed(error: PutError | UpdateError | DeleteError) -> bool:
    """Whether a write was refused because its condition did not hold."""
    return error.cause_response_code == "ConditionalCheckFailedException"


def wrote(write: Any, *arguments: Any, **options: Any) -> bool:  # noqa: ANN401 - any model's save or update
    """Make a conditional write; False when its condition did not hold, so that somebody else was first."""
    try:
        write(*arguments, **options)
    except (PutError, UpdateError) as error:
        if not condition_failed(error):
            raise
        return False
    return True


def holds(items: Attribute[Any], count: int) -> Condition:
    """The condition that a list has this many items; a item from before there was such a list has none."""
    as_many: Condition = size(items) == count  # type: ignore[no-untyped-call]
    return as_many if count else items.does_not_exist() | as_many
