"""Composition of praise: a customer's answer that somebody passes on to the colleague whom it is about."""

from kuultu.domain.mail.mail import Envelope, Letter, Mail, MailKind
from kuultu.domain.people import hash_of_address, somebody_at
from kuultu.domain.responses.readable_answers import answers_in, texts_in
from kuultu.domain.responses.response import Response
from kuultu.domain.responses.staff_acts import Praise
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.errors import Unknown
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.mail.envelopes import sender_name, thread_of


def praise_mail(response: Response, praise: Praise) -> Mail:
    """The mail that brings praise to a colleague; round 0, as there need be no case."""
    return Mail(response.id, 0, MailKind.PRAISE, name=hash_of_address(praise.to))


def praise_of(mail: Mail, response: Response) -> Praise:
    """The praise that a mail brings; raises Unknown."""
    found = [praise for praise in response.praises if hash_of_address(praise.to) == mail.name]
    if not found:
        raise Unknown("The praise is not there any more.")
    return found[0]


def compose_praise(response: Response, survey: Survey, praise: Praise) -> Letter:
    """The letter with the customer's words, in the language of the unit; answers go to whoever passed them on."""
    unit = survey.unit(response.unit)
    known = [member.person for member in survey.people]
    to, by = (
        next((one for one in known if one.has(address)), somebody_at(address)) for address in (praise.to, praise.by)
    )
    subject, text, html = render_mail(
        MailTemplate("mail/praise"),
        Reader(unit.language, unit.time_zone),
        recipient=to,
        by=by,
        organisation=survey.organisation,
        unit_name=text_in(unit.name, unit.language),
        words=texts_in(response.answers, survey),
        answers=answers_in(unit.language, response.answers, survey),
    )
    envelope = Envelope(
        sender_name(by.known_name, survey.organisation), by.email, thread_of(response.id, of_customer=False)
    )
    return Letter(to.email, subject, text, html, envelope)
