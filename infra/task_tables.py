"""The tables of docs/handling.md: kinds of tasks, rules of tasks and effects, from entries and docstrings."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.task_entry import Deadlines, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.tasks import ENTRIES

Row = Sequence[str]


def kinds_of_tasks() -> str:
    """A row for each kind of task: its doer, choices, deadline, reminders, lapse and mail."""
    headings = ("kind", "done by", "choices", "due", "reminders", "when its time runs out", "mail")
    return table(headings, map(_kind, ENTRIES.values()))


def rules_of_tasks() -> str:
    """A row for each kind of task: its stages, its own rule, and what follows from its end."""
    headings = ("kind", "asked for at the stages", "before it", "rule beyond its form", "what follows")
    return table(headings, map(_rules, ENTRIES.values()))


def effects() -> str:
    """A row for each effect."""
    return table(("effect", "what is done"), [(f"`{effect.__name__}`", said(effect)) for effect in get_args(Effect)])


def table(headings: Row, rows: Iterable[Row]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '∣') for cell in line)} |" for line in lines)


def said(documented: object) -> str:
    """The first sentence of a docstring, up to a full stop or semicolon, without that mark."""
    text = " ".join((documented.__doc__ or "").split())
    return re.split(r"[.;] |\.$", text, maxsplit=1)[0]


def _kind(entry: TaskEntry) -> Row:
    choices = ", ".join(f"`{choice}`" for choice in entry.form.choices) or "–"
    mail = "–" if entry.mail is TaskMail.NONE else entry.mail.value
    return (f"`{entry.kind}`", entry.doer, choices, *_deadlines(entry), mail)


def _deadlines(entry: TaskEntry) -> Row:
    if entry.time_out is TimeOut.NONE and entry.deadlines.reminders == 0:
        return ("–", "–", "nothing")
    return (_due(entry.deadlines), _reminders(entry.deadlines), entry.time_out)


def _due(deadlines: Deadlines) -> str:
    if deadlines.span is not Span.WORKING_DAYS:
        return f"{deadlines.span}"
    promised = ", at the latest as promised" if deadlines.by_promise else ""
    return f"{_working_days(deadlines.due)}{promised}"


def _reminders(deadlines: Deadlines) -> str:
    return f"{deadlines.reminders}, {_working_days(deadlines.gap)} apart" if deadlines.reminders else "–"


def _working_days(number: float) -> str:
    return f"{number:g} working day{'' if number == 1 else 's'}"


def _rules(entry: TaskEntry) -> Row:
    stages = ", ".join(sorted(stage.replace("_", " ") for stage in entry.stages)) or "–"
    waits = "the end of reflection" if entry.after_reflection else "–"
    return (f"`{entry.kind}`", stages, waits, _own(entry.rule), _own(entry.follows))


def _own(function: Callable[..., object]) -> str:
    return "–" if function.__name__ in {"no_rule", "nothing_follows"} else said(function)
