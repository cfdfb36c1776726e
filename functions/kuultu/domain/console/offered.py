"""What the filters and fields of the console offer to a person: surveys, units, topics and colleagues, by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kuultu.domain.console.staff import Staff, people_of
from kuultu.domain.surveys.survey import Survey, text_in


@dataclass(frozen=True)
class Offered:
    """Names by id or value, in the language of the person."""

    surveys: Mapping[str, str]
    units: Mapping[str, str]
    topics: Mapping[str, str]
    languages: tuple[str, ...]
    people: Mapping[str, str]


def offered_to(staff: Staff, surveys: Sequence[Survey]) -> Offered:
    """What a person can choose from: the surveys of the units that they see, and what belongs to those."""
    language = staff.language
    theirs = [survey for survey in surveys if any(unit.id in staff.visible for unit in survey.units)]
    units = {unit.id: unit for survey in theirs for unit in survey.units if unit.id in staff.visible}
    choices = {choice.value: choice for survey in theirs for item in survey.questions for choice in item.choices}
    return Offered(
        surveys={survey.id: text_in(survey.title, language) for survey in theirs},
        units={unit.id: text_in(unit.name, language) for unit in units.values()},
        topics={value: text_in(choice.label, language) for value, choice in choices.items()},
        languages=tuple(dict.fromkeys(one for survey in theirs for one in survey.languages)),
        people=people_of(theirs),
    )
