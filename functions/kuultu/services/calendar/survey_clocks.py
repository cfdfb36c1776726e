"""The clocks of a survey: the deployment's, with what the survey says for itself."""

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.surveys.survey import Survey
from kuultu.settings import settings


def clocks_of(survey: Survey) -> Clocks:
    """How long things take for responses to this version of a survey."""
    return survey.settings.clocks(settings().clocks)
