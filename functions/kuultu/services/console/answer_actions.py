"""What staff decide about an answer: it is read, it is praise for a colleague, or it needs handling."""

from collections.abc import Mapping
from datetime import datetime

from kuultu.domain.console.answers import HeardAnswer
from kuultu.domain.console.staff import Staff
from kuultu.domain.people import Person
from kuultu.domain.responses.staff_acts import Praise, Raised
from kuultu.errors import Decided, Flaw, Invalid
from kuultu.services.mail.mail_sending import send_once
from kuultu.services.mail.praise_composing import compose_praise, praise_mail
from kuultu.services.responses.response_storing import STREAM_GRACE
from kuultu.store import answer_list

LONGEST_REASON = 1_000
"""Characters of a reason."""


def act_on_answer(one: HeardAnswer, fields: Mapping[str, str], staff: Staff, now: datetime) -> None:
    """Carry out a choice: `next`, `praise` (`to`) or `handle` (`reason`); a second time changes nothing.

    Raises Invalid for what cannot be done, and Decided when others were first.
    """
    match fields.get("choice", ""):
        case "next":
            return
        case "praise":
            _praise(one, _colleague(one, fields.get("to", ""), staff), staff, now)
        case "handle":
            _have_handled(one, _reason(fields.get("reason", "")), staff, now)
        case _:
            raise Invalid(flaws=(Flaw("choice", "required", "Choose what happens to the answer."),))


def colleagues(one: HeardAnswer, staff: Staff) -> list[Person]:
    """The people to whom an answer can be passed on as praise: everybody of the directory but the person."""
    people = {member.person.email.lower(): member.person for member in one.survey.people}
    return [person for address, person in sorted(people.items()) if not staff.person.has(address)]


def _colleague(one: HeardAnswer, address: str, staff: Staff) -> Person:
    found = next((person for person in colleagues(one, staff) if person.has(address)), None)
    if found is None:
        raise Invalid(flaws=(Flaw("to", "unknown-person" if address else "required", "Choose a colleague."),))
    return found


def _reason(text: str) -> str:
    reason = text.strip()
    if not reason or len(reason) > LONGEST_REASON:
        code = "too-long" if reason else "required"
        raise Invalid(flaws=(Flaw("reason", code, f"Say why, in at most {LONGEST_REASON} characters."),))
    return reason


def _praise(one: HeardAnswer, colleague: Person, staff: Staff, now: datetime) -> None:
    """Pass praise on, with one mail; once to each colleague."""
    praise = Praise(colleague.email, staff.person.email, now)
    known = any(colleague.has(before.to) for before in one.response.praises)
    if not known and not answer_list.add_praise(one.response, praise):
        raise Decided("Somebody else passed this on in the same moment.")
    send_once(praise_mail(one.response, praise), lambda: compose_praise(one.response, one.survey, praise), now)


def _have_handled(one: HeardAnswer, reason: str, staff: Staff, now: datetime) -> None:
    """Have a case opened; the stream begins it, or else the sweep."""
    raised = Raised(staff.person.email, reason, now)
    if not answer_list.raise_case(one.response, raised, now + STREAM_GRACE) and not one.response.raised:
        raise Decided("There is a case already.")
