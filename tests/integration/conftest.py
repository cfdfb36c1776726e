"""An AWS for services and handlers: the shared one, with clients that outlive a test, because making them is slow."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from types import SimpleNamespace
from typing import Any

import botocore.endpoint
import pytest

from tests.conftest import ROOT
from tests.integration.post_office import PostOffice, open_post_office
from tests.integration.tables import tables
from tests.integration.wire import Wire, tapped
from tests.integration.world import World


@pytest.fixture
def aws() -> Iterator[None]:
    """An empty AWS, as moto plays it, with our tables, state machine, sender and sample surveys."""
    from moto import mock_aws

    with mock_aws():
        _create_everything()
        yield


def _create_everything() -> None:
    from moto.dynamodb.models import dynamodb_backends

    from kuultu.services import surveys

    surveys.forget()
    dynamodb_backends["123456789012"]["eu-north-1"].tables = deepcopy(_tables_with_surveys())
    boto_client("sesv2").create_email_identity(EmailIdentity="example.com")
    boto_client("stepfunctions").create_state_machine(
        name="case-handling",
        definition='{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 9999, "End": true}}}',
        roleArn="arn:aws:iam::123456789012:role/case-handling",
    )


@cache
def _tables_with_surveys() -> dict[str, object]:
    """The tables as they are before anything has happened; made once, because forty calls to moto take their time."""
    from moto.dynamodb.models import dynamodb_backends

    from kuultu.services import surveys

    for model in tables():
        model.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    for path in sorted((ROOT / "surveys").glob("*.toml")):
        surveys.publish(tomllib.loads(path.read_text(encoding="utf-8")))
    return deepcopy(dynamodb_backends["123456789012"]["eu-north-1"].tables)


@cache
def boto_client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
    """A client of the test's own, apart from those that the application makes."""
    import boto3

    return boto3.client(service)


@pytest.fixture
def wire(aws: None) -> Iterator[Wire]:
    """Every request to AWS, watched."""
    with tapped() as wire:
        yield wire


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """botocore retries at once."""
    monkeypatch.setattr(botocore.endpoint, "time", SimpleNamespace(sleep=lambda _: None))


@pytest.fixture
def world(aws: None) -> World:
    """A world in which cases are handled, on a Monday morning."""
    return World()


@pytest.fixture
def post_office(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """An HTTP server in SES's place; everything else is moto's."""
    from kuultu.gateways.clients import client

    with open_post_office() as office:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", office.url)
        client.cache_clear()
        yield office
    client.cache_clear()
