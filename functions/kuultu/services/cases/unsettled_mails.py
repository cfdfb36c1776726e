"""Mails whose fate is open: sent at last, withheld, moot, or told of as not arrived."""

from datetime import datetime
from functools import partial

from kuultu.domain.cases.customer_effects import CountFromAnswer
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.mail.mail import ARRIVED, UNDELIVERED, Letter, Mail, MailKind, MailState
from kuultu.domain.mail.task_mails import is_moot, is_to_customer
from kuultu.errors import Unknown
from kuultu.services.cases.due_tasks import give_time
from kuultu.services.cases.effect_loop import carry_out
from kuultu.services.cases.returned_mails import see_to_returned
from kuultu.services.dossiers import dossier_of
from kuultu.services.mail.mail_composing import compose
from kuultu.services.mail.mail_sending import Compose, send_again, suppress
from kuultu.services.mail.mail_throttling import compose_digest_again, note_introduction, withhold
from kuultu.services.mail.mail_waiting import end_wait
from kuultu.services.mail.praise_composing import compose_praise, praise_of
from kuultu.services.mail.thanks_composing import compose_thanks
from kuultu.store import responses, returned_mails, surveys


def see_to_mail(mail: Mail, state: MailState, attempts: int, now: datetime) -> None:
    """Tell of a mail that did not arrive; send any other, unless it is moot or its address takes none."""
    if state in UNDELIVERED:
        see_to_returned(mail, state, now)
        return
    dossier = dossier_of(mail.case_id) if mail.round else None
    if state in ARRIVED:
        _see_arrived(mail, dossier, now)
    elif dossier and is_moot(mail, dossier.record):
        suppress(mail, now)
    elif dossier and is_to_customer(mail) and dossier.case.undeliverable:
        withhold(mail, dossier, now)
    else:
        sent = send_again(mail, state, attempts, _composer(mail, dossier, now), now)
        if sent and dossier:
            _after_sending(mail, state, dossier, now)


def _see_arrived(mail: Mail, dossier: Dossier | None, now: datetime) -> None:
    """End the wait of a mail that SES had taken before, although the answer got lost and the retry was put off."""
    end_wait(mail, now)
    if dossier:
        _after_sending(mail, MailState.RELEASED, dossier, now)
    returned_mails.see_no_more(mail)


def _after_sending(mail: Mail, state: MailState, dossier: Dossier, now: datetime) -> None:
    """Count from now what begins with a mail: the follow-up with the answer, a task's time with the mail about it."""
    note_introduction(mail, dossier)
    if mail.kind is MailKind.REPLY and mail.round == dossier.case.round:
        carry_out([CountFromAnswer(now)], dossier, now)
    elif state is MailState.RELEASED:
        give_time(mail, dossier, now)


def _composer(mail: Mail, dossier: Dossier | None, now: datetime) -> Compose:
    if dossier is None:
        return partial(_without_case, mail, now)
    if mail.kind is MailKind.DIGEST:
        return partial(compose_digest_again, mail, now)
    return partial(compose, mail, dossier, now)


def _without_case(mail: Mail, now: datetime) -> Letter | None:
    """The letter of a mail about a response alone: thanks to the customer, or praise for a colleague."""
    response = responses.find(mail.case_id)
    if response is None:
        raise Unknown("The response is not there any more.")
    survey = surveys.survey_version(response.survey_id, response.survey_version)
    if mail.kind is MailKind.PRAISE:
        return compose_praise(response, survey, praise_of(mail, response))
    return compose_thanks(response, survey, now)
