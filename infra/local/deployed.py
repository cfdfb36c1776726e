"""The deployed stack seen from this machine: its parts by their real names, and clients to look at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from infra.local.emulator import REGION

# The emulator takes this key as the account's administrator, also when it enforces IAM.
ADMINISTRATOR = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}


@dataclass(frozen=True)
class Deployed:
    """A deployed stack: what it tells about itself, and the real names of its parts by their type."""

    name: str
    outputs: Mapping[str, str]
    resources: Mapping[str, Mapping[str, str]]  # type -> logical id -> physical id

    def function(self, name: str) -> str:
        """The real name of a Lambda."""
        return self._real("AWS::Lambda::Function", f"functions{name}")

    def role(self, name: str) -> str:
        """The real name of a Lambda's role."""
        return self._real("AWS::IAM::Role", f"functions{name}role")

    def table(self, name: str) -> str:
        """The real name of a table."""
        return self.outputs[f"{name.capitalize()}Table"]

    @property
    def api_id(self) -> str:
        """The id of the HTTP API."""
        return self._real("AWS::ApiGatewayV2::Api", "api")

    def _real(self, kind: str, start: str) -> str:
        plain = start.replace("_", "")
        return next(real for logical, real in self.resources[kind].items() if logical.startswith(plain))


def client(service: str, endpoint: str) -> Any:  # noqa: ANN401 (boto3 makes clients of many types)
    """A client of the emulator, whatever profile or proxy this machine is set up with."""
    config = Config(proxies={}, retries={"total_max_attempts": 2}, read_timeout=320)
    session: Any = boto3.session.Session(region_name=REGION)
    return session.client(service, endpoint_url=endpoint, config=config, **ADMINISTRATOR)
