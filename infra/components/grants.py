"""The complete grants of each Lambda, but for writing its own log: read this table to know who can touch what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

GRANTS_POLICY = "grants"  # the name of the inline policy in each role

Grants = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reach:
    """The resources behind a word of the table: ARNs, and the conditions of their use."""

    arns: tuple[str, ...]
    conditions: Mapping[str, Mapping[str, str | list[str]]] = field(default_factory=dict)


WHAT_A_LINK_SHOWS: Grants = (
    ("links", "dynamodb:GetItem"),
    ("cases", "dynamodb:Query"),
    ("responses", "dynamodb:GetItem"),
    ("surveys", "dynamodb:GetItem"),
)

STORING_AN_ANSWER: Grants = (
    ("surveys", "dynamodb:GetItem"),
    ("responses", "dynamodb:UpdateItem dynamodb:GetItem"),
    ("limits", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:GetItem"),
)

CARRYING_OUT_EFFECTS: Grants = (
    ("links", "dynamodb:PutItem"),
    ("mails", "dynamodb:PutItem dynamodb:UpdateItem"),
    ("limits", "dynamodb:UpdateItem"),
    ("mail", "ses:SendEmail"),
    ("workflow", "states:StartExecution"),
    ("tasks", "states:SendTaskSuccess"),
    ("executions", "states:StopExecution"),
)

WHAT_THE_CONSOLE_SHOWS: Grants = (
    ("sessions", "dynamodb:GetItem"),
    ("surveys", "dynamodb:GetItem dynamodb:Scan"),
    ("responses", "dynamodb:GetItem"),
    ("responses list", "dynamodb:Query"),
    ("cases", "dynamodb:Query"),
    ("cases list", "dynamodb:Query"),
)

# Lambda -> (on what, actions). "NAME index" is a table's index `attention`; the rest is named in `stacks/kuultu.py`.
GRANTS: Mapping[str, Grants] = {
    "intake": STORING_AN_ANSWER,
    "survey_pages": (("surveys", "dynamodb:GetItem"),),
    "survey_forms": STORING_AN_ANSWER,
    "link_pages": WHAT_A_LINK_SHOWS,
    "link_actions": (
        *WHAT_A_LINK_SHOWS,
        ("cases", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem"),
        ("responses", "dynamodb:UpdateItem"),
        *CARRYING_OUT_EFFECTS,
    ),
    "console_pages": (
        *WHAT_THE_CONSOLE_SHOWS,
        ("responses", "dynamodb:BatchGetItem"),
        ("looks", "dynamodb:Query dynamodb:PutItem"),
        ("looks by day", "dynamodb:Query"),
        ("read marks", "dynamodb:UpdateItem"),
    ),
    "console_actions": (
        *WHAT_THE_CONSOLE_SHOWS,
        ("sessions", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem"),
        ("cases", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:ConditionCheckItem"),
        ("responses", "dynamodb:UpdateItem"),
        *CARRYING_OUT_EFFECTS,
        ("limits", "dynamodb:PutItem dynamodb:GetItem"),
        ("sign-in mails", "lambda:InvokeFunction"),
    ),
    "sign_in_mails": (
        ("sessions", "dynamodb:UpdateItem"),
        ("surveys", "dynamodb:GetItem dynamodb:Scan"),
        ("absences", "dynamodb:Query"),
        ("mail", "ses:SendEmail"),
    ),
    "case_steps": (
        ("surveys", "dynamodb:GetItem"),
        ("responses", "dynamodb:GetItem dynamodb:UpdateItem"),
        ("cases", "dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem"),
        *CARRYING_OUT_EFFECTS,
    ),
    "response_stream": (
        ("surveys", "dynamodb:GetItem"),
        ("responses", "dynamodb:GetItem dynamodb:UpdateItem"),
        ("responses stream", "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator"),
        ("every stream's name", "dynamodb:ListStreams"),
        ("cases", "dynamodb:Query dynamodb:UpdateItem"),
        ("links", "dynamodb:PutItem"),
        ("limits", "dynamodb:UpdateItem"),
        ("mails", "dynamodb:PutItem dynamodb:UpdateItem"),
        ("mail", "ses:SendEmail"),
        ("workflow", "states:StartExecution"),
        ("lost responses", "sqs:SendMessage"),
    ),
    "mail_events": (("mails", "dynamodb:UpdateItem"), ("undelivered mail events", "sqs:SendMessage")),
    "sweep": (
        ("responses", "dynamodb:GetItem dynamodb:UpdateItem"),
        ("responses index", "dynamodb:Query"),
        ("surveys", "dynamodb:GetItem"),
        ("cases", "dynamodb:Query dynamodb:PutItem dynamodb:UpdateItem"),
        ("cases index", "dynamodb:Query"),
        ("links", "dynamodb:PutItem"),
        ("mails", "dynamodb:PutItem dynamodb:UpdateItem dynamodb:GetItem"),
        ("mails index", "dynamodb:Query"),
        ("limits", "dynamodb:UpdateItem"),
        ("mail", "ses:SendEmail"),
        ("workflow", "states:StartExecution"),
        ("tasks", "states:SendTaskSuccess"),
        ("executions", "states:DescribeExecution states:StopExecution"),
        ("missed sweeps", "sqs:SendMessage"),
        ("ended executions", "sqs:ReceiveMessage sqs:DeleteMessage"),
        ("more sweeps", "lambda:InvokeFunction"),
    ),
}
