"""The accepted findings of AWS's checklist (cdk-nag, AwsSolutions) in the stack, each with a reason."""

ANY = "AwsSolutions-IAM5[Resource::*]"
EXECUTIONS = (
    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{name}:*]"
)
SWEEPS = (
    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:"
    "function:{stack}-functionssweep*]"
)
MAIL_AND_TASKS = (
    "Mail is limited by a condition to the sender's address. A task of a workflow has no name, only its secret token."
)
ONE_MACHINE = "The executions of one state machine; their names are the ids of responses, which come later."

# Rule -> places in the stack -> reason.
ACCEPTED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "AwsSolutions-APIG4",
        ("api",),
        "Customers have no accounts: surveys are public, and a link's 256-bit token is its bearer's authorisation.",
    ),
    (
        "AwsSolutions-SF2",
        ("workflow/machine",),
        "The history of an execution tells every step already; tracing would keep a second record of each case.",
    ),
    (
        "AwsSolutions-SQS3",
        ("stream/lost", "mail/undelivered-events", "schedule/missed"),
        "This queue is itself where failures end up; an alarm tells as soon as something is in it.",
    ),
    (
        "AwsSolutions-SQS3",
        ("ended-executions/queue",),
        "What the sweep cannot note stays, and comes again at each sweep; an alarm tells when that lasts an hour.",
    ),
    (SWEEPS, ("functions/sweep-role",), "The sweep calls itself; its own name is not known before its role is."),
    (
        "AwsSolutions-L1",
        ("functions",),
        "Python 3.13 is the newest that all our dependencies have arm64 wheels for and that the tests run on.",
    ),
    (
        "AwsSolutions-DDB3",
        ("tables/limits",),
        "What was let in within the last minutes is of no use to anybody later, and forgotten within two days.",
    ),
    (ANY, ("workflow/role",), "Step Functions needs the delivery of its logs to be granted on all resources."),
    (ANY, ("functions/response_stream-role",), f"{MAIL_AND_TASKS} ListStreams takes no resource."),
    (ANY, ("functions/link_actions-role", "functions/case_steps-role", "functions/sweep-role"), MAIL_AND_TASKS),
    (EXECUTIONS, ("functions/link_actions-role", "functions/case_steps-role", "functions/sweep-role"), ONE_MACHINE),
    (
        "AwsSolutions-IAM5[Resource::<{sweep}.Arn>:*]",
        ("SchedulerRoleForTarget-d5d388",),
        "CDK grants the scheduler the versions of the one Lambda that it starts, too.",
    ),
)
