"""Mail: its sender, and the reports of its delivery."""

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.components.grants import Reach
from infra.components.queues import failure_queue, keep_failures
from infra.deployment_stages import DeploymentStage

REPORTED = [
    ses.EmailSendingEvent.SEND,
    ses.EmailSendingEvent.DELIVERY,
    ses.EmailSendingEvent.BOUNCE,
    ses.EmailSendingEvent.COMPLAINT,
    ses.EmailSendingEvent.REJECT,
    ses.EmailSendingEvent.RENDERING_FAILURE,
    ses.EmailSendingEvent.DELIVERY_DELAY,
]


class MailSending(Construct):
    """SES without open or click tracking; reports that do not reach mail_events, or fail there, go to a queue."""

    def __init__(self, scope: Construct, name: str, stage: DeploymentStage) -> None:
        """Make the configuration set, and on AWS the identity for the sender's domain, to be verified there."""
        super().__init__(scope, name)
        self.set_name = f"{Stack.of(self).stack_name}-mail"
        if not stage.is_local and stage.identity == "create":
            self._prove(stage.sender.partition("@")[2])
        self.set = ses.ConfigurationSet(
            self, "set", configuration_set_name=self.set_name, tls_policy=ses.ConfigurationSetTlsPolicy.OPTIONAL
        )
        # Any identity, but from one address only. SES always tells the address; the emulator tells neither.
        self.reach = Reach(("*",), {"StringEqualsIfExists": {"ses:FromAddress": stage.sender}})
        self.undelivered = failure_queue(self, "undelivered-events")

    def _prove(self, domain: str) -> None:
        """Make the identity of a domain, which outlives the stack; the records for its DNS are outputs."""
        # Bounces come as events; without this SES would also send them to the sender's address.
        identity = ses.EmailIdentity(self, "identity", identity=ses.Identity.domain(domain), feedback_forwarding=False)
        identity.apply_removal_policy(RemovalPolicy.RETAIN)
        for number, record in enumerate(identity.dkim_records, 1):
            told = f"{record.name} CNAME {record.value}"
            CfnOutput(Stack.of(self), f"DkimRecord{number}", value=told, description=f"For the DNS of {domain}")

    def report(self, to: lambda_.Function) -> None:
        """Lead SES's reports about each mail to a Lambda."""
        self.set.add_event_destination(
            "events",
            destination=ses.EventDestination.event_bus(events.EventBus.from_event_bus_name(self, "bus", "default")),
            events=REPORTED,
        )
        keep_failures(to, self.undelivered, Duration.hours(6))
        target = targets.LambdaFunction(
            to,
            dead_letter_queue=self.undelivered,
            max_event_age=Duration.hours(24),
        )
        pattern = events.EventPattern(
            source=["aws.ses"], detail={"mail": {"tags": {"ses:configuration-set": [self.set_name]}}}
        )
        events.Rule(self, "reports", event_pattern=pattern, targets=[target])
