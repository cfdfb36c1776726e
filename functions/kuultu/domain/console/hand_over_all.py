"""The hand-over of all open cases of a person at once: what is to be handed over, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kuultu.domain.console.cases import CaseRow
from kuultu.errors import Flaw, Invalid

MOST_AT_ONCE = 25
"""Cases that are handed over with one click: each writes several letters."""

LONGEST_REASON = 2_000
"""Characters of a reason."""


@dataclass(frozen=True)
class HandOverAll:
    """The open cases of a person (`address`, `name`) in the units of a manager, and the others who could take them."""

    address: str
    name: str
    rows: Sequence[CaseRow]
    people: Mapping[str, str]


@dataclass(frozen=True)
class AllHandedOver:
    """What became of a hand-over: the number handed over to a person, and those not, each with a code that says why."""

    to: str
    done: int = 0
    undone: Sequence[tuple[CaseRow, str]] = ()


def wanted(fields: Mapping[str, str], asked: HandOverAll) -> tuple[str, str]:
    """The address of the new owner and the reason, as a form has them; raises Invalid."""
    to, reason = fields.get("to", "").strip(), fields.get("reason", "").strip()
    flaws = []
    if to not in asked.people:
        flaws.append(Flaw("to", "required", "Choose a colleague."))
    if not reason or len(reason) > LONGEST_REASON:
        flaws.append(Flaw("reason", "too-long-here" if reason else "required", f"At most {LONGEST_REASON} characters."))
    if flaws:
        raise Invalid(flaws=tuple(flaws))
    return to, reason
