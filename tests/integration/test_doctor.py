"""`kuultu doctor`: what is missing before a deployment and after, each with a sentence and the next step.

The answers of AWS are those that botocore's own models allow: its Stubber refuses any other.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from cli.doctor import commands, identity_checks, sending_checks, stack_checks
from cli.doctor.findings import Check, Finding, State, Surroundings
from infra.deployed_stack import DeployedStack
from kuultu.services.surveys import directory_publication
from tests.integration import post_office as answers
from tests.integration.fake_issuer import issuing
from tests.integration.refusing import Refusals
from tests.integration.world import World
from tests.unit.helpers.builders import people

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
Answers = Mapping[tuple[str, str], list[dict[str, Any] | str]]
"""What AWS answers, by service and operation: in order, each an answer or the code of an error."""

HEALTHY_ACCOUNT = {
    "ProductionAccessEnabled": True,
    "SendingEnabled": True,
    "EnforcementStatus": "HEALTHY",
    "SendQuota": {"Max24HourSend": 50_000.0, "MaxSendRate": 14.0, "SentLast24Hours": 120.0},
}
VERIFIED = {
    "VerifiedForSendingStatus": True,
    "DkimAttributes": {"Status": "SUCCESS", "Tokens": ["a", "b", "c"]},
    "MailFromAttributes": {
        "MailFromDomain": "bounce.shop.fi",
        "MailFromDomainStatus": "SUCCESS",
        "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
    },
}
DEPLOYED = DeployedStack(
    "Kuultu",
    {},
    {
        "AWS::Lambda::Function": {"functionssweepABC": "Kuultu-sweep"},
        "AWS::CloudWatch::Alarm": {"alarmscases": "Kuultu-cases-failed"},
    },
)


def where(given: Answers | None = None, **changes: Any) -> Surroundings:  # noqa: ANN401 - any field
    """Surroundings without a stack, in which AWS answers as given."""
    usual = Surroundings(
        stack="Kuultu",
        region="eu-north-1",
        now=NOW,
        client=lambda service: stubbed(service, given or {}),
        resolve=lambda name: [],
        answers=lambda address: True,
        sender="feedback@shop.fi",
    )
    return replace(usual, **changes)


def deployed(given: Answers | None = None, **changes: Any) -> Surroundings:  # noqa: ANN401
    """Surroundings with a stack."""
    environment = {"PUBLIC_URL": "https://feedback.shop.fi", "SENDER": "feedback@shop.fi"}
    return where(given, deployed=DEPLOYED, environment=environment, **changes)


def stubbed(service: str, given: Answers) -> Any:  # noqa: ANN401 - boto3's
    client = boto3.client(service, region_name="eu-north-1")  # type: ignore[call-overload]
    stub = Stubber(client)
    for (of, operation), told in given.items():
        for answer in told if of == service else []:
            if isinstance(answer, str):
                stub.add_client_error(operation, answer)
            else:
                stub.add_response(operation, answer)
    stub.activate()
    return client


def found(check: Check, surroundings: Surroundings) -> dict[str, Finding]:
    """The findings of a check, by name."""
    return {finding.check: finding for finding in check(surroundings)}


def states(check: Check, surroundings: Surroundings) -> dict[str, str]:
    return {name: finding.state.value for name, finding in found(check, surroundings).items()}


def identity(**changes: Any) -> Surroundings:  # noqa: ANN401
    return where({("sesv2", "get_email_identity"): [VERIFIED | changes]})


def account(**changes: Any) -> Surroundings:  # noqa: ANN401
    return where({("sesv2", "get_account"): [HEALTHY_ACCOUNT | changes]})


def points(**values: float) -> dict[str, Any]:
    return {"Datapoints": [{"Timestamp": NOW, **values}]}


def test_a_sender_that_is_set_up_is_good() -> None:
    assert states(identity_checks.identity, identity()) == {"identity": "good", "dkim": "good", "spf": "good"}
    assert states(identity_checks.sender, where()) == {"sender": "good"}


@pytest.mark.parametrize("address", ["", "palaute@example.com"])
def test_no_sender_and_the_samples_are_wrong(address: str) -> None:
    assert states(identity_checks.sender, where(sender=address)) == {"sender": "wrong"}


def test_the_dkim_records_are_told_while_they_are_missing() -> None:
    pending = identity(VerifiedForSendingStatus=False, DkimAttributes={"Status": "PENDING", "Tokens": ["a", "b", "c"]})
    told = found(identity_checks.identity, pending)
    assert (told["identity"].state, told["dkim"].state) == (State.WRONG, State.WRONG)
    assert "b._domainkey.shop.fi CNAME b.dkim.amazonses.com" in told["dkim"].next


def test_a_domain_above_the_senders_counts_and_none_at_all_is_wrong() -> None:
    above = where(
        {("sesv2", "get_email_identity"): ["NotFoundException", "NotFoundException", VERIFIED]},
        sender="feedback@mail.shop.fi",
    )
    assert found(identity_checks.identity, above)["identity"].text == "SES has verified shop.fi."
    neither = where({("sesv2", "get_email_identity"): ["NotFoundException", "NotFoundException"]})
    assert states(identity_checks.identity, neither) == {"identity": "wrong"}


def test_a_return_path_of_amazons_is_a_warning_and_one_without_records_is_wrong() -> None:
    failing = {
        "MailFromDomain": "bounce.shop.fi",
        "MailFromDomainStatus": "FAILED",
        "BehaviorOnMxFailure": "REJECT_MESSAGE",
    }
    amazons = failing | {"MailFromDomain": ""}
    assert states(identity_checks.identity, identity(MailFromAttributes=amazons))["spf"] == "warning"
    assert states(identity_checks.identity, identity(MailFromAttributes=failing))["spf"] == "wrong"


def test_dmarc_is_found_at_the_domain_or_above_it() -> None:
    records = {"_dmarc.shop.fi": ["v=DMARC1; p=none"]}
    below = where(sender="feedback@mail.shop.fi", resolve=lambda name: records.get(name, []))
    assert states(identity_checks.dmarc, below) == {"dmarc": "good"}
    missing = found(identity_checks.dmarc, where())["dmarc"]
    assert (missing.state, "_dmarc.shop.fi TXT" in missing.next) == (State.WARNING, True)


def test_a_name_that_cannot_be_looked_up_is_told_as_such() -> None:
    def fails(name: str) -> list[str]:
        raise OSError("no server answered")

    told = found(identity_checks.dmarc, where(resolve=fails))["dmarc"]
    assert (told.state, "no server answered" in told.text) == (State.WARNING, True)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, {"sandbox": "good", "sending": "good", "quota": "good"}),
        ({"ProductionAccessEnabled": False}, {"sandbox": "wrong", "sending": "good", "quota": "good"}),
        ({"SendingEnabled": False}, {"sandbox": "good", "sending": "wrong", "quota": "good"}),
        ({"EnforcementStatus": "SHUTDOWN"}, {"sandbox": "good", "sending": "wrong", "quota": "good"}),
        ({"EnforcementStatus": "PROBATION"}, {"sandbox": "good", "sending": "warning", "quota": "good"}),
        (
            {"SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 170.0}},
            {"sandbox": "good", "sending": "good", "quota": "warning"},
        ),
    ],
)
def test_the_account_may_send_to_anybody_and_has_room(changes: dict[str, Any], state: dict[str, str]) -> None:
    assert states(sending_checks.account, account(**changes)) == state


@pytest.mark.parametrize(("rate", "state"), [(0.01, "good"), (0.06, "warning"), (0.11, "wrong")])
def test_the_rate_of_bounces_is_compared_with_what_ses_bears(rate: float, state: str) -> None:
    here = where({("cloudwatch", "get_metric_statistics"): [points(Average=rate)]})
    assert next(iter(sending_checks.reputation(here))).state == state


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("UPDATE_COMPLETE", "good"),
        ("UPDATE_ROLLBACK_COMPLETE", "wrong"),
        ("CREATE_FAILED", "wrong"),
        ("UPDATE_IN_PROGRESS", "warning"),
    ],
)
def test_the_last_change_of_the_stack_was_carried_out(status: str, state: str) -> None:
    one = {"StackName": "Kuultu", "CreationTime": NOW, "StackStatus": status}
    here = deployed({("cloudformation", "describe_stacks"): [{"Stacks": [one]}]})
    assert states(stack_checks.stack, here) == {"stack": state}


def test_before_the_first_deployment_the_stack_is_a_warning_and_nothing_of_it_is_checked() -> None:
    of_the_stack = [stack_checks.sweep, stack_checks.alarms, stack_checks.people, stack_checks.waiting_mails]
    assert states(stack_checks.stack, where()) == {"stack": "warning"}
    assert [states(check, where()) for check in (*of_the_stack, sending_checks.suppressed)] == [{}] * 5


def test_without_the_bootstrap_the_command_for_it_is_told() -> None:
    here = where(
        {
            ("sts", "get_caller_identity"): [{"Account": "123456789012"}],
            ("ssm", "get_parameter"): ["ParameterNotFound"],
        }
    )
    told = found(stack_checks.account, here)
    assert told["bootstrap"] == Finding(
        "bootstrap",
        State.WRONG,
        "CDK is not prepared in this account and region.",
        "cdk bootstrap aws://123456789012/eu-north-1",
    )


@pytest.mark.parametrize(("runs", "state"), [([points(Sum=2.0)], "good"), ([{"Datapoints": []}], "wrong")])
def test_a_sweep_that_did_not_run_is_wrong(runs: list[dict[str, Any] | str], state: str) -> None:
    here = deployed({("cloudwatch", "get_metric_statistics"): runs})
    assert states(stack_checks.sweep, here) == {"sweep": state}


TOPIC = "arn:aws:sns:eu-north-1:123456789012:alarms"


@pytest.mark.parametrize(
    ("actions", "subscriptions", "state"),
    [
        ([], [], "warning"),
        ([TOPIC], [], "wrong"),
        ([TOPIC], ["PendingConfirmation"], "wrong"),
        ([TOPIC], [f"{TOPIC}:1", "PendingConfirmation"], "good"),
    ],
)
def test_alarms_reach_somebody_who_has_confirmed(actions: list[str], subscriptions: list[str], state: str) -> None:
    here = deployed(
        {
            ("cloudwatch", "describe_alarms"): [{"MetricAlarms": [{"AlarmName": "a", "AlarmActions": actions}]}],
            ("sns", "list_subscriptions_by_topic"): [
                {"Subscriptions": [{"SubscriptionArn": one} for one in subscriptions]}
            ],
        }
    )
    assert states(stack_checks.alarms, here) == {"alarms": state}


def test_an_address_that_does_not_answer_is_wrong() -> None:
    asked: list[str] = []
    assert states(stack_checks.public_url, deployed(answers=lambda page: bool(asked.append(page)))) == {
        "public-url": "wrong"
    }
    assert asked == ["https://feedback.shop.fi/health"]
    assert states(stack_checks.public_url, deployed()) == {"public-url": "good"}


@pytest.mark.parametrize(("called", "state"), [({}, "good"), ({"issuer": "https://elsewhere.example"}, "wrong")])
def test_the_issuer_is_asked_under_the_name_that_is_set(called: dict[str, str], state: str) -> None:
    assert states(stack_checks.sign_in, deployed()) == {}
    with issuing() as issuer:
        issuer.published = called
        set_up = replace(deployed(), environment={"SIGN_IN_ISSUER": issuer.address})
        assert states(stack_checks.sign_in, set_up) == {"sign-in": state}
    assert states(stack_checks.sign_in, set_up) == {"sign-in": "wrong"}


@pytest.mark.usefixtures("aws")
def test_people_of_the_sample_are_wrong_and_those_of_ones_own_are_good() -> None:
    assert states(stack_checks.people, deployed()) == {"people": "wrong"}
    own = json.loads(json.dumps(people()).replace("example.com", "shop.fi"))
    directory_publication.publish_directory(own)
    assert states(stack_checks.people, deployed()) == {"people": "good"}


@pytest.mark.usefixtures("aws")
def test_people_to_whom_ses_sends_nothing_are_named() -> None:
    listed = {"EmailAddress": people()["people"][0]["email"], "Reason": "BOUNCE", "LastUpdateTime": NOW}
    pages: list[dict[str, Any] | str] = [
        {"SuppressedDestinationSummaries": [], "NextToken": "more"},
        {"SuppressedDestinationSummaries": [listed]},
    ]
    told = found(sending_checks.suppressed, deployed({("sesv2", "list_suppressed_destinations"): pages}))["suppression"]
    assert (told.state, people()["people"][0]["id"] in told.text) == (State.WRONG, True)
    assert "@" not in told.text


def test_mails_that_wait_are_told_with_their_reasons(world: World, refusals: Refusals) -> None:
    assert states(stack_checks.waiting_mails, deployed()) == {"mails": "good"}
    refusals.of_kind("", answers.UNVERIFIED)
    world.begins_case()
    told = found(stack_checks.waiting_mails, deployed(now=world.now + timedelta(minutes=1)))["mails"]
    assert (told.state, "3 × not-verified" in told.text) == (State.WARNING, True)


@pytest.fixture
def told(command: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command, in surroundings that the first argument gives."""

    def run(here: Surroundings, *options: str) -> int:
        monkeypatch.setattr(commands, "surroundings", lambda asked: here)
        return command("doctor", *options)

    return run


