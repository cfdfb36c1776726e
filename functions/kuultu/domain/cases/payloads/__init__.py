"""The payload of a decision for each kind of task."""

from kuultu.domain.cases.payloads.finding_out import (
    Asking,
    CaseAction,
    Conclusion,
    Confirmation,
    EarlyEnd,
    Explanation,
    Fault,
    Inspection,
    ProductReturn,
    Settlement,
    Statement,
    Triage,
)
from kuultu.domain.cases.payloads.putting_right import (
    Approval,
    Delivery,
    FollowUp,
    Proposal,
    RemedyChoice,
    Reply,
)

__all__ = [
    "Approval",
    "Asking",
    "CaseAction",
    "Conclusion",
    "Confirmation",
    "Delivery",
    "EarlyEnd",
    "Explanation",
    "Fault",
    "FollowUp",
    "Inspection",
    "ProductReturn",
    "Proposal",
    "RemedyChoice",
    "Reply",
    "Settlement",
    "Statement",
    "Triage",
]
