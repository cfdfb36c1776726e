"""Lambda: a function asks for another call of itself, which begins at once beside this one."""

import json
from collections.abc import Mapping

from kuultu.gateways.clients import client

ATTEMPTS = 3


def call_again(function: str, event: Mapping[str, object]) -> None:
    """Call a function, by name, without waiting for its answer."""
    client("lambda", ATTEMPTS).invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(event).encode())
