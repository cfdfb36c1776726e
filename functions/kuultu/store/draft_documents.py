"""Drafts as documents on the item of a task or a case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kuultu.domain.cases.draft import Draft


def draft_document(draft: Draft) -> dict[str, Any]:
    """A draft as it is kept."""
    return {"by": draft.by, "at": draft.at.isoformat(), "fields": dict(draft.fields)}


def draft_from(document: Mapping[str, Any]) -> Draft:
    """The draft that is kept."""
    return Draft(document["by"], datetime.fromisoformat(document["at"]), document["fields"])
