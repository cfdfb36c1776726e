"""Late answers: the changes to a case when the customer goes on with the partial answer that began the case."""

from dataclasses import replace
from datetime import datetime

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.calendar.working_time import WorkingTime
from kuultu.domain.cases.case import Case
from kuultu.domain.cases.events import AnswerCompleted
from kuultu.domain.cases.lifecycle import new_case
from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey


def completed(
    case: Case, response: Response, survey: Survey, clocks: Clocks, working: WorkingTime, now: datetime
) -> Case:
    """The case after a later version of the response; an urgent case stays urgent, a legal deadline stays the same.

    The promise begins anew for a customer whom nobody could answer before.
    """
    known = new_case(response, survey, clocks, working, now)
    told = any(isinstance(event, AnswerCompleted) for event in case.events)
    after = replace(
        case,
        reachable=known.reachable,
        anonymous=known.anonymous,
        urgent=case.urgent or known.urgent,
        legal_deadline=case.legal_deadline or known.legal_deadline,
        phone=known.phone,
        wish=case.wish and known.wish,
        traits=known.traits,
        events=case.events if told or response.partial else (*case.events, AnswerCompleted(now)),
    )
    if case.wish and not known.wish:
        after = replace(after, reflection_planned_until=now + clocks.reflection)
    if known.reachable and not case.reachable:
        return replace(after, promised_at=known.promised_at, promise_began_at=now)
    return after
