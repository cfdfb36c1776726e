"""Cases in which customers are called: what is due, and what came of the calls."""

from dataclasses import replace

from kuultu.domain.cases.calls import (
    CallName,
    CallRole,
)
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.stages import stage_of
from kuultu.domain.cases.task_entry import Situation
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.people import Person
from tests.unit.helpers.builders import (
    OWNER,
    Life,
)

CALL, REPLY, FOLLOW_UP = TaskKind.CALL, TaskKind.REPLY, TaskKind.FOLLOW_UP
REPLIED, WISHED, FOLLOWED = CallName(CallRole.REPLY), CallName(CallRole.WISH), CallName(CallRole.FOLLOW_UP)


def by_phone(**changes: object) -> Life:
    """A case of a customer who left a phone number only."""
    return Life(reachable=False, phone=True, **changes)


def to_answer(**changes: object) -> Life:
    """Such a case, in which the answer is due."""
    return by_phone(**changes).is_concluded().offers("refund")


def wishing(**changes: object) -> Life:
    """A content customer who left a number and wishes to be called."""
    return Life(**{"reachable": False, "phone": True, "wish": True, **changes})


def called(life: Life, matter: CallName, *choices: str, by: str = OWNER, **fields: str) -> Life:
    """Calls in one matter, one after the other."""
    for number, choice in enumerate(choices, 1):
        name = str(replace(matter, attempt=number))
        life.is_asked(CALL, name, Person("Soittaja", by)).decides(CALL, choice, name, by, **fields)
    return life


def followed_by(life: Life, name: str) -> list[Effect]:
    """The effects of a call that has ended."""
    return entry_of(CALL).follows(Situation(life.dossier, life.task(CALL, name), stage_of(life.record)))
