"""SES: one POST for each letter, and a receipt of the result."""

from dataclasses import dataclass
from functools import cache
from random import uniform
from time import sleep
from typing import Any

from botocore.exceptions import (
    ClientError,
    ConnectionError,
    ConnectTimeoutError,
    CredentialRetrievalError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
)

from kuultu.domain.mail.mail import Envelope, Letter, Mail, MailState
from kuultu.domain.mail.postponement import passing_reason
from kuultu.gateways.clients import client
from kuultu.gateways.sender_address import address_with_name
from kuultu.settings import settings

TOO_FAST = {"TooManyRequestsException", "ThrottlingException", "Throttling"}
"""Errors after which SES has taken nothing, and may take the mail in a second (API reference of SES v2, SendEmail)."""

MOMENTS = (0.5, 1.0)
"""The longest pauses before another try, in seconds, when SES asks for fewer mails a second."""

NOTHING_LEFT = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, CredentialRetrievalError)
"""Errors before a request has left; so the mail is tried again later."""


@dataclass(frozen=True)
class Receipt:
    """The result of a send: sent with a message id, released (try later), unknown, or a matter for a person."""

    state: MailState
    message_id: str = ""
    reason: str = ""


def send(mail: Mail, letter: Letter, *, at_once: bool = False) -> Receipt:
    """Send a letter, to an address in ASCII letters, in a single request.

    SES has no idempotency, so a lost answer is never retried here. With `at_once`, a request that came too fast for SES
    is made again twice, after a moment each.
    """
    receipt = _posted(mail, letter)
    for moment in MOMENTS if at_once else ():
        if receipt.reason not in TOO_FAST:
            break
        sleep(uniform(moment / 2, moment))  # noqa: S311 - no secret, only spread
        receipt = _posted(mail, letter)
    return receipt


def _posted(mail: Mail, letter: Letter) -> Receipt:
    """The receipt of one request."""
    try:
        answer = _client().send_email(**_request(mail, letter))
    except ClientError as error:
        return _refusal(error)
    except NOTHING_LEFT as error:
        return Receipt(MailState.RELEASED, reason=type(error).__name__)
    except (ConnectionError, HTTPClientError) as error:
        return Receipt(MailState.UNKNOWN, reason=type(error).__name__)
    return Receipt(MailState.SENT, message_id=answer["MessageId"])


@cache
def _client() -> Any:  # noqa: ANN401 - botocore makes its classes at run time
    """The client of SES, with a connection of its own for each mail.

    A kept connection dies unnoticed while Lambda sleeps, and the mail on it would be of unknown fate.
    """
    made = client("sesv2", attempts=1)
    made.meta.events.register("before-send.sesv2.SendEmail", _without_keeping)
    return made


def _without_keeping(request: Any, **_: object) -> None:  # noqa: ANN401 - botocore's
    request.headers["Connection"] = "close"


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
    told, status = error.response["Error"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    code = told["Code"]
    passing = passing_reason(code, status, told.get("Message", ""))
    if passing:
        return Receipt(MailState.RELEASED, reason=passing)
    return Receipt(MailState.UNKNOWN if status >= 500 else MailState.NEEDS_A_PERSON, reason=code)
