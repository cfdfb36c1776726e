"""The entries of the kinds of tasks: each is whole, and no two contradict each other."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.stages import asked_at
from kuultu.domain.cases.task_entry import Doer, Span, TaskEntry, TaskMail, TimeOut
from kuultu.domain.cases.task_form import FieldKind
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import ENQUIRIES, ENTRIES, OWNERS_TASKS, PAGES, entry_of
from tests.unit.helpers.builders import Life

ALL = list(ENTRIES.values())
NOBODY_ASKED = {Stage.SHARE, Stage.SEND_REPLY, Stage.REOPEN, Stage.CLOSE, Stage.CLOSED}

EXAMPLES: dict[FieldKind, str] = {
    "text": "Näin kävi.",
    "date": "2027-07-01",
    "member": "pekka@example.com",
    "email": "pekka@example.com",
    "person": "pekka@example.com",
    "owner": "pekka@example.com",
    "people": "pekka@example.com",
    "customer": "aino@example.com",
    "root_cause": "other",
    "score": "3",
    "ease": "7",
    "unit": "turku",
    "checkbox": "on",
    "wish": "refund",
    "remedies": "refund,price_reduction,gift_card",
    "amount": "49,90",
    "moment": "2026-11-25T14:30",
    "remedy": "refund",
    "solved": "partly",
    "language": "sv",
    "heard": "counter",
}


KEPT_AS = {"approver_email": "approver"}
"""The names of fields on record that differ from those of the form."""


def whose(**wanted: object) -> list[TaskKind]:
    """The kinds whose entries say this."""
    return [one.kind for one in ALL if all(getattr(one, name) == value for name, value in wanted.items())]


def kinds(names: str) -> list[TaskKind]:
    """The kinds with these names, in the order of the story."""
    return sorted(map(TaskKind, names.split()), key=list(TaskKind).index)


def test_each_kind_of_task_has_an_entry_in_the_order_of_the_story() -> None:
    assert list(ENTRIES) == list(TaskKind)
    assert [entry_of(kind).kind for kind in TaskKind] == list(TaskKind)


@pytest.mark.parametrize("entry", ALL)
def test_a_decision_about_a_task_has_the_payload_of_its_kind(entry: TaskEntry) -> None:
    assert entry.payload.kind is entry.kind
    assert sum(other.payload is entry.payload for other in ALL) == 1


@pytest.mark.parametrize("entry", ALL)
def test_whoever_does_a_task_has_something_to_choose(entry: TaskEntry) -> None:
    assert bool(entry.form.choices) is (entry.doer is not Doer.NOBODY)
    assert len(set(entry.form.choices)) == len(entry.form.choices)


@pytest.mark.parametrize("entry", [entry for entry in ALL if entry.form.choices])
def test_nothing_that_is_filled_in_is_lost(entry: TaskEntry) -> None:
    filled = {name: EXAMPLES[field.kind] for name, field in entry.form.fields.items()}
    kept = {KEPT_AS.get(name, name).replace("amount", "cents") for name in filled}
    kept |= {"approver_name"} if "approver" in kept else set()
    assert set(entry.payload.read(filled).written()) == kept


@pytest.mark.parametrize("entry", ALL)
def test_every_choice_of_an_enquiry_has_an_outcome_and_no_other_choice_has(entry: TaskEntry) -> None:
    assert set(entry.outcomes) == (set(entry.form.choices) if entry.kind in ENQUIRIES else set())
    assert set(entry.outcomes.values()) <= {"answered", "declined", "not_received"}


def test_no_two_kinds_are_asked_for_at_the_same_stage() -> None:
    asked = [stage for entry in ALL for stage in entry.stages]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("stage", list(Stage))
def test_each_stage_at_which_somebody_is_asked_has_a_kind_of_task(stage: Stage) -> None:
    assert (asked_at(stage) is None) is (stage in NOBODY_ASKED)


@pytest.mark.parametrize("entry", ALL)
def test_only_of_what_somebody_must_do_within_working_days_they_are_reminded(entry: TaskEntry) -> None:
    must_do = entry.deadlines.span is Span.WORKING_DAYS and entry.time_out is not TimeOut.NONE
    assert (entry.deadlines.reminders > 0) is must_do
    assert not must_do or entry.doer is not Doer.NOBODY
    assert entry.deadlines.due > 0 < entry.deadlines.gap


@pytest.mark.parametrize("entry", [entry for entry in ALL if entry.kind not in PAGES])
def test_a_reminder_is_planned_where_there_is_one(entry: TaskEntry) -> None:
    task = Life(reachable=entry.kind is not TaskKind.CALL).is_asked(entry.kind).task(entry.kind)
    assert (task.remind_at == task.due_at) is (entry.deadlines.reminders > 0)
    assert task.remind_at is None or task.opened_at < task.remind_at <= task.lapses_at


def test_the_owner_has_what_goes_with_the_case() -> None:
    expected = kinds("triage inspect conclude propose_remedy reply deliver_remedy call")
    assert whose(doer=Doer.OWNER) == whose(of_the_owner=True) == list(OWNERS_TASKS) == expected


def test_the_customer_is_asked_by_requests() -> None:
    expected = kinds("tell_more return_product choose_remedy follow_up my_case")
    assert whose(doer=Doer.CUSTOMER) == whose(for_customer=True) == expected


def test_something_is_found_out_by_the_customer_by_witnesses_and_by_the_product() -> None:
    assert list(ENQUIRIES) == kinds("tell_more statement return_product inspect")


def test_nobody_concludes_or_promises_anything_before_reflection_is_over() -> None:
    assert whose(after_reflection=True) == kinds("conclude propose_remedy approve_remedy reply")


def test_every_new_case_brings_triage_and_the_chance_to_end_reflection() -> None:
    assert whose(with_every_case=True) == kinds("triage end_reflection")
    assert [one.kind for one in entry_of(TaskKind.TRIAGE).first(Life().record)] == [TaskKind.END_REFLECTION]


def test_what_nobody_else_can_do_expires_and_what_staff_leave_undone_passes_on() -> None:
    staff = kinds("triage inspect conclude propose_remedy approve_remedy reply deliver_remedy call")
    assert whose(time_out=TimeOut.PASSES_ON) == staff
    assert whose(time_out=TimeOut.EXPIRES) == kinds("statement return_product follow_up")
    assert whose(time_out=TimeOut.STAYS_OPEN) == kinds("tell_more confirm_read choose_remedy")


def test_requests_come_to_the_customer_by_request_with_the_reply_or_at_the_follow_up() -> None:
    mails = {kind: entry.mail for kind, entry in ENTRIES.items() if entry.for_customer}
    assert [kind for kind, mail in mails.items() if mail is TaskMail.REQUEST] == kinds("tell_more return_product")
    assert mails[TaskKind.CHOOSE_REMEDY] is TaskMail.WITH_REPLY
    assert mails[TaskKind.FOLLOW_UP] is TaskMail.FOLLOW_UP


def test_a_conclusion_is_shared_and_all_other_tasks_of_staff_come_as_tasks() -> None:
    assert whose(mail=TaskMail.SHARE) == [TaskKind.CONFIRM_READ]
    staff = "triage end_reflection statement inspect conclude propose_remedy approve_remedy reply deliver_remedy call"
    assert whose(mail=TaskMail.TASK) == kinds(staff)
