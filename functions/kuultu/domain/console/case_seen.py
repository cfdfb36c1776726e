"""The page of a case as somebody of the staff sees it in the console."""

from dataclasses import dataclass

from kuultu.domain.cases.case import Case
from kuultu.domain.cases.link_view import LinkView
from kuultu.domain.cases.short_number import short_number
from kuultu.domain.cases.task import Task
from kuultu.domain.console.answers import HeardAnswer
from kuultu.domain.console.cases import CaseRow
from kuultu.domain.console.likeness import Likeness
from kuultu.domain.console.look import Look


@dataclass(frozen=True)
class JoinedCase:
    """A case that a person has joined to another."""

    case: Case

    @property
    def number(self) -> str:
        """The short number of the case."""
        return short_number(self.case.id)


@dataclass(frozen=True)
class LikeCase:
    """A case that is perhaps about the same as another, with the answer that began it, and the reason."""

    row: CaseRow
    heard: HeardAnswer
    why: Likeness


@dataclass(frozen=True)
class CaseSeen:
    """The page of a case or of a task in it, others' latest looks, and the person's open tasks with their addresses.

    On the page of a case also the cases that are joined to it, and those that are perhaps about the same.
    """

    view: LinkView
    looked: tuple[Look, ...] = ()
    tasks: tuple[tuple[Task, str], ...] = ()
    joined: tuple[JoinedCase, ...] = ()
    like: tuple[LikeCase, ...] = ()

    @property
    def only_reads(self) -> bool:
        """True if the person may see the case, and has no part in it."""
        return self.view.only_reads

    def name_of(self, address: str) -> str:
        """The name of a colleague; the address of somebody who is not there any more."""
        return self.view.dossier.person_at(address).name
