"""The view of a link: the task, its case, and the obstacle if there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from kuultu.domain.cases.dossier import Dossier
from kuultu.domain.cases.related import RelatedCase
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.tasks import entry_of
from kuultu.errors import KuultuError


@dataclass(frozen=True)
class LinkView:
    """The task behind a link, with the case; for a `problem`, the form is absent, or is shown again with `filled`.

    `token` is the link's own; `next_step` is the task that the page of a decision offers next.
    `related`: on the page of a case, the other cases of the same customer. `only_reads`: somebody who may see the case
    and has no part in it. `reads_in`: the reader's language; "" for the usual one.
    """

    dossier: Dossier
    task: Task
    now: datetime
    problem: KuultuError | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    token: str = ""
    next_step: Task | None = None
    related: Sequence[RelatedCase] = ()
    only_reads: bool = False
    reads_in: str = ""

    @property
    def language(self) -> str:
        """The language of the reader: usually that of the task's assignee."""
        customer = entry_of(self.task.kind).for_customer
        return self.reads_in or (self.dossier.response.language if customer else self.dossier.unit.language)
