"""Clients of AWS: plain botocore clients, made on first use."""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.session import get_session


@cache
def client(service: str, attempts: int) -> Any:  # noqa: ANN401 - botocore makes its classes at run time
    """The client of a service; `attempts` at most for each call, with 3 s to connect and 8 s to read."""
    limits = Config(retries={"total_max_attempts": attempts, "mode": "standard"}, connect_timeout=3, read_timeout=8)
    return get_session().create_client(service, config=limits)
