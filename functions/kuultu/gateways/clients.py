"""How AWS is called: plain botocore clients, made on first use."""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.session import get_session


@cache
def client(service: str, attempts: int) -> Any:  # noqa: ANN401 - botocore makes its classes at run time
    """A client that tries each call this often at most."""
    limits = Config(retries={"total_max_attempts": attempts, "mode": "standard"}, connect_timeout=3, read_timeout=8)
    return get_session().create_client(service, config=limits)
