"""Surveys in use: published once per change, read once a minute."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kuultu.domain.surveys.survey import Survey, survey_from
from kuultu.errors import Gone, Unknown
from kuultu.store import surveys

FRESH = timedelta(minutes=1)
"""How long a Lambda goes on with a survey that it has read."""

_read: dict[str, tuple[datetime, Survey]] = {}


def survey_in_use(survey_id: str, now: datetime) -> Survey:
    """The current version of a survey; raises Unknown, or Gone when it is closed."""
    survey = survey_open_or_closed(survey_id, now)
    if survey.closed:
        raise Gone("This survey is closed. Thank you for wanting to answer.", code="survey-closed")
    return survey


def survey_open_or_closed(survey_id: str, now: datetime) -> Survey:
    """The current version of a survey; raises Unknown."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", survey_id, re.ASCII):
        raise Unknown("There is no such survey.")
    known = _read.get(survey_id)
    if known is None or now - known[0] > FRESH:
        known = (now, surveys.current_survey(survey_id))
        _read[survey_id] = known
    return known[1]


def publish(document: Mapping[str, Any]) -> int:
    """Publish a definition as the next version, unless it is the current one already; returns the version's number."""
    survey_from(document)
    number = _publish(document)
    surveys.give_key(str(document["id"]), secrets.token_urlsafe(32))
    return number


def _publish(document: Mapping[str, Any]) -> int:
    current = surveys.current_definition(str(document["id"]))
    if current and current[1] == document:
        return current[0]
    newest = surveys.newest_definition(str(document["id"]))
    number = newest[0] if newest else 0
    if not newest or newest[1] != document:  # else somebody was interrupted who had added it already
        number += 1
    surveys.publish(dict(document), number)
    return number


def forget() -> None:
    """Forget the surveys that were read, as a new Lambda would."""
    _read.clear()
