"""The words of each kind of task: every place in pages and mails that its entry asks for, in three languages."""

from collections.abc import Iterator

import pytest

from kuultu.domain.cases.task_entry import TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.tasks import ENTRIES, PAGES
from kuultu.rendering.templates import APPLICATION, template_environment

LANGUAGES = ("fi", "sv", "en")
WITH_A_FORM = tuple(entry for entry in ENTRIES.values() if entry.form.choices)
IN_HISTORY = tuple(entry for entry in WITH_A_FORM if entry.kind not in PAGES)

LINE = """{% import "pages/_words.j2" as words with context %}{% include "pages/_line.j2" %}"""
TASK = {"name": "", "details": {}}
ASKED = {"of_customer": False, "whom": "", "who": "", "text": "", "what": "asked"}


def places(entry: TaskEntry) -> Iterator[str]:
    """The macros in which a kind of task has to say something."""
    yield from ("heading", "lead", "form", "button", "afterwards", "past")
    if entry in IN_HISTORY:
        yield from ("asked", "decided", "recorded")
    if entry.mail in {TaskMail.TASK, TaskMail.REQUEST, TaskMail.SHARE, TaskMail.FOLLOW_UP}:
        yield from ("subject", "body")
    if entry.deadlines.reminders:
        yield from ("reminder_subject", "reminder")
    if entry.time_out is TimeOut.PASSES_ON:
        yield from ("needed", "label")


def name_of(entry: TaskEntry) -> str:
    """The kind, as tests are named by it."""
    return entry.kind


@pytest.mark.parametrize("entry", WITH_A_FORM, ids=name_of)
def test_a_kind_of_task_has_words_for_every_place(entry: TaskEntry) -> None:
    words = template_environment("en", html=True).get_template(f"tasks/{entry.kind}.j2").make_module({"task": TASK})
    assert set(places(entry)) - set(vars(words)) == set()


def test_there_are_no_words_for_other_kinds() -> None:
    files = (APPLICATION / "templates" / "tasks").glob("[a-z]*.j2")
    assert {file.stem for file in files} == {entry.kind for entry in WITH_A_FORM}


def said_of(entry: TaskEntry, language: str) -> list[str]:
    """What the history of a case says of a task: what was asked, and each thing that can be decided."""
    template = template_environment(language, html=True).from_string(LINE)
    asked: dict[str, object] = {**ASKED, "kind": entry.kind}
    lines = [asked, *(asked | {"what": "decided", "choice": choice} for choice in entry.form.choices)]
    return [" ".join(template.render(line=line, task=TASK, language=language).split()) for line in lines]


@pytest.mark.parametrize("entry", IN_HISTORY, ids=name_of)
def test_everything_that_can_be_decided_has_words_of_its_own_in_each_language(entry: TaskEntry) -> None:
    said = [said_of(entry, language) for language in LANGUAGES]
    assert all(len(set(lines)) == len(entry.form.choices) + 1 for lines in said)
    assert all(len(set(same)) == len(LANGUAGES) for same in zip(*said, strict=True))
