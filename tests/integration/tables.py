"""Our tables in moto's DynamoDB, and a look at what is in them."""

from typing import Any


def models() -> list[Any]:
    """Every model that has a connection of its own."""
    from kuultu.store.case_items import CaseItem, CaseRecord, TaskRecord
    from kuultu.store.limits import LimitRecord
    from kuultu.store.links import LinkRecord
    from kuultu.store.mails import MailRecord
    from kuultu.store.responses import ResponseRecord
    from kuultu.store.surveys import SurveyRecord

    return [SurveyRecord, ResponseRecord, CaseItem, CaseRecord, TaskRecord, LinkRecord, MailRecord, LimitRecord]


def tables() -> list[Any]:
    """One model for each table."""
    return [model for model in models() if model.__name__ not in {"CaseRecord", "TaskRecord"}]


def stored() -> int:
    """How many responses are kept."""
    from kuultu.store.responses import ResponseRecord

    return ResponseRecord.count()
