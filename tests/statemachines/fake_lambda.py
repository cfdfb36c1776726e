"""Lambda, as Step Functions calls it: the one seam at which the tests leave moto's interpreter."""

import io
import json
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.statemachines.definition import CASE_STEPS

Handler = Callable[[dict[str, Any], str], object]
"""Takes the payload and the region from which it is called."""


class Throttled(Exception):
    """Lambda itself refuses the call; the function never runs."""


class FakeLambda:
    """A Lambda service with one function; what that raises comes back as Lambda tells it."""

    def __init__(self, handler: Handler, region: str) -> None:
        """Have this function in this region."""
        self._handler, self._region = handler, region

    def invoke(self, **call: Any) -> dict[str, Any]:  # noqa: ANN401 - as botocore takes it
        """Run the function in process."""
        if call["FunctionName"] != CASE_STEPS:
            raise _refusal("ResourceNotFoundException", 404)
        try:
            value = self._handler(json.loads(call["Payload"]), self._region)
        except Throttled as error:
            raise _refusal("TooManyRequestsException", 429) from error
        except Exception as error:
            return {"FunctionError": "Unhandled", **_answer(_told_of(error))}
        return _answer(value)


def _answer(value: object) -> dict[str, Any]:
    return {"StatusCode": 200, "ExecutedVersion": "$LATEST", "Payload": io.BytesIO(json.dumps(value).encode())}


def _told_of(error: Exception) -> dict[str, object]:
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": "4b8d1c2e-0000-4000-8000-000000000000",
        "stackTrace": traceback.format_tb(error.__traceback__),
    }


def _refusal(code: str, status: int) -> ClientError:
    metadata = {"HTTPStatusCode": status, "RequestId": "4b8d1c2e-0000-4000-8000-000000000000"}
    return ClientError({"Error": {"Code": code, "Message": code}, "ResponseMetadata": metadata}, "Invoke")  # type: ignore[typeddict-item]


@contextmanager
def answering(handler: Handler) -> Iterator[None]:
    """While this lasts, every Task that calls Lambda calls the handler."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils

    def client(*, region: str, **_: object) -> FakeLambda:
        return FakeLambda(handler, region)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lambda_eval_utils, "boto_client_for", client)
        yield
