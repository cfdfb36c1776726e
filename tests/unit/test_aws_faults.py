"""Which errors of AWS pass by themselves, so that every sweep tries again."""

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from pynamodb.exceptions import UpdateError

from kuultu.errors import Unavailable
from kuultu.gateways.faults import is_passing


def refused(code: str, status: int = 400) -> ClientError:
    """An answer of AWS with an error."""
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "UpdateItem")  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    "error",
    [
        refused("ThrottlingException"),
        refused("SomethingNew", status=503),
        UpdateError(cause=refused("ProvisionedThroughputExceededException")),
        EndpointConnectionError(endpoint_url="https://example.com"),
        Unavailable(),
    ],
)
def test_an_aws_that_is_away_or_busy_passes(error: Exception) -> None:
    assert is_passing(error)


@pytest.mark.parametrize("error", [refused("ValidationException"), KeyError("why"), UpdateError(), StopIteration()])
def test_what_is_wrong_in_an_item_stays_wrong(error: Exception) -> None:
    assert not is_passing(error)
