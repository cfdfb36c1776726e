"""Forms filled in by people, as the rules read them."""

from kuultu.domain.cases.decision_rules import decision_in
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.errors import Invalid
from tests.unit.helpers.builders import CHECKS, Life


def flaws_of(life: Life, kind: TaskKind, choice: str, **fields: str) -> list[tuple[str, str]]:
    """Field and code of everything that must be mended in the form of a task that was opened before."""
    try:
        decision_in({"choice": choice, **fields}, life.task(kind), life.dossier, CHECKS, life.now)
    except Invalid as refused:
        return [(flaw.pointer, flaw.code) for flaw in refused.flaws]
    return []
