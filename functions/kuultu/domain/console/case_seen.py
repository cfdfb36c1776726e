"""The page of a case as somebody of the staff sees it in the console."""

from dataclasses import dataclass

from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.task import Task
from kuultu.domain.console.look import Look


@dataclass(frozen=True)
class CaseSeen:
    """The page of a case or of a task in it, others' latest looks, and the person's open tasks with their addresses."""

    view: LinkView
    looked: tuple[Look, ...] = ()
    tasks: tuple[tuple[Task, str], ...] = ()

    @property
    def only_reads(self) -> bool:
        """True if the person may see the case, and has no part in it."""
        return self.view.only_reads

    def name_of(self, address: str) -> str:
        """The name of a colleague; the address of somebody who is not there any more."""
        return self.view.dossier.person_at(address).name
