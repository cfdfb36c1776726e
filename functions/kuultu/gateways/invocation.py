"""Lambda: a function asks for a call of another, or of itself, which begins at once beside this one."""

import json
from collections.abc import Mapping

from botocore.exceptions import BotoCoreError, ClientError

from kuultu.errors import Unavailable
from kuultu.gateways.clients import client
from kuultu.observability import log_failure

ATTEMPTS = 3


def invoke_beside(function: str, event: Mapping[str, object]) -> None:
    """Call a function, by name, without waiting for its answer; raises Unavailable if Lambda does not take the call."""
    payload = json.dumps(event).encode()
    try:
        client("lambda", ATTEMPTS).invoke(FunctionName=function, InvocationType="Event", Payload=payload)
    except (BotoCoreError, ClientError) as error:
        log_failure("InvocationNotTaken", error)
        raise Unavailable from error
