"""The view of a link: the task, its case, and the obstacle if there is one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.tasks import entry_of
from kuultu.errors import KuultuError


@dataclass(frozen=True)
class LinkView:
    """The task behind a link, with the case; for a `problem`, the form is absent, or is shown again with `filled`."""

    dossier: Dossier
    task: Task
    now: datetime
    problem: KuultuError | None = None
    filled: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of the task's assignee."""
        customer = entry_of(self.task.kind).for_customer
        return self.dossier.response.language if customer else self.dossier.unit.language
