"""Effect of another way to the customer, by phone or by mail again; performed again, it changes nothing."""

from datetime import datetime

from kuultu.domain.cases import customer_effects as customers
from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.effects import CarryOn
from kuultu.domain.cases.way_to_customer import awaited_before, calls_instead, has_changed, turned, waits_elsewhere
from kuultu.services.calendar.survey_clocks import clocks_of
from kuultu.services.calendar.unit_working_time import working_time_of
from kuultu.services.cases.performing import Performed
from kuultu.store import tasks


def follow_address(effect: customers.FollowAddress, dossier: Dossier, now: datetime) -> Performed:
    """Let calls lead while the customer's address takes no mail, and letters and requests once it is corrected."""
    if dossier.case.outcome or not has_changed(dossier.case):
        return Performed(dossier)
    clocks, working = clocks_of(dossier.survey), working_time_of(dossier.unit)
    for before, after in turned(dossier.record, clocks, working, now):
        dossier = dossier.with_task(tasks.change(before, after) or before)
    following = calls_instead(dossier.record)
    if not waits_elsewhere(dossier.record):
        return Performed(dossier, following)
    for task in awaited_before(dossier.record):
        dossier = dossier.with_task(tasks.wait_with(task, "", task.kind))
    return Performed(dossier, [*following, CarryOn("The customer is reached another way from now on.")])
