"""What is inside moto: quicker to look at than to ask for over its API."""

from copy import deepcopy
from typing import Any

from moto.backends import get_backend


def backend(service: Any) -> Any:  # noqa: ANN401 - moto's
    """Our account's part of a service."""
    return get_backend(service)["123456789012"]["eu-north-1"]


def ended_executions() -> Any:  # noqa: ANN401 - moto's
    """The queue of ended executions; moto takes a queue's region from the signature, which these tests leave out."""
    return get_backend("sqs")["123456789012"]["us-east-1"].queues["ended-executions"]


def partition(table: str, key: str) -> list[dict[str, Any]]:
    """Copies of the items with a hash key, with their types, as DynamoDB takes them."""
    items = backend("dynamodb").tables[table].items
    found = next(item for name, item in items.items() if name.value == key)
    return [deepcopy(item.to_json()["Attributes"]) for item in (found.values() if isinstance(found, dict) else [found])]


def rows(table: str) -> list[dict[str, Any]]:
    """Every item of a table, without its types."""
    items = backend("dynamodb").tables[table].all_items()
    return [{name: attribute.value for name, attribute in item.attrs.items()} for item in items]
