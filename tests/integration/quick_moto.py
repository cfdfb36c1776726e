"""moto closer to DynamoDB: it answers without detours, and checks and writes an item in one go."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import dumps, loads
from threading import Lock
from typing import Any
from unittest.mock import patch

from botocore.signers import RequestSigner
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.exceptions import HTTPException
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

ACTIONS = {
    b"DynamoDB_20120810.GetItem": DynamoHandler.get_item,
    b"DynamoDB_20120810.Query": DynamoHandler.query,
    b"DynamoDB_20120810.PutItem": DynamoHandler.put_item,
    b"DynamoDB_20120810.UpdateItem": DynamoHandler.update_item,
    b"DynamoDB_20120810.DeleteItem": DynamoHandler.delete_item,
}
"""What is asked for most, by the header of the request."""

DYNAMODB = "https://dynamodb."

PLAIN = ({"S"}, {"N"}, {"BOOL"})
"""Attribute values that are JSON as they stand."""

INDEX_NAME = 6
"""The place of an index's name among the arguments of a query, after the hash key."""

BUSY = Lock()

_route = BotocoreStubber.process_request
_act = DynamoHandler.call_action
_query = Table.query
_serialize = BaseJSONSerializer._serialize_type_structure


@contextmanager
def quick_moto() -> Iterator[None]:
    """Take the detours out, which are most of the time of these tests; what is asked for seldom takes them."""
    with (
        patch.object(BotocoreStubber, "process_request", _answered_at_once),
        patch.object(Table, "query", _query_of_a_partition),
        patch.object(Table, "all_items", _items_in_order),
        patch.object(BaseJSONSerializer, "_serialize_type_structure", _serialized),
        patch.object(RequestSigner, "handler", lambda *_, **__: None),  # moto looks at no signature
    ):
        yield


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Serve DynamoDB's requests one after the other: moto alone lets another write in between check and write."""
    with patch.object(DynamoHandler, "call_action", _guarded):
        yield


def _answered_at_once(self: BotocoreStubber, request: Any) -> Any:  # noqa: ANN401 - moto's
    """Read and write items without a search for the service, the account and the shape of the answer."""
    action = ACTIONS.get(request.headers.get("X-Amz-Target"))
    if action is None or not request.url.startswith(DYNAMODB):
        return _route(self, request)
    handler = DynamoHandler()
    handler.body = loads(request.body)
    handler.current_account, handler.region = "123456789012", "eu-north-1"
    try:
        with BUSY:
            answer = action(handler).result
    except HTTPException as error:
        return error.code, dict(error.get_headers()), error.get_body()
    return 200, {"content-type": "application/x-amz-json-1.0"}, dumps(answer)


def _guarded(self: DynamoHandler) -> Any:  # noqa: ANN401 - moto's
    with BUSY:
        return _act(self)


def _query_of_a_partition(self: Table, hash_key: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - moto's
    """Look through one partition, unless an index is asked for; moto sorts the whole table first."""
    if rest[INDEX_NAME]:
        return _query(self, hash_key, *rest, **more)
    whole = self.items
    self.items = {hash_key: whole[hash_key]} if hash_key in whole else {}
    try:
        return _query(self, hash_key, *rest, **more)
    finally:
        self.items = whole


def _items_in_order(self: Table) -> list[Item]:
    """All items by key; each of our keys is text."""
    sets = self.items.values()
    items = [item for one in sets for item in one.values()] if self.range_key_attr else list(sets)
    return sorted(items, key=lambda item: (item.hash_key.value, item.range_key.value if item.range_key else ""))


def _serialized(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:  # noqa: ANN401 - moto's
    """Copy plain attribute values into an answer as they are, instead of member by member."""
    if shape.name == "AttributeValue" and isinstance(value, dict) and set(value) in PLAIN:
        serialized[key] = value
    else:
        _serialize(self, serialized, value, shape, key)
