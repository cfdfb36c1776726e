"""Answers for signed-in staff: lists, files, and single ones; a look is noted, and marks the answer as read."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from kuultu.domain.console.answers import AnswerView, HeardAnswer, lists_of, matches, period
from kuultu.domain.console.look import Look
from kuultu.domain.console.staff import Staff
from kuultu.domain.console.view import MOST_LOOKED, PAGE, Found, View
from kuultu.domain.responses.response import Response
from kuultu.errors import Invalid, Unknown
from kuultu.services.console.looks import note_file, others_looks
from kuultu.store import answer_list, looks, responses, surveys
from kuultu.store.listed import place_of

MOST_IN_FILE = 5_000
"""Rows of a file: an answer of Lambda holds 6 MB."""


def found_answers(view: View, staff: Staff) -> Found[HeardAnswer]:
    """The answers that match a view, of the units that the person sees, among those that one page looks through."""
    seen = list(islice(_listed(view, staff, view.start, MOST_LOOKED), MOST_LOOKED + 1))
    looked, more = seen[:MOST_LOOKED], len(seen) > MOST_LOOKED
    known = {place_of(one): heard(one) for one in looked}
    rows = {place: one for place, one in known.items() if matches(one, view)}
    return Found(rows, more_from=place_of(looked[-1]) if more else "")


def all_answers(view: View, staff: Staff, now: datetime) -> list[HeardAnswer]:
    """All answers that match a view; noted as a look at a file. Raises Invalid for an unusable view.

    So it does for more than a file holds.
    """
    note_file("answers", view, staff, now)
    everything = (heard(one) for one in _listed(view, staff, "", MOST_IN_FILE))
    rows = list(islice((one for one in everything if matches(one, view)), MOST_IN_FILE + 1))
    if len(rows) > MOST_IN_FILE:
        raise Invalid(f"More than {MOST_IN_FILE} answers match. Choose a shorter time.", code="too-many-rows")
    return rows


def _listed(view: View, staff: Staff, before: str, most: int) -> Iterator[Response]:
    return answer_list.listed_answers(lists_of(view, staff), period(view, staff.time_zone), before, most)


def heard(response: Response) -> HeardAnswer:
    """A response with the version of the survey that it answers."""
    return HeardAnswer(response, surveys.survey_version(response.survey_id, response.survey_version))


def answer_for(response_id: str, staff: Staff) -> HeardAnswer:
    """An answer; raises Unknown for one that is not there, or belongs to a unit that the person does not see."""
    response = responses.find(response_id)
    one = heard(response) if response else None
    if one is None or not staff.sees(one.unit_id):
        raise Unknown
    return one


def look_at_answer(response_id: str, view: View, staff: Staff, now: datetime) -> AnswerView:
    """An answer, with the next one of the view; noted, and read from now on if the person is of the unit."""
    one = answer_for(response_id, staff)
    looked = others_looks(response_id, staff)
    looks.note_look(Look(response_id, "answer", staff.person.email, now))
    if one.unit_id in staff.units and not one.response.read:
        answer_list.mark_read(one.response)
    return AnswerView(one, view, tuple(looked), next_answer(one, view, staff))


def next_answer(one: HeardAnswer, view: View, staff: Staff) -> str:
    """The id of the next answer of a view, after a given one; "" at the end of what one page looks through."""
    later = islice(_listed(view, staff, place_of(one.response), PAGE), MOST_LOOKED)
    return next((response.id for response in later if matches(heard(response), view)), "")
