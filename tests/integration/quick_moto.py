"""moto closer to DynamoDB: it answers without detours, and checks and writes an item in one go."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.responses import DynamoHandler

PLAIN = ({"S"}, {"N"}, {"BOOL"})
"""Attribute values that are JSON as they stand."""


@contextmanager
def quick_moto() -> Iterator[None]:
    """Copy plain attribute values into an answer as they are: member by member takes half the time of these tests."""
    thorough = BaseJSONSerializer._serialize_type_structure

    def quick(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:  # noqa: ANN401 - moto's
        if shape.name == "AttributeValue" and isinstance(value, dict) and set(value) in PLAIN:
            serialized[key] = value
        else:
            thorough(self, serialized, value, shape, key)

    BaseJSONSerializer._serialize_type_structure = quick  # type: ignore[method-assign]
    yield
    BaseJSONSerializer._serialize_type_structure = thorough  # type: ignore[method-assign]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Serve DynamoDB's requests one after the other: moto alone lets another write in between check and write."""
    unguarded, busy = DynamoHandler.call_action, Lock()

    def guarded(self: DynamoHandler) -> Any:  # noqa: ANN401 - moto's
        with busy:
            return unguarded(self)

    DynamoHandler.call_action = guarded  # type: ignore[method-assign]
    yield
    DynamoHandler.call_action = unguarded  # type: ignore[method-assign]
