"""Fixtures that every kind of test shares: an AWS of moto's, with our tables, machine and sender in it."""

import os
import tomllib
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from infra.local import ports
from infra.translations import compile_catalogues
from tests import calendars

ROOT = Path(__file__).parent.parent

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "eu-north-1",
    "AWS_REGION": "eu-north-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "SURVEYS_TABLE": "surveys",
    "RESPONSES_TABLE": "responses",
    "CASES_TABLE": "cases",
    "LINKS_TABLE": "links",
    "MAILS_TABLE": "mails",
    "LIMITS_TABLE": "limits",
    "SESSIONS_TABLE": "sessions",
    "LOOKS_TABLE": "looks",
    "STAGE": "test",
    "PUBLIC_URL": "https://feedback.example.com",
    "SENDER": "feedback@example.com",
    "LANGUAGES": "fi,sv,en",
    "REFLECTION_DAYS": "1",
    "PROMISE_DAYS": "3",
    "FOLLOW_UP_DAYS": "7",
    "ANSWER_DAYS": "14",
    "DAY_SECONDS": "86400",
    "ADDRESS_BURST": "100",
    "ADDRESS_PER_MINUTE": "100",
    "SURVEY_BURST": "600",
    "SURVEY_PER_MINUTE": "300",
    "SIGNED_PER_MINUTE": "60",
    "PROVEN_PER_MINUTE": "120",
    "ALERTS_BURST": "60",
    "ALERTS_PER_DAY": "200",
    "CODES_PER_ADDRESS": "20",
    "CODES_PER_NETWORK": "50",
    "SIGN_IN_MAILS": "sign-in-mails",
    "ATTENTION_SHARDS": "1",
    "ENDED_EXECUTIONS_QUEUE": "https://sqs.eu-north-1.amazonaws.com/123456789012/ended-executions",
    "STATE_MACHINE_ARN": "arn:aws:states:eu-north-1:123456789012:stateMachine:case-handling",
    "POWERTOOLS_SERVICE_NAME": "kuultu",
    "POWERTOOLS_METRICS_NAMESPACE": "Kuultu",
}
"""What a Lambda of ours finds in its environment."""

os.environ.update(ENVIRONMENT)
hypothesis_settings.register_profile("kuultu", deadline=None, max_examples=50)  # a slow machine is no failure
hypothesis_settings.load_profile("kuultu")
compile_catalogues()

WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Which of the processes that run tests side by side this is; each has ports of its own."""

ports.PORTS_FOR_TESTS = range(8100 + 20 * WORKER, 8120 + 20 * WORKER)


TOGETHER = ("browser", "statemachines")
"""The folders whose tests share what takes long to begin: one process runs them all."""

WAITING = ("browser", "e2e", "infra")
"""The folders of tests that start processes and wait for them; the others compute."""


class Shares(LoadFileScheduling):  # type: ignore[misc]
    """Shares of the tests for processes side by side: a file, or one of the folders TOGETHER."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def share_of(nodeid: str) -> str:
    """The file of a test, or the folder TOGETHER that holds the file."""
    file = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if file.startswith(f"tests/{folder}/")), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares | None:
    """Keep what belongs together in one process, if files are kept together."""
    return Shares(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the shares whose tests wait evenly among the others: side by side they would wait for each other."""
    shares = {share_of(item.nodeid): item.path.parent.name in WAITING for item in items}
    groups = [[share for share, waits in shares.items() if waits is kind] for kind in (True, False)]
    place = {share: (number + 0.5) / len(group) for group in groups for number, share in enumerate(group)}
    items.sort(key=lambda item: place[share_of(item.nodeid)])


def pytest_report_header() -> list[str]:
    """The tables of time zones and holidays of this run, and the last ones that passed."""
    return [f"calendars {line}" for line in calendars.compared().splitlines()]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell the tables of time zones and holidays beside each failure: newer ones may be the reason."""
    report = yield
    if report.failed:
        report.sections.append(("Calendars", calendars.compared()))
    return report


@pytest.fixture
def aws() -> Iterator[None]:
    """An empty AWS, as moto plays it, with our tables, state machine, sender and sample surveys."""
    from moto import mock_aws

    with mock_aws():
        _create_everything()
        yield


def _create_everything() -> None:
    import boto3

    from kuultu.gateways.clients import client
    from kuultu.services.protection import admission
    from kuultu.services.surveys import all_surveys, current_surveys, directory_publication, publication
    from tests.integration.tables import tables
    from tests.unit.helpers.builders import staffed

    client.cache_clear()
    current_surveys.forget()
    all_surveys.forget()
    admission.forget()
    for model in tables():
        model._connection = None
        model.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    boto3.client("sqs").create_queue(QueueName="ended-executions")
    boto3.client("sesv2").create_email_identity(EmailIdentity="example.com")
    boto3.client("stepfunctions").create_state_machine(
        name="case-handling",
        definition='{"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 9999, "End": true}}}',
        roleArn="arn:aws:iam::123456789012:role/case-handling",
    )
    directory_publication.publish_directory(staffed())
    for path in sorted((ROOT / "surveys").glob("*.toml")):
        publication.publish(tomllib.loads(path.read_text(encoding="utf-8")))
