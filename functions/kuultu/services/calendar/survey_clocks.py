"""The clocks of a survey: the survey's own, and the deployment's for the rest."""

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.surveys.survey import Survey
from kuultu.settings import settings


def clocks_of(survey: Survey) -> Clocks:
    """The clocks for the responses to a version of a survey."""
    return survey.settings.clocks(settings().clocks)
