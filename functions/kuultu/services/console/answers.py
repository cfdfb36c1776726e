"""Answers for signed-in staff: lists, files, and single ones; a look is noted, and marks the answer as read."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
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
    seen = list(islice(_listed(view, staff, view.start, MOST_LOOKED + 1), MOST_LOOKED + 1))
    looked, more = seen[:MOST_LOOKED], len(seen) > MOST_LOOKED
    rows = {place_of(one.response): one for one in heard_each(looked) if matches(one, view)}
    return Found(rows, more_from=place_of(looked[-1]) if more else "")


def all_answers(view: View, staff: Staff, now: datetime, *, noted: bool) -> list[HeardAnswer]:
    """All answers that match a view; if `noted`, as a look at a file. Raises Invalid for an unusable view.

    So it does for more than a file holds.
    """
    note_file("answers", view, staff, now, noted=noted)
    everything = heard_each(_listed(view, staff, "", MOST_IN_FILE))
    rows = list(islice((one for one in everything if matches(one, view)), MOST_IN_FILE + 1))
    if len(rows) > MOST_IN_FILE:
        raise Invalid(f"More than {MOST_IN_FILE} answers match. Choose a shorter time.", code="too-many-rows")
    return rows


def _listed(view: View, staff: Staff, before: str, most: int) -> Iterator[Response]:
    return answer_list.listed_answers(lists_of(view, staff), period(view, staff.time_zone), before, most)


def heard(response: Response) -> HeardAnswer:
    """A response with the version of the survey that it answers."""
    return HeardAnswer(response, surveys.survey_version(response.survey_id, response.survey_version))


def heard_each(found: Iterable[Response]) -> Iterator[HeardAnswer]:
    """Responses with the versions of the surveys that they answer; each version is read once, with its people."""
    version = cache(surveys.survey_version)
    return (HeardAnswer(one, version(one.survey_id, one.survey_version)) for one in found)


def answer_for(response_id: str, staff: Staff) -> HeardAnswer:
    """An answer; raises Unknown for one that is not there, or belongs to a unit that the person does not see."""
    response = responses.find(response_id)
    one = heard(response) if response else None
    if one is None or not staff.sees(one.unit_id):
        raise Unknown
    return one


def look_at_answer(response_id: str, view: View, staff: Staff, now: datetime, *, noted: bool) -> AnswerView:
    """An answer, with the next one of the view; if the look is `noted`, read from now on for a person of the unit."""
    one = answer_for(response_id, staff)
    looked = others_looks(response_id, staff)
    if noted:
        _note_look(one, staff, now)
    return AnswerView(one, view, tuple(looked), next_answer(one, view, staff))


def _note_look(one: HeardAnswer, staff: Staff, now: datetime) -> None:
    looks.note_look(Look(one.response.id, "answer", staff.person.email, now))
    if one.unit_id in staff.units and not one.response.read:
        answer_list.mark_read(one.response)


def next_answer(one: HeardAnswer, view: View, staff: Staff) -> str:
    """The id of the next answer of a view, after a given one; "" at the end of what one page looks through."""
    later = islice(_listed(view, staff, place_of(one.response), PAGE), MOST_LOOKED)
    return next((other.response.id for other in heard_each(later) if matches(other, view)), "")
