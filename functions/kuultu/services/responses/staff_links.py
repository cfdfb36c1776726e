"""Links of units' staff: made, shown again and withdrawn; one for each unit and survey.

A token is derived from the survey's key and a number, so that the same link can be shown again while the table holds
nothing but hashes. A link that is withdrawn stays, and the next number takes its place.
"""

from datetime import datetime
from itertools import count

from kuultu.domain.cases.link_tokens import Link, hash_of, staff_token
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.surveys.survey import Survey
from kuultu.errors import Unknown
from kuultu.services.surveys.publication import new_signing_key
from kuultu.settings import settings
from kuultu.store import links, surveys


def staff_link(survey: Survey, unit_id: str, now: datetime) -> str:
    """The address of a unit's link, which is made if there is none; raises Unknown for a survey without a key."""
    token, known = _present(survey, unit_id, now)
    if known is None:
        links.add_lasting(Link(hash_of(token), "", 0, TaskKind.ENTER, "", now, survey=survey.id, unit=unit_id))
    return f"{settings().public_url}/l/{token}"


def withdraw_staff_link(survey: Survey, unit_id: str, now: datetime) -> bool:
    """Withdraw a unit's link; False if there is none. Raises Unknown for a survey without a key."""
    token, known = _present(survey, unit_id, now)
    if known:
        links.withdraw(hash_of(token), now)
    return known is not None


def renew_key(survey: Survey, now: datetime) -> list[str]:
    """Give a survey a new key, in place of one that others know; returns the ids of the units whose links end.

    The links go first: nobody can name them any more without the old key. Raises Unknown for a survey without a key.
    """
    ended = [unit.id for unit in survey.units if withdraw_staff_link(survey, unit.id, now)]
    surveys.replace_key(survey.id, new_signing_key())
    return ended


def _present(survey: Survey, unit_id: str, now: datetime) -> tuple[str, Link | None]:
    """The token of the first link that is not withdrawn, and the link if it was made."""
    if not survey.key:
        raise Unknown(f'The survey "{survey.id}" is of an earlier release: publish it once more.')
    tokens = (staff_token(survey, unit_id, number) for number in count(1))
    found = ((token, links.find(hash_of(token), now)) for token in tokens)
    return next((token, link) for token, link in found if link is None or not link.withdrawn)
