"""Composition of thanks, the only mail after a response that is not negative."""

from datetime import datetime

from kuultu.domain.mail.mail import Envelope, Letter, Mail, MailKind
from kuultu.domain.responses.response import Response, written
from kuultu.domain.surveys.survey import Survey, text_in
from kuultu.rendering.templates import MailTemplate, Reader, render_mail
from kuultu.services.mail.envelopes import answers_to, letterhead_of, sender_name, thread_of
from kuultu.services.mail.unasked_mails import Room, room_for


def thanks_mail(response: Response) -> Mail:
    """The mail that thanks for a response; round 0, as there is no case."""
    return Mail(response.id, 0, MailKind.THANKS)


def compose_thanks(response: Response, survey: Survey, now: datetime) -> Letter | None:
    """The letter of thanks; None for one beyond those of a day."""
    room = room_for(thanks_mail(response), response.contact.email, now)
    if room is Room.NONE:
        return None
    unit = survey.unit(response.context.unit)
    subject, text, html = render_mail(
        MailTemplate("mail/thanks"),
        Reader(response.language, unit.time_zone),
        letterhead=letterhead_of(survey, unit, response.language),
        response=response,
        owner_is_new=False,
        signer=unit.owner.known_name,
        my_case_link="",
        may_object=False,
        unit_name=text_in(unit.name, response.language),
        organisation=survey.organisation,
        happy=response.verdict == "positive",
        in_words=written(response.answers, survey),
        closing=False,
        quoting=room is Room.QUOTING,
    )
    envelope = Envelope(
        sender_name(unit.owner.known_name, survey.organisation),
        answers_to(unit, unit.owner),
        thread_of(response.id, of_customer=True),
    )
    return Letter(response.contact.email, subject, text, html, envelope)
