"""moto writes DynamoDB's answers member by member, which takes half the time of these tests; here, without detours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from moto.core.serialize import BaseJSONSerializer

PLAIN = ({"S"}, {"N"}, {"BOOL"})
"""Attribute values that are JSON as they stand."""


@contextmanager
def quick_moto() -> Iterator[None]:
    """Copy plain attribute values into an answer as they are; moto does all the rest."""
    thorough = BaseJSONSerializer._serialize_type_structure

    def quick(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:  # noqa: ANN401 - moto's
        if shape.name == "AttributeValue" and isinstance(value, dict) and set(value) in PLAIN:
            serialized[key] = value
        else:
            thorough(self, serialized, value, shape, key)

    BaseJSONSerializer._serialize_type_structure = quick  # type: ignore[method-assign]
    yield
    BaseJSONSerializer._serialize_type_structure = thorough  # type: ignore[method-assign]