def test_a_check_that_aws_refuses_is_told_and_the_others_go_on(
    told: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    given: Answers = {
        ("sts", "get_caller_identity"): ["AccessDenied"],
        ("sesv2", "get_account"): [HEALTHY_ACCOUNT],
        ("sesv2", "get_email_identity"): [VERIFIED],
        ("cloudwatch", "get_metric_statistics"): [{"Datapoints": []}],
    }
    assert told(where({**given}, client=lambda service: in_any_order(service, given)), "--json") == 0
    rows = {row["check"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["account"]["state"] == "warning"
    assert "AccessDenied" in rows["account"]["text"]
    assert rows["sandbox"] == {
        "check": "sandbox",
        "state": "good",
        "text": "The account has left SES's sandbox.",
        "next": "",
    }


def test_what_is_wrong_fails_the_command_and_says_the_next_step(
    told: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    given: Answers = {
        ("sts", "get_caller_identity"): [{"Account": "123456789012"}],
        ("ssm", "get_parameter"): [{"Parameter": {"Value": "21"}}],
        ("sesv2", "get_account"): [HEALTHY_ACCOUNT | {"ProductionAccessEnabled": False}],
        ("sesv2", "get_email_identity"): [VERIFIED],
        ("cloudwatch", "get_metric_statistics"): [{"Datapoints": []}],
    }
    assert told(where(given, client=lambda service: in_any_order(service, given))) == 1
    lines = capsys.readouterr().out
    assert "wrong    sandbox: The account is in SES's sandbox" in lines
    assert "→ Request production access" in lines


def in_any_order(service: str, given: Answers) -> Any:  # noqa: ANN401 - boto3's
    """A client that answers each operation as its model allows, whichever is asked first."""

    class Client:
        def __getattr__(self, operation: str) -> Any:  # noqa: ANN401
            return getattr(stubbed(service, {(service, operation): given[service, operation]}), operation)

    return Client()
