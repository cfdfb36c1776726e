"""The tables of docs/handling.md about forms behind links: the fields of each kind of task, and what a field takes."""

from collections.abc import Mapping

from infra.task_tables import Row, table
from kuultu.domain.cases.address_check import MOST_PEOPLE
from kuultu.domain.cases.enquiry import MOST_OF_A_ROLE
from kuultu.domain.cases.form_check import SOLVED
from kuultu.domain.cases.remedy import NONE_OF_THESE, WISHES, Remedy
from kuultu.domain.cases.task_entry import TaskEntry
from kuultu.domain.cases.task_form import Field, FieldKind
from kuultu.domain.cases.tasks import ENTRIES
from kuultu.domain.responses.staff_sheet import HEARD
from kuultu.domain.responses.submission import LONGEST_TEXT

TAKES: Mapping[FieldKind, str] = {
    "text": "a text",
    "email": "one mail address",
    "language": "a language of the survey's",
    "heard": ", ".join(f"`{place}`" for place in HEARD),
    "owner": "the mail address of somebody in the directory; a mailbox that looks shared only with `despite_warnings`",
    "person": "one mail address, never the customer's; a mailbox that looks shared only with `despite_warnings`, an "
    "address that is not in the directory only with `despite_unknown`",
    "people": f"up to {MOST_PEOPLE} mail addresses, one a line, each as for a person",
    "customer": "one mail address, from which no mail has come back",
    "root_cause": "a cause of the survey's, or `other`",
    "score": "a score on the scale of the survey's first question that has one",
    "unit": "the id of a unit of the survey",
    "date": "a date, such as `2027-07-01`",
    "ease": "1 to 7",
    "checkbox": "any value, when it is ticked",
    "wish": ", ".join(f"`{wish}`" for wish in WISHES),
    "remedies": f"one or several of {', '.join(f'`{remedy}`' for remedy in Remedy)}",
    "amount": "a sum in euros, such as `49,90`",
    "member": "the mail address of somebody in the directory",
    "moment": "a date and a time, such as `2026-11-25T14:30`",
    "remedy": f"one of {', '.join(f'`{remedy}`' for remedy in Remedy)}, or `{NONE_OF_THESE}`",
    "solved": ", ".join(f"`{answer}`" for answer in SOLVED),
}
"""The contents of each kind of field."""


def forms() -> str:
    """A row for each kind of task that has a form, with its fields; and a row for each kind of field."""
    rows = [_form(entry) for entry in ENTRIES.values() if entry.form.choices]
    fields = table(("kind", "fields that must be filled in", "other fields"), rows)
    limits = f"A field takes {LONGEST_TEXT:,} characters at most; ×{MOST_OF_A_ROLE}: it may come so many times."
    return f"{fields}\n\n{limits}\n\n{table(('kind of field', 'takes'), TAKES.items())}"


def _form(entry: TaskEntry) -> Row:
    fields = entry.form.fields.items()
    required = ", ".join(_field(name, one) for name, one in fields if one.required)
    others = ", ".join(_field(name, one) for name, one in fields if not one.required)
    return (f"`{entry.kind}`", required or "–", others or "–")


def _field(name: str, one: Field) -> str:
    times = f", ×{MOST_OF_A_ROLE}" if one.times else ""
    return f"`{name}` ({one.kind}{times})"
