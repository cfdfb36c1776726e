"""The mail with a code: made and sent apart from the request, so that no answer comes later for those who work here."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.console.sign_in import CODE_DIGITS, SIGN_IN_LIFETIME, code_from, hash_of_code, spoken
from kuultu.domain.console.staff import Staff
from kuultu.domain.mail.mail import Envelope, Letter, Mail, MailKind, MailState
from kuultu.errors import Unavailable
from kuultu.gateways import ses
from kuultu.observability import count
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.console.sessions import staff_with
from kuultu.services.email_address import ascii_form
from kuultu.services.mail.envelopes import AUTOMATIC, sender_name
from kuultu.services.surveys.all_surveys import all_in_use
from kuultu.store import sign_ins

FROM_THE_HASH = 26
"""Characters of a sign-in's key in the id of its mail, as many as a response's id has."""

COUNTED: Mapping[MailState, str] = {
    MailState.SENT: "MailSent",
    MailState.RELEASED: "MailPostponed",
    MailState.UNKNOWN: "MailUnknown",
    MailState.NEEDS_A_PERSON: "MailNeedsAPerson",
}
"""The counts of all other mail, so that the same alarms ring; the ledger knows nothing of codes."""


def mail_code(key: str, now: datetime) -> None:
    """Make the code of a sign-in, and mail it if the address is that of staff: once, however often this is asked for.

    Raises Unavailable if SES has not taken the mail for a passing reason; asked again, another code is made and sent.
    """
    code = code_from(secrets.randbelow(10**CODE_DIGITS))
    code_hash = hash_of_code(key, code)
    sign_in = sign_ins.give_code(key, code_hash, now)
    staff = staff_with(sign_in.email, now) if sign_in else None
    if staff is None:
        return
    mail = Mail(key[:FROM_THE_HASH], 0, MailKind.SIGN_IN)
    receipt = ses.send(mail, _letter(staff, code, now), at_once=True)
    count(COUNTED[receipt.state], mail_id=mail.id, reason=receipt.reason)
    if receipt.state is MailState.RELEASED:
        sign_ins.take_code_back(key, code_hash)
        raise Unavailable


def _letter(staff: Staff, code: str, now: datetime) -> Letter:
    """The letter with a code, in the language of the person; the subject and the first line hold the code."""
    survey = all_in_use(now)[0]
    contact = survey.directory.contact_person
    helper = contact if contact and not contact.has(staff.person.email) else None
    subject, text, html = render_mail(
        MailTemplate("mail/sign-in"),
        Reader(staff.language, staff.time_zone),
        recipient=staff.person,
        code=spoken(code),
        minutes=int(SIGN_IN_LIFETIME.total_seconds() // 60),
        organisation=survey.organisation,
        customer_language="",
        answered_by=helper,
    )
    envelope = Envelope(sender_name(AUTOMATIC, survey.organisation), helper.email if helper else "")
    return Letter(ascii_form(staff.person.email) or "", subject, text, html, envelope)
