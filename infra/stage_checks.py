"""The checks of a stage's settings: each fault with its setting, and a sentence that says how to mend it."""

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from infra.deployment_stages import DeploymentStage

Fault = tuple[str, str]
"""The name of a setting, and a sentence about it."""

SPANS = ("reflection_days", "follow_up_days", "promise_days", "answer_days", "day_seconds")
COUNTS = (
    "address_burst",
    "address_per_minute",
    "survey_burst",
    "survey_per_minute",
    "signed_per_minute",
    "proven_per_minute",
    "alerts_burst",
    "alerts_per_day",
    "codes_per_address",
    "codes_per_network",
    "attention_shards",
)
RATES = ("requests_per_second", "requests_at_once")
KNOWN_LANGUAGES = ("fi", "sv", "en")
EVERYBODYS = {"common", "organizations", "consumers"}
"""Tenants of Microsoft Entra in which anybody in the world has an account, with any mail address."""

IDENTITIES = ("create", "existing")
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
EDGE_ARNS = {"certificate": "arn:aws:acm:us-east-1:", "web_acl": "arn:aws:wafv2:us-east-1:"}
ADDRESS = re.compile(r"[^@\s<>,\"]+@([a-z0-9-]+\.)+[a-z0-9-]{2,}", re.IGNORECASE)
NOBODYS = re.compile(r"(^|[@.])example\.(com|net|org)$", re.IGNORECASE)
"""The domains kept for documentation (RFC 2606): mail from them is refused, and their pages are nobody's."""


def faults_in(stage: "DeploymentStage") -> Iterator[Fault]:
    """All faults of a stage's settings, such as a promise due before reflection ends."""
    for check in (
        _name,
        _sender,
        _public_url,
        _languages,
        _alarm_email,
        _domain,
        _edge,
        _issuer,
        _identity,
        _spans,
        _counts,
        _promise,
    ):
        yield from check(stage)


def _name(stage: "DeploymentStage") -> Iterator[Fault]:
    if not NAME.fullmatch(stage.name):
        told = "A stage's name has small letters, digits and hyphens, begins with a letter, and has at most 31 of them."
        yield "stage", f"{told} This one is {stage.name!r}."


def _sender(stage: "DeploymentStage") -> Iterator[Fault]:
    if not ADDRESS.fullmatch(stage.sender):
        told = f"The sender must be a plain mail address, such as feedback@shop.example, not {stage.sender!r}."
        yield "sender", f"{told} The name beside it is that of the survey's organisation."
    elif not stage.is_local and NOBODYS.search(stage.sender):
        yield "sender", f"{stage.sender} belongs to nobody: give an address of a domain that is yours."


def _public_url(stage: "DeploymentStage") -> Iterator[Fault]:
    if stage.public_url is None or stage.is_local:
        return
    parts = urlsplit(stage.public_url)
    beside = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme != "https" or not parts.hostname or beside:
        told = f"The public address must be https:// and a host alone, not {stage.public_url!r}."
        yield "public_url", f"{told} Links in mail begin with it, and forms are taken from pages under it only."
    elif NOBODYS.search(parts.hostname):
        yield "public_url", f"{parts.hostname} belongs to nobody: give a domain that is yours, or leave public_url out."


def _languages(stage: "DeploymentStage") -> Iterator[Fault]:
    unknown = [one for one in stage.languages if one not in KNOWN_LANGUAGES]
    if unknown or not stage.languages or len(set(stage.languages)) < len(stage.languages):
        told = ", ".join(KNOWN_LANGUAGES)
        yield "languages", f"Kuultu speaks {told}: give one or more of them, each once, the first being the default."


def _alarm_email(stage: "DeploymentStage") -> Iterator[Fault]:
    if stage.is_local:
        return
    if not ADDRESS.fullmatch(stage.alarm_email or ""):
        told = "Somebody must hear of alarms: give the mail address that a person reads."
        yield "alarm_email", f"{told} AWS sends a message to it once, to be confirmed."
    elif NOBODYS.search(stage.alarm_email or ""):
        yield "alarm_email", f"{stage.alarm_email} belongs to nobody: give the address of a person who is there."


def _domain(stage: "DeploymentStage") -> Iterator[Fault]:
    if stage.domain is None:
        return
    if not DOMAIN.fullmatch(stage.domain):
        yield "domain", f"A domain looks like feedback.shop.example, without https:// and path; not {stage.domain!r}."
    elif NOBODYS.search(stage.domain):
        yield "domain", f"{stage.domain} belongs to nobody: give a domain that is yours."


def _edge(stage: "DeploymentStage") -> Iterator[Fault]:
    for name, start in EDGE_ARNS.items():
        given = getattr(stage, name)
        if given and not (stage.domain and given.startswith(start)):
            yield name, f"{name} needs a domain, and an ARN that begins with {start}; it is in the edge's outputs."


def _issuer(stage: "DeploymentStage") -> Iterator[Fault]:
    issuer, client = stage.sign_in_issuer, stage.sign_in_client
    if bool(issuer) != bool(client):
        missing = "sign_in_client" if issuer else "sign_in_issuer"
        yield missing, f"{missing} is missing: an issuer and the id that Kuultu has there go together."
    if not issuer:
        return
    parts = urlsplit(issuer)
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment or parts.username:
        told = f"The issuer must be an address with https:// and without a query, not {issuer!r}."
        yield "sign_in_issuer", f"{told} It is the `issuer` of /.well-known/openid-configuration there."
    elif EVERYBODYS & set(parts.path.split("/")):
        told = f"{issuer} vouches for people of every organisation."
        yield "sign_in_issuer", f"{told} Give the address of your own tenant, with its id in place of that word."


def _identity(stage: "DeploymentStage") -> Iterator[Fault]:
    if stage.identity not in IDENTITIES:
        told = f'The identity of the sender in SES is "create" or "existing", not {stage.identity!r}.'
        yield "identity", f'{told} "existing" leaves alone what SES has for the domain already.'


def _spans(stage: "DeploymentStage") -> Iterator[Fault]:
    for name in SPANS:
        length = getattr(stage, name)
        if not (math.isfinite(length) and length > 0):
            yield name, f"A length of time must be above zero, not {length}."


def _counts(stage: "DeploymentStage") -> Iterator[Fault]:
    for name in (*COUNTS, *RATES):
        least = 0 if name.endswith("_burst") else 1
        if getattr(stage, name) < least:
            yield name, f"{name} must be {least} or more: some must always be let in."


def _promise(stage: "DeploymentStage") -> Iterator[Fault]:
    if stage.promise_days <= stage.reflection_days:
        told = "The promised answer must come after the reflection: promise_days > reflection_days."
        yield "promise_days", f"{told} They are {stage.promise_days} and {stage.reflection_days}."
