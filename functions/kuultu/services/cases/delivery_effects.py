"""Effects of a delivery; each can be performed again and changes nothing then."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.cases import effects, news_effects
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.remedies import account_holders
from kuultu.domain.mail.mail import Mail, MailKind
from kuultu.services.cases.performing import Performed
from kuultu.services.mail.mail_throttling import send_or_hold
from kuultu.store import tasks


def tell_delivered(effect: news_effects.TellDelivered, dossier: Dossier, now: datetime) -> Performed:
    """Mail the customer what was done, with the reference of the delivery."""
    case = dossier.case
    if case.reachable:
        send_or_hold(Mail(case.id, case.round, MailKind.DELIVERED, name=effect.name), dossier, now)
    return Performed(dossier)


def forget_account(effect: effects.ForgetAccount, dossier: Dossier, now: datetime) -> Performed:
    """Delete the account number that went with the customer's choice, or was told in a call."""
    for task, payload in account_holders(dossier.record, effect.name):
        dossier = dossier.with_task(tasks.keep_payload(task, replace(payload, account="")))
    return Performed(dossier)
