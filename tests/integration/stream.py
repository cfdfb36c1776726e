"""New responses, as the stream tells of them."""

from typing import Any

from tests.integration.http import submit
from tests.integration.world import submission


def record(response_id: str, kind: str = "INSERT", number: int = 1) -> dict[str, Any]:
    """A stream record as DynamoDB sends it, but for the new image, which nobody reads."""
    return {
        "eventID": f"event-{number}",
        "eventName": kind,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-north-1",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_795_000_000.0,
            "Keys": {"response_id": {"S": response_id}},
            "SequenceNumber": f"{number:021}",
            "SizeBytes": 38,
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": "arn:aws:dynamodb:eu-north-1:123456789012:table/responses/stream/2026-11-23T00:00:00.000",
    }


def deliver(*records: dict[str, Any]) -> list[str]:
    """Let the stream's Lambda take a batch; returns the sequence numbers that it says failed."""
    from response_stream.handler import handle

    answer = handle({"Records": list(records)}, None)
    return [failed["itemIdentifier"] for failed in answer["batchItemFailures"]]


def respond(**changes: object) -> str:
    """A customer answers; the response's id."""
    return str(submit(submission(**changes)).json["response_id"])
