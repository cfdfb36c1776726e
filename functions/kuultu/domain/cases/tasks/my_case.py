"""MY_CASE: the customer's page of the case, where the customer can add, ask for a call, object or end the case.

No task of it is stored.
"""

import re
from dataclasses import replace

from kuultu.domain.cases.decisions import Payload
from kuultu.domain.cases.payloads.customers_page import LONGEST_ADDITION, CustomerAction
from kuultu.domain.cases.task_entry import Attempt, Deadlines, Doer, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import Field, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Flaw

LONGEST_PHONE = 40

LONGEST_WHEN = 100
"""Characters of the time that suits the customer."""


def _rule(attempt: Attempt) -> list[Flaw]:
    """What is added has a text, and a call a number, if we do not know one."""
    action: CustomerAction = attempt.decision.payload
    if len(action.text) > LONGEST_ADDITION:
        return [Flaw("text", "too-long-here", f"At most {LONGEST_ADDITION} characters.")]
    if attempt.choice == CustomerAction.ADD:
        return attempt.missing("text")
    if attempt.choice != CustomerAction.CALL_ME:
        return []
    if len(action.when) > LONGEST_WHEN or "\n" in action.when:
        return [Flaw("when", "too-long-when", f"One line of at most {LONGEST_WHEN} characters.")]
    if action.phone and not _is_number(action.phone):
        return [Flaw("phone", "invalid-phone", "A telephone number.")]
    return [] if attempt.dossier.response.contact.phone else attempt.missing("phone")


def _is_number(phone: str) -> bool:
    """True if somebody can call the number: digits, with the signs that people write between them."""
    digits = sum(sign.isascii() and sign.isdigit() for sign in phone)
    return digits >= 5 and len(phone) <= LONGEST_PHONE and not re.search(r"[^0-9+()./ \u00a0-]", phone)


def _completed(attempt: Attempt) -> Payload:
    """The action, for a call with the number and the time that we know already unless others were given."""
    action: CustomerAction = attempt.decision.payload
    if attempt.choice != CustomerAction.CALL_ME:
        return action
    known = attempt.dossier.response.contact
    return replace(action, phone=action.phone or known.phone, when=action.when or known.contact_when)


ENTRY = TaskEntry(
    TaskKind.MY_CASE,
    CustomerAction,
    Doer.CUSTOMER,
    Form(
        (CustomerAction.ADD, CustomerAction.CALL_ME, CustomerAction.TAKE_BACK, CustomerAction.SOLVED),
        {"text": Field(), "phone": Field(), "when": Field()},
    ),
    Deadlines(reminders=0),
    TimeOut.NONE,
    TaskMail.NONE,
    rule=_rule,
    completed=_completed,
)
