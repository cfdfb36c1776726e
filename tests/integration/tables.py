"""Our tables in moto's DynamoDB, and a look at what is in them."""

from typing import Any


def models() -> list[Any]:
    """Every model that has a connection of its own."""
    from kuultu.store.absences import AbsenceItem
    from kuultu.store.case_items import CaseItem, CasePartitionItem
    from kuultu.store.customer_cases import CustomerCaseItem
    from kuultu.store.joined_cases import JoinedCaseItem
    from kuultu.store.kept_views import KeptViewsItem
    from kuultu.store.limits import LimitItem
    from kuultu.store.links import LinkItem
    from kuultu.store.looks import LookItem
    from kuultu.store.mails import MailItem
    from kuultu.store.open_items import OpenCaseItem, OpenMail, OpenResponse
    from kuultu.store.responses import ResponseItem
    from kuultu.store.sessions import SessionItem
    from kuultu.store.sign_ins import SignInItem
    from kuultu.store.surveys import SurveyItem
    from kuultu.store.sweep_marks import SweepMarkItem
    from kuultu.store.task_items import TaskItem

    return [
        SurveyItem,
        ResponseItem,
        CasePartitionItem,
        CaseItem,
        TaskItem,
        AbsenceItem,
        CustomerCaseItem,
        JoinedCaseItem,
        KeptViewsItem,
        LinkItem,
        MailItem,
        LimitItem,
        SessionItem,
        SignInItem,
        LookItem,
        OpenResponse,
        OpenCaseItem,
        OpenMail,
        SweepMarkItem,
    ]


def tables() -> list[Any]:
    """The model that defines each table."""
    own = {"SessionItem", "LookItem"}
    named = own | {"SurveyItem", "ResponseItem", "CasePartitionItem", "LinkItem", "MailItem", "LimitItem"}
    return [model for model in models() if model.__name__ in named]


def stored() -> int:
    """How many responses are kept."""
    from kuultu.store.responses import ResponseItem

    return ResponseItem.count()
