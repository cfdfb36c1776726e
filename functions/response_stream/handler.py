"""New and completed responses from the stream: each begins its handling by its key; none holds up the others."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from kuultu.observability import log_failure, observed
from kuultu.services.cases.handling_start import begin_handling

processor = BatchProcessor(event_type=EventType.DynamoDBStreams, raise_on_entire_batch_failure=False)


@observed
def handle(event: dict[str, Any], context: Any) -> Any:  # noqa: ANN401 - Lambda's context, Powertools' answer
    """Take a batch of records; returns the failed records, which are tried again."""
    return process_partial_response(event, begin, processor, context)


def begin(record: DynamoDBRecord) -> None:
    """Begin the handling of a response, new or completed; removals are ignored. Errors are logged and raised."""
    if record.raw_event["eventName"] == "REMOVE":
        return
    response_id = record.raw_event["dynamodb"]["Keys"]["response_id"]["S"]
    try:
        begin_handling(response_id, datetime.now(UTC))
    except Exception as error:
        log_failure("BeginningFailed", error, response_id=response_id)
        raise
