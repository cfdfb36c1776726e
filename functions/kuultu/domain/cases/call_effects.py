"""Effects of calls, contact wishes and the early end of reflection, beside those in `effects`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kuultu.domain.cases.decisions import Decision, Payload
from kuultu.domain.cases.task_kind import TaskKind


@dataclass(frozen=True)
class NoteEnd:
    """Record the end of a request or reply for which a call stood in: decided as said there, or lapsed without answer.

    The task is opened first if need be, without a mail; `decision` is None for a lapse.
    """

    kind: TaskKind
    name: str
    decision: Decision[Payload] | None
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DropCalls:
    """Let the open calls of a role, or in one matter of it, expire; of a contact wish, the task to write too.

    `about` is the matter, as in `CallName`; None for every matter.
    """

    role: str
    about: str | None = None


@dataclass(frozen=True)
class HandleAfterAll:
    """Handle a contact wish as a complaint, with clocks that begin now; `by` is a mail address."""

    by: str


@dataclass(frozen=True)
class TellEarlyEnd:
    """Tell the owner by mail that reflection was ended early; of an urgent case the manager too."""
