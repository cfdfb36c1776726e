"""Reasons of CloudFormation in plain words, with the next step."""

import re

EXPLANATIONS: tuple[tuple[str, str], ...] = (
    (
        r"(?s)EmailIdentity.*already exists|already exists.*EmailIdentity|Identity .* already exist",
        'SES knows the domain already: write identity = "existing" into the file of the stage.',
    ),
    (r"already exists", "Something of that name is there already, perhaps from an earlier stack: remove or rename it."),
    (
        r"not authorized to perform:? (?P<right>[\w:]+)|AccessDenied",
        "The role that deploys lacks a right: docs/deploy.md lists those that it needs.",
    ),
    (
        r"(?i)limit exceeded|quota|TooManyRequests|LimitExceeded",
        "A limit of the account is reached: ask for more in Service Quotas, then deploy again.",
    ),
    (r"(?i)throttl|rate exceeded", "AWS was asked too often: deploy again in a few minutes."),
    (r"(?i)hosted zone|certificate", "The domain is not proved yet: docs/deploy.md tells of its DNS records."),
)
"""The pattern of a reason, and the sentence with the next step; the first that fits counts."""


def explained(reason: str) -> str:
    """A reason with the next step, if one is known."""
    step = next((told for pattern, told in EXPLANATIONS if re.search(pattern, reason)), "")
    return f"{reason.rstrip('.')}. {step}".strip()
