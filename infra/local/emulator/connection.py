"""Access to the emulator: its account and region, and clients with an administrator's rights."""

from typing import Any, Final

import boto3
from botocore.config import Config

ACCOUNT = "000000000000"
REGION: Final = "eu-north-1"

# The emulator takes this key as the account's administrator, also when it enforces IAM.
ADMINISTRATOR = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


def client(service: str, endpoint: str) -> Any:  # noqa: ANN401 (boto3 makes clients of many types)
    """A client of the emulator, independent of this machine's AWS profile and proxy."""
    config = Config(proxies={}, retries={"total_max_attempts": 2}, read_timeout=320)
    session: Any = boto3.session.Session(region_name=REGION)
    return session.client(service, endpoint_url=endpoint, config=config, **ADMINISTRATOR)
