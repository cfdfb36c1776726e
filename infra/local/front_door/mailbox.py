"""The mailbox: every mail as its reader would see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from infra.local.front_door.pages import language_of, page

CUSTOMERS_MAIL = ("acknowledgement", "delay", "delivered", "follow-up", "reply", "request-", "thanks")
CUSTOMERS_REMINDERS = ("reminder-tell_more", "reminder-return_product", "reminder-choose_remedy")
# Links leave the frame that the mail is shown in.
OUT_OF_THE_FRAME = '<base target="_top">'


def mailbox_page(request: Request, mails: Sequence[Mapping[str, Any]]) -> HTMLResponse:
    """The page with all mails, newest first."""
    return page("mailbox", language_of(request), mails=[shown(mail) for mail in mails])


def shown(mail: Mapping[str, Any]) -> dict[str, Any]:
    """A mail with the page's additions: its time of day, its HTML for a frame, and a mark for mails to customers."""
    is_to_customer = (mail["kind"] or "").startswith((*CUSTOMERS_MAIL, *CUSTOMERS_REMINDERS))
    clock = datetime.fromisoformat(mail["sent_at"]).astimezone().strftime("%H:%M:%S")
    return {**mail, "framed": OUT_OF_THE_FRAME + mail["html"], "clock": clock, "is_to_customer": is_to_customer}
