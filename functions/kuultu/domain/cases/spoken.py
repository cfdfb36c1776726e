"""The languages of a case: the customer's, and the people in the directory who answer in it."""

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.people import Person


def answers_in_it(dossier: Dossier, person: Person) -> bool:
    """True if a person answers in the customer's language, as far as the directory knows."""
    member = dossier.survey.directory.member_at(person.email)
    return member is None or dossier.response.language in member.languages


def speakers(dossier: Dossier, besides: Person) -> list[Person]:
    """The other people in the directory who answer in the customer's language; nobody without need.

    There is need if the language is not the unit's, or the person besides whom others are looked for lacks it.
    """
    language, directory = dossier.response.language, dossier.survey.directory
    if language == dossier.unit.language and answers_in_it(dossier, besides):
        return []
    return [
        member.person
        for member in directory.members
        if language in member.languages and not member.person.has(besides.email)
    ]
