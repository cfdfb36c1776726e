"""The view of a link: in the language of whoever it is for."""

import pytest

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENTRIES
from tests.unit.helpers.builders import NOW, Life, response, survey

CUSTOMERS = [kind for kind, entry in ENTRIES.items() if entry.for_customer]


@pytest.mark.parametrize("kind", list(TaskKind))
def test_a_customer_reads_their_own_language_and_staff_the_units(kind: TaskKind) -> None:
    life = Life().is_asked(kind)
    swedish = Dossier(life.record, response(language="sv"), survey())
    view = LinkView(swedish, life.task(kind), NOW)
    assert view.language == ("sv" if kind in CUSTOMERS else "fi")
    assert (view.problem, view.filled) == (None, {})
