"""Checks of the sender: the identity in SES, its DKIM, and the records of its domain."""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from cli.doctor.findings import Finding, Surroundings, good, warning, wrong


def sender(where: Surroundings) -> Iterator[Finding]:
    """The address that mails come from is known, and is not the sample's."""
    if "@" not in where.sender:
        yield wrong("sender", "No sender's address is known.", "Say it with --sender feedback@your-domain.")
    elif where.domain.startswith("example."):
        yield wrong(
            "sender", f"The sender {where.sender} is the sample's.", "Deploy with an address of your own domain."
        )
    else:
        yield good("sender", f"Emails come from {where.sender}. Somebody must read the mailbox behind it.")


def identity(where: Surroundings) -> Iterator[Finding]:
    """The sender's domain or address is verified, signs by DKIM, and has a return path of its own."""
    if not where.sender:
        return
    name, known = _identity(where)
    if known is None:
        told = f"SES does not know {where.domain} in {where.region}."
        yield wrong("identity", told, "Deploy, or create the identity in SES; then publish its DKIM records.")
        return
    if known.get("VerifiedForSendingStatus"):
        yield good("identity", f"SES has verified {name}.")
    else:
        yield wrong("identity", f"SES has not verified {name} yet: emails wait.", "Publish the DKIM records.")
    yield _dkim(name.rpartition("@")[2], known.get("DkimAttributes", {}))
    yield _mail_from(known.get("MailFromAttributes", {}))


def _identity(where: Surroundings) -> tuple[str, dict[str, Any] | None]:
    """The identity that counts, with SES's answer: the address, its domain, or the domain above; None if unknown."""
    ses = where.client("sesv2")
    for name in (where.sender, *_domains(where)):
        try:
            return name, dict(ses.get_email_identity(EmailIdentity=name))
        except ClientError as error:
            if error.response["Error"]["Code"] != "NotFoundException":
                raise
    return where.domain, None


def _domains(where: Surroundings) -> list[str]:
    """The sender's domain and those above it, but for the last label."""
    labels = where.domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def _dkim(domain: str, dkim: dict[str, Any]) -> Finding:
    if dkim.get("Status") == "SUCCESS":
        return good("dkim", "Emails are signed by DKIM.")
    records = [f"{token}._domainkey.{domain} CNAME {token}.dkim.amazonses.com" for token in dkim.get("Tokens", [])]
    if not records:
        return wrong("dkim", "DKIM is not set up.", "Turn Easy DKIM on for the identity in SES.")
    told = f"SES has not found the DKIM records (status {dkim.get('Status', 'unknown')})."
    return wrong("dkim", told, f"Publish in DNS: {'; '.join(records)}")


def _mail_from(mail_from: dict[str, Any]) -> Finding:
    name, status = mail_from.get("MailFromDomain"), mail_from.get("MailFromDomainStatus")
    if not name:
        told = "Emails have Amazon's return path: SPF does not speak for your domain, only DKIM does."
        return warning("spf", told, "Set a MAIL FROM domain for the identity in SES.")
    if status == "SUCCESS":
        return good("spf", f"The return path is {name}, and its records are right.")
    return wrong(
        "spf", f"The records of the return path {name} are missing ({status}).", "Publish its MX and SPF records."
    )


def dmarc(where: Surroundings) -> Iterator[Finding]:
    """The sender's domain, or the domain above it, says what receivers do with forged mails."""
    if not where.domain:
        return
    try:
        found = _dmarc(where)
    except OSError as error:
        told = f"The DMARC record of {where.domain} could not be looked up: {error}"
        yield warning("dmarc", told, "Try again, or look it up elsewhere.")
        return
    if found:
        yield good("dmarc", f"There is a DMARC record: {found}")
        return
    record = f'_dmarc.{where.domain} TXT "v=DMARC1; p=none"'
    yield warning("dmarc", f"{where.domain} has no DMARC record: mailboxes may sort emails out.", f"Publish: {record}")


def _dmarc(where: Surroundings) -> str:
    """The first DMARC record of the sender's domain or one above it; "" without any."""
    for domain in _domains(where):
        records = where.resolve(f"_dmarc.{domain}")
        found = next((record for record in records if record.startswith("v=DMARC1")), "")
        if found:
            return found
    return ""
