"""Common parts of the tables: names from the settings, time outs, conditional writes."""

from collections.abc import Callable
from typing import Any, TypeVar

from pynamodb.attributes import Attribute
from pynamodb.exceptions import DeleteError, PutError, PynamoDBException, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition, size
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from kuultu.settings import settings

StoreFailure = PynamoDBException
"""Any failure of the store; a condition that did not hold is none (see `wrote`)."""

AnyModel = TypeVar("AnyModel", bound=Model)


class TableName:
    """The name of a table, looked up in the settings when needed."""

    def __init__(self, setting: str) -> None:
        self.setting = setting

    def __get__(self, instance: object, owner: Any = None) -> str:  # noqa: ANN401 - a descriptor's owner
        return str(getattr(settings(), self.setting))


class Connection:
    """The connection to a table: time outs (seconds) and retries so few that a Lambda says 503 within 10 s.

    A store that never answers costs three attempts and the waits between them: six seconds at most.
    """

    connect_timeout_seconds = 1
    read_timeout_seconds = 1
    max_retry_attempts = 2


def condition_failed(error: PutError | UpdateError | DeleteError) -> bool:
    """True if a write was refused because the condition did not hold."""
    return error.cause_response_code == "ConditionalCheckFailedException"


def wrote(write: Any, *arguments: Any, **options: Any) -> bool:  # noqa: ANN401 - any model's save, update or delete
    """Make a conditional write; False when the condition did not hold, because another process was first."""
    try:
        write(*arguments, **options)
    except (PutError, UpdateError, DeleteError) as error:
        if not condition_failed(error):
            raise
        return False
    return True


def wrote_together(model: type[Model], writes: Callable[[TransactWrite], None]) -> bool:
    """Make conditional writes, all or none; False when a condition did not hold, because another process was first.

    Writes of another transaction to the same items in the same moment are a failure of the store. The connection is
    the table's, with its time outs.
    """
    try:
        with TransactWrite(connection=model._get_connection().connection) as transaction:
            writes(transaction)
    except TransactWriteError as error:
        if "ConditionalCheckFailed" not in {reason.code for reason in error.cancellation_reasons if reason}:
            raise
        return False
    return True


def holds(items: Attribute[Any], count: int) -> Condition:
    """The condition that a list has `count` items; a missing list, in an item older than the attribute, has none."""
    as_many: Condition = size(items) == count  # type: ignore[no-untyped-call]
    return as_many if count else items.does_not_exist() | as_many
