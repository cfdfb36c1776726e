"""The rules of drafts: whose typing is kept, and how much of it."""

import re
from collections.abc import Mapping

from kuultu.domain.cases.form_check import field_names
from kuultu.domain.cases.task_entry import Doer
from kuultu.domain.cases.task_form import NAMING, Form
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.domain.responses.submission import LONGEST_TEXT

MOST_CHARACTERS = 30_000
"""Characters of a draft in all: six texts of full length."""

KEPT_FOR = {Doer.OWNER, Doer.APPROVER, Doer.CASE_STAFF}
"""Those whose typing is kept. Customers, and whoever is heard, decide for themselves what reaches us."""

NEVER_KEPT = {"choice", "account", *NAMING}
"""Nothing is chosen beforehand, nobody insists beforehand, and an account number is kept for the delivery alone."""


def keeps_drafts(kind: TaskKind) -> bool:
    """True if what is typed into the form of a kind is kept."""
    return entry_of(kind).doer in KEPT_FOR


def drafted(form: Form, given: Mapping[str, str]) -> dict[str, str]:
    """The fields of a form worth keeping: known, filled, readable, and not too much in all; others are dropped."""
    kept: dict[str, str] = {}
    for name in field_names(form):
        text = given.get(name, "").strip()
        room = MOST_CHARACTERS - sum(map(len, kept.values()))
        if text and name not in NEVER_KEPT and _is_text(text) and len(text) <= min(LONGEST_TEXT, room):
            kept[name] = text
    return kept


def _is_text(text: str) -> bool:
    return not re.search("[\x00\ud800-\udfff]", text)
