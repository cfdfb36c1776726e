"""Traits of a case: the marks of its response by which lists of cases are narrowed."""

from dataclasses import dataclass

from kuultu.domain.responses.response import Response
from kuultu.domain.surveys.survey import Survey


@dataclass(frozen=True)
class Traits:
    """The topics that the customer picked, the language they answered in, and where."""

    topics: tuple[str, ...] = ()
    language: str = ""
    touchpoint: str = ""


NO_TRAITS = Traits()
"""The traits of a case of an earlier release."""


def traits_of(response: Response, survey: Survey) -> Traits:
    """The traits of a response to a survey."""
    topics = tuple(choice.value for choice in survey.chosen(response.answers))
    return Traits(topics, response.language, response.context.touchpoint)
