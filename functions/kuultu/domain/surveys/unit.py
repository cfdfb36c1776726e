"""Units: the shops or teams that responses are about, with owner, manager, hours and holidays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kuultu.domain.calendar.opening_hours import USUAL_WEEK, Week, week_from
from kuultu.domain.people import Person


@dataclass(frozen=True)
class Unit:
    """The shop or team that a response is about; `holidays` is the code of its country or a part: `FI`, `FI-18`.

    `mailbox` takes the answers to mails, and somebody reads it; "" in units of an earlier release.
    """

    id: str
    name: Mapping[str, str]
    language: str
    time_zone: str
    owner: Person
    manager: Person
    working_hours: Week = USUAL_WEEK
    holidays: str = "FI"
    mailbox: str = ""


def unit_from(item: Mapping[str, Any]) -> Unit:
    """The unit in a table of a definition; raises ValueError for unusable working hours or holidays."""
    people = {role: Person(**item[role]) for role in ("owner", "manager")}
    week = {"working_hours": week_from(item["working_hours"])} if "working_hours" in item else {}
    unit = Unit(**{**item, **people, **week})
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", unit.holidays, re.ASCII):
        raise ValueError(f"The holidays of {unit.id} are those of a country or a part of it: FI, FI-18.")
    return unit
