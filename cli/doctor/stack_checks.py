"""Checks of the account and the stack, from its bootstrap to what it needs outside: its address, and the issuer."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from botocore.exceptions import ClientError

from cli.doctor.findings import Finding, Surroundings, good, warning, wrong
from kuultu.domain.mail.mail import MailState
from kuultu.domain.mail.postponement import LONGEST_WAIT
from kuultu.gateways.issuer import IssuerFailure, discover
from kuultu.store import mail_ledger, surveys
from kuultu.store.open_items import open_items
from kuultu.store.sweep_marks import sweep_marks

BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
"""The parameter that `cdk bootstrap` leaves in an account and region."""

SWEPT = timedelta(minutes=30)
MOST_MAILS, MOST_ALARMS = 200, 100
SAMPLES = ("example.com", "example.org", "example.net", ".test", ".example")


def account(where: Surroundings) -> Iterator[Finding]:
    """The credentials lead to an account that CDK can deploy to."""
    known = where.client("sts").get_caller_identity()
    yield good("account", f"You are in the account {known['Account']}, region {where.region}.")
    try:
        where.client("ssm").get_parameter(Name=BOOTSTRAP)
        yield good("bootstrap", "CDK is prepared in this account and region.")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ParameterNotFound":
            raise
        told = "CDK is not prepared in this account and region."
        yield wrong("bootstrap", told, f"cdk bootstrap aws://{known['Account']}/{where.region}")


def stack(where: Surroundings) -> Iterator[Finding]:
    """The stack stands, and its last change was carried out."""
    if where.deployed is None:
        yield warning("stack", f"There is no stack {where.stack} yet.", "Mend what is wrong here, then deploy.")
        return
    status = where.client("cloudformation").describe_stacks(StackName=where.stack)["Stacks"][0]["StackStatus"]
    if status.endswith("_IN_PROGRESS"):
        yield warning("stack", f"The stack {where.stack} is being changed ({status}).", "Wait, then ask again.")
    elif "FAILED" in status or "ROLLBACK" in status:
        told = f"The last change of the stack {where.stack} failed ({status})."
        yield wrong("stack", told, "Read the events of the stack in CloudFormation, mend the reason, deploy again.")
    else:
        yield good("stack", f"The stack {where.stack} stands ({status}).")


def sweep(where: Surroundings) -> Iterator[Finding]:
    """The sweep has run lately: without it nothing that was lost comes back."""
    if where.deployed is None or not where.environment:
        return
    points = where.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Lambda",
        MetricName="Invocations",
        Dimensions=[{"Name": "FunctionName", "Value": where.deployed.function("sweep")}],
        StartTime=where.now - SWEPT,
        EndTime=where.now,
        Period=int(SWEPT.total_seconds()),
        Statistics=["Sum"],
    )["Datapoints"]
    if sum(point["Sum"] for point in points):
        yield good("sweep", "The sweep has run in the last half hour.")
    else:
        told = "The sweep has not run in the last half hour: reminders and waiting emails stand still."
        yield wrong("sweep", told, "Look at its schedule in EventBridge Scheduler, and at the alarm sweep-missing.")


def alarms(where: Surroundings) -> Iterator[Finding]:
    """Alarms reach somebody who has confirmed the address."""
    if where.deployed is None:
        return
    topics = _topics(where)
    if not topics:
        yield warning("alarms", "Alarms reach nobody.", "Deploy with the topic or address that hears of alarms.")
    for topic in sorted(topics):
        found = where.client("sns").list_subscriptions_by_topic(TopicArn=topic).get("Subscriptions", [])
        yield _topic(topic.rpartition(":")[2], [one["SubscriptionArn"] for one in found])


def _topics(where: Surroundings) -> set[str]:
    names = list(where.deployed.resources.get("AWS::CloudWatch::Alarm", {}).values()) if where.deployed else []
    if not names:
        return set()
    known = where.client("cloudwatch").describe_alarms(AlarmNames=names[:MOST_ALARMS]).get("MetricAlarms", [])
    return {action for alarm in known for action in alarm.get("AlarmActions", []) if ":sns:" in action}


def _topic(name: str, subscriptions: list[str]) -> Finding:
    if not subscriptions:
        return wrong("alarms", f"Nobody hears the topic {name}.", "Subscribe an address to it in SNS.")
    pending = subscriptions.count("PendingConfirmation")
    if pending == len(subscriptions):
        told = f"The address for alarms has not been confirmed (topic {name})."
        return wrong("alarms", told, "Open the email of AWS Notifications at that address, and confirm.")
    return good("alarms", f"Alarms go to {len(subscriptions) - pending} confirmed addresses (topic {name}).")


def people(where: Surroundings) -> Iterator[Finding]:
    """The people are published, with addresses of their own."""
    if not where.environment:
        return
    current = surveys.current_definition(surveys.DIRECTORY)
    if current is None:
        yield wrong("people", "No people are published: no case has an owner.", "kuultu people publish people.toml")
        return
    samples = [one["id"] for one in current[1]["people"] if one["email"].lower().endswith(SAMPLES)]
    if samples:
        told = f"{len(samples)} people have addresses of the sample ({', '.join(samples[:3])} …)."
        yield wrong("people", told, "Write your own addresses into people.toml, then kuultu people publish.")
    else:
        yield good("people", f"{len(current[1]['people'])} people are published (version {current[0]}).")


def waiting_mails(where: Surroundings) -> Iterator[Finding]:
    """No mail waits for SES."""
    if not where.environment:
        return
    due = islice(open_items("mails", sweep_marks().shards, where.now + LONGEST_WAIT), MOST_MAILS)
    found = (mail_ledger.find(key[0]) for key, _ in due)
    entries = [entry for entry in found if entry and entry.state is MailState.RELEASED]
    if not entries:
        yield good("mails", "No email waits for SES.")
        return
    reasons = Counter(entry.reason or "unknown" for entry in entries)
    told = ", ".join(f"{number} × {reason}" for reason, number in reasons.most_common())
    yield warning("mails", f"Emails wait: {told}.", "Mend the cause; kuultu mails resend --state released")


def public_url(where: Surroundings) -> Iterator[Finding]:
    """The address in all links answers."""
    address = where.environment.get("PUBLIC_URL", "").rstrip("/")
    if not address:
        return
    if where.answers(f"{address}/health"):
        yield good("public-url", f"{address} answers.")
    else:
        told = f"{address}/health does not answer: links in emails lead nowhere."
        yield wrong("public-url", told, "Look at the domain's DNS records, its certificate, and the API mapping.")


def sign_in(where: Surroundings) -> Iterator[Finding]:
    """The issuer at which staff sign in answers, under the name that is set."""
    issuer = where.environment.get("SIGN_IN_ISSUER", "")
    if not issuer:
        return
    try:
        discover(issuer)
    except IssuerFailure as failure:
        told = f"Staff cannot sign in at {issuer}. {failure}"
        yield wrong("sign-in", told, "Compare sign_in_issuer in the stage's file with docs/sign-in.md, step 7.")
    else:
        yield good("sign-in", f"Staff sign in at {issuer}.")


def failed(check: str, error: Exception) -> Finding:
    """The finding of a check that could not be made."""
    code: Any = getattr(error, "response", {}).get("Error", {}).get("Code", type(error).__name__)
    return warning(check, f"This could not be checked ({code}).", "Ask with credentials that may read it.")
