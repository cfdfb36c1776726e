"""What goes over the wire to AWS: watched, and made to fail, on botocore's own hooks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from json import dumps, loads
from threading import Lock
from typing import Any
from urllib.parse import unquote

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError
from moto.core.models import botocore_stubber

from kuultu.store.absences import ABSENCES
from kuultu.store.customer_cases import CUSTOMER
from kuultu.store.sweep_marks import MARKS
from tests.integration.tables import models

DYNAMODB_WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
DYNAMODB_READS = {"GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems"}

NOWHERE = "https://nowhere.invalid/"
"""botocore asks every hook; a request that goes nowhere is not taken a second time by moto's own."""

ONE_AT_A_TIME = Lock()
"""DynamoDB judges one write to an item after the other; moto needs help with that."""


@dataclass
class WireFault:
    """What goes wrong with an operation, and how many times more."""

    operation: str
    code: str = ""
    status: int = 500
    committed: bool = False
    times: int = 1_000


@dataclass
class Wire:
    """What was sent: operations, letters, queries, what Step Functions was told; and the faults that are in store.

    `called_back` are the callbacks of which Step Functions took the end, `invoked` the Lambdas that were called, with
    their events: they are noted, and nothing runs.
    """

    sent: list[str] = field(default_factory=list)
    faults: list[WireFault] = field(default_factory=list)
    letters: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    called_back: set[str] = field(default_factory=set)
    invoked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def refuse(self, operation: str, code: str, *, status: int = 400, times: int = 1_000) -> None:
        """Answer this operation with an error; nothing is committed."""
        self.faults.append(WireFault(operation, code, status, times=times))

    def lose_the_answer_to(self, operation: str, *, times: int = 1) -> None:
        """Commit this operation, then drop the connection before the answer."""
        self.faults.append(WireFault(operation, committed=True, times=times))

    def heal(self) -> None:
        """Let everything work again."""
        self.faults.clear()

    @property
    def writes(self) -> list[str]:
        """The writes to DynamoDB."""
        return [operation for operation in self.sent if operation in DYNAMODB_WRITES]

    @property
    def reads(self) -> list[str]:
        """The reads from DynamoDB."""
        return [operation for operation in self.sent if operation in DYNAMODB_READS]

    @property
    def case_queries(self) -> int:
        """The number of queries for cases; not for who is away, the cases of a customer, or marks of the sweep."""
        return sum(not any(other in query for other in (ABSENCES, CUSTOMER, MARKS)) for query in self.queries)

    def pass_on(self, request: Any, event_name: str, **_: object) -> AWSResponse | None:  # noqa: ANN401 - botocore's
        """Note a request, and answer it with the next fault in store for it, if there is one."""
        operation = event_name.rpartition(".")[2]
        self.sent.append(operation)
        if operation == "Query":
            self.queries.append(request.body.decode())
        if operation == "SendEmail":
            self.letters.append(loads(request.body))
        if operation in {"StartExecution", "SendTaskSuccess"}:
            self.told.append(request.body.decode())
        fault = next((each for each in self.faults if each.operation == operation and each.times), None)
        if operation == "SendTaskSuccess" and (fault is None or fault.committed):
            self.called_back.add(loads(request.body)["taskToken"])
        if fault is None and operation == "Invoke":
            return self._noted(request)
        if fault is None:
            return _taken(request, event_name)
        fault.times -= 1
        return _dropped(request, event_name) if fault.committed else _refused(request, fault)

    def _noted(self, request: Any) -> AWSResponse:  # noqa: ANN401 - botocore's
        """Note a call of a Lambda, and take it as Lambda takes one that nobody waits for."""
        assert request.headers["X-Amz-Invocation-Type"] in ("Event", b"Event")
        self.invoked.append((unquote(request.url.split("/functions/")[1].split("/")[0]), loads(request.body)))
        request.url = NOWHERE
        return AWSResponse(request.url, 202, {}, _Body(b""))


class _Body(BytesIO):
    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


def _taken(request: Any, event_name: str) -> AWSResponse | None:  # noqa: ANN401 - botocore's
    with ONE_AT_A_TIME:
        answer = botocore_stubber(event_name, request)
    if answer:
        request.url = NOWHERE
    return answer


def _refused(request: Any, fault: WireFault) -> AWSResponse:  # noqa: ANN401 - botocore's
    request.url = NOWHERE
    headers: Any = {"content-type": "application/x-amz-json-1.0", "x-amzn-errortype": fault.code}
    body = dumps({"__type": f"com.amazonaws#{fault.code}", "message": "refused by the test"})
    return AWSResponse(request.url, fault.status, headers, _Body(body.encode()))


def _dropped(request: Any, event_name: str) -> AWSResponse:  # noqa: ANN401 - botocore's
    _taken(request, event_name)
    raise ConnectionClosedError(endpoint_url=request.url)


@contextmanager
def tapped() -> Iterator[Wire]:
    """Watch every client of the application's for a while."""
    wire = Wire()
    clients = _clients()
    for each in clients:
        each.meta.events.register_first("before-send", wire.pass_on)
    yield wire
    for each in clients:
        each.meta.events.unregister("before-send", wire.pass_on)


def _clients() -> list[Any]:
    from kuultu.gateways.clients import client

    stores = {id(each): each for each in (model._get_connection().connection.client for model in models())}
    return [
        *stores.values(),
        client("sesv2", attempts=1),
        client("stepfunctions", 3),
        client("sqs", 3),
        client("lambda", 3),
    ]
