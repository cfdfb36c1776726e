"""SES: one POST for each letter, and a receipt of the result."""

from dataclasses import dataclass

from botocore.exceptions import (
    ClientError,
    ConnectionError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
)

from kuultu.domain.mail.mail import Envelope, Letter, Mail, MailState
from kuultu.gateways.clients import client
from kuultu.gateways.sender_address import address_with_name
from kuultu.settings import settings

TRY_LATER = {"TooManyRequestsException", "ThrottlingException", "LimitExceededException"}
"""Errors after which SES has taken nothing, and will later (API reference of SES v2, SendEmail)."""


@dataclass(frozen=True)
class Receipt:
    """The result of a send: sent with a message id, released (try later), unknown, or a matter for a person."""

    state: MailState
    message_id: str = ""
    reason: str = ""


def send(mail: Mail, letter: Letter) -> Receipt:
    """Send a letter, to an address in ASCII letters, in a single request.

    SES has no idempotency, so a lost answer is never retried here.
    """
    try:
        answer = client("sesv2", attempts=1).send_email(**_request(mail, letter))
    except ClientError as error:
        return _refusal(error)
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return Receipt(MailState.RELEASED, reason=type(error).__name__)
    except (ConnectionError, HTTPClientError) as error:
        return Receipt(MailState.UNKNOWN, reason=type(error).__name__)
    return Receipt(MailState.SENT, message_id=answer["MessageId"])


def _request(mail: Mail, letter: Letter) -> dict[str, object]:
    def utf8(data: str) -> dict[str, str]:
        return {"Data": data, "Charset": "UTF-8"}

    envelope = letter.envelope
    request: dict[str, object] = {
        "FromEmailAddress": address_with_name(envelope.sender, settings().sender),
        "Destination": {"ToAddresses": [letter.to]},
        "Content": {
            "Simple": {
                "Subject": utf8(letter.subject),
                "Body": {"Text": utf8(letter.text), "Html": utf8(letter.html)},
                "Headers": [{"Name": name, "Value": value} for name, value in _headers(mail, envelope)],
            }
        },
        "EmailTags": [{"Name": "mail_id", "Value": mail.id}],
    }
    if envelope.reply_to:
        request["ReplyToAddresses"] = [envelope.reply_to]
    if settings().configuration_set:
        request["ConfigurationSetName"] = settings().configuration_set
    return request


def _headers(mail: Mail, envelope: Envelope) -> list[tuple[str, str]]:
    """The headers beside those that SES writes; it gives each mail an id of its own (`Message-ID`)."""
    ours = [("X-Kuultu-Mail", mail.label), ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")]
    thread = envelope.thread
    return [*ours, ("In-Reply-To", thread), ("References", thread)] if thread else ours


def _refusal(error: ClientError) -> Receipt:
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    if code in TRY_LATER:
        return Receipt(MailState.RELEASED, reason=code)
    return Receipt(MailState.UNKNOWN if status >= 500 else MailState.NEEDS_A_PERSON, reason=code)
