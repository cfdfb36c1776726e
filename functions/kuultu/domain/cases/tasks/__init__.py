"""The kinds of tasks: one entry for each, in a module of its own."""

from collections.abc import Mapping

from kuultu.domain.cases.task_entry import TaskEntry
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import (
    absence,
    approve_remedy,
    call,
    case_page,
    choose_remedy,
    conclude,
    confirm_read,
    deliver_remedy,
    end_reflection,
    enter,
    find_out,
    follow_up,
    inspect,
    my_case,
    propose_remedy,
    reply,
    return_product,
    statement,
    tell_more,
    triage,
)

ENTRIES: Mapping[TaskKind, TaskEntry] = {
    module.ENTRY.kind: module.ENTRY
    for module in (
        triage,
        end_reflection,
        find_out,
        tell_more,
        statement,
        return_product,
        inspect,
        conclude,
        confirm_read,
        propose_remedy,
        approve_remedy,
        reply,
        choose_remedy,
        deliver_remedy,
        follow_up,
        call,
        case_page,
        my_case,
        absence,
        enter,
    )
}

ENQUIRIES = tuple(kind for kind, entry in ENTRIES.items() if entry.outcomes)
"""The kinds of tasks that are enquiries."""

OWNERS_TASKS = tuple(kind for kind, entry in ENTRIES.items() if entry.of_the_owner)
"""The kinds of tasks that go with the case to a new owner."""

PAGES = (TaskKind.CASE, TaskKind.MY_CASE, TaskKind.ABSENCE, TaskKind.ENTER)
"""The kinds that are pages: of a case for its staff and for the customer, of a person, of a unit; no task is stored."""


def entry_of(kind: TaskKind) -> TaskEntry:
    """The entry of a kind of task."""
    return ENTRIES[kind]
