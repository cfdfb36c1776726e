"""The likeness of answers: the same reference, like words, or the same day, topic and place."""

from datetime import timedelta

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.console.answers import HeardAnswer
from kuultu.domain.console.case_seen import CaseSeen, JoinedCase
from kuultu.domain.console.likeness import Likeness, likeness
from kuultu.domain.responses.response import Context
from tests.unit.helpers.builders import MANAGER, NOW, Life, case, response, survey

SAID = "Kassalla oli pitkä jono, eikä kukaan avannut toista."


def heard(words: str = "", reference: str = "", place: str = "", topic: str = "", hours: float = 0) -> HeardAnswer:
    """An answer with these words, about this, so many hours from now."""
    answers = {"nps": 2, **({"why": words} if words else {}), **({"topics": [topic]} if topic else {})}
    context = Context(reference=reference, touchpoint=place)
    told = response(answers=answers, context=context, received_at=NOW + timedelta(hours=hours))
    return HeardAnswer(told, survey())


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        (heard(reference="Order-7"), heard(reference=" order-7 "), Likeness.REFERENCE),
        (heard(reference="order-7"), heard(reference="order-8"), None),
        (heard(), heard(), None),
        (heard(SAID), heard(SAID.upper()), Likeness.WORDS),
        (heard(SAID), heard("Kassalla pitkä jono eikä kukaan avannut toista!!"), Likeness.WORDS),
        (heard(SAID), heard("Kaide oli irti."), None),
        (heard(SAID), heard("Ei."), None),
        (heard(place="till", topic="product"), heard(place="till", topic="product", hours=24), Likeness.MATTER),
        (heard(place="till", topic="product"), heard(place="till", topic="product", hours=25), None),
        (heard(place="till", topic="product"), heard(place="till", topic="delivery"), None),
        (heard(place="till", topic="product"), heard(place="web", topic="product"), None),
        (heard(topic="product"), heard(topic="product"), None),
    ],
)
def test_two_answers_are_alike_for_a_reason(one: HeardAnswer, other: HeardAnswer, like: Likeness | None) -> None:
    assert likeness(one, other) is likeness(other, one) is like


def test_a_joined_case_is_named_by_its_number() -> None:
    ended = case(outcome=Outcome.SILENT)
    assert JoinedCase(ended).number == short_number(ended.id)


def test_the_page_of_a_case_names_colleagues() -> None:
    life = Life().is_asked(TaskKind.TRIAGE)
    seen = CaseSeen(LinkView(life.dossier, life.task(TaskKind.TRIAGE), NOW, only_reads=True))
    assert (seen.only_reads, seen.name_of(MANAGER), seen.name_of("gone@example.com")) == (
        True,
        life.record.case.manager.name,
        "gone@example.com",
    )
