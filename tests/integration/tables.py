"""Our tables in moto's DynamoDB, and a look at what is in them."""

from typing import Any


def models() -> list[Any]:
    """Every model that has a connection of its own."""
    from kuultu.store.absences import AbsenceItem
    from kuultu.store.case_items import CaseItem, CasePartitionItem, TaskItem
    from kuultu.store.customer_cases import CustomerCaseItem
    from kuultu.store.limits import LimitItem
    from kuultu.store.links import LinkItem
    from kuultu.store.mails import MailItem
    from kuultu.store.responses import ResponseItem
    from kuultu.store.surveys import SurveyItem

    return [
        SurveyItem,
        ResponseItem,
        CasePartitionItem,
        CaseItem,
        TaskItem,
        AbsenceItem,
        CustomerCaseItem,
        LinkItem,
        MailItem,
        LimitItem,
    ]


def tables() -> list[Any]:
    """One model for each table."""
    return [
        model for model in models() if model.__name__ not in {"CaseItem", "TaskItem", "AbsenceItem", "CustomerCaseItem"}
    ]


def stored() -> int:
    """How many responses are kept."""
    from kuultu.store.responses import ResponseItem

    return ResponseItem.count()
