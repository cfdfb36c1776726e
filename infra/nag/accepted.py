"""The accepted findings of AWS's checklist (cdk-nag, AwsSolutions and Serverless) in the stack, each with a reason."""

ANY = "AwsSolutions-IAM5[Resource::*]"
EXECUTIONS = (
    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:{name}:*]"
)
SWEEPS = (
    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:"
    "function:{stack}-functionssweep*]"
)
CODES = (
    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:"
    "function:{stack}-functionssigninmails*]"
)
MAIL_AND_TASKS = (
    "Mail is limited by a condition to the sender's address. A task of a workflow has no name, only its secret token."
)
WHO_STOP = tuple(f"functions/{name}-role" for name in ("link_actions", "console_actions", "case_steps", "sweep"))
WHO_MAIL = (*WHO_STOP, "functions/sign_in_mails-role")
ONE_MACHINE = "The executions of one state machine; their names are the ids of responses, which come later."

NO_TRACES = (
    "Logs carry the request and the case, and executions their history; traces would keep a third record, for a price."
)
Findings = tuple[tuple[str, tuple[str, ...], str], ...]

# Rule -> places in the stack -> reason.
ACCEPTED: Findings = (
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
    (
        CODES,
        ("functions/console_actions-role",),
        "The Lambda that mails codes has no name before the role is made.",
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
    (
        "AwsSolutions-DDB3",
        ("tables/sessions",),
        "A session lasts half a day at most; whoever loses one signs in again with a new code.",
    ),
    (
        "Serverless-SQSRedrivePolicy",
        ("stream/lost", "mail/undelivered-events", "schedule/missed"),
        "This queue is itself where failures end up; an alarm tells as soon as something is in it.",
    ),
    (
        "Serverless-SQSRedrivePolicy",
        ("ended-executions/queue",),
        "Every message is read by the sweep, until it is noted; one that cannot be read is logged and deleted.",
    ),
    (
        "Serverless-EventBusDLQ",
        ("ended-executions/ended",),
        "EventBridge tries a queue of SQS again for a day; the look of each night finds what was lost all the same.",
    ),
    (
        "Serverless-LambdaLatestVersion",
        ("functions",),
        "Python 3.13 is the newest that all our dependencies have arm64 wheels for and that the tests run on.",
    ),
    (
        "Serverless-LambdaDLQ",
        ("functions",),
        "Lambdas that are called and answered have none; the others have a failure destination, which tells more.",
    ),
    (
        "Serverless-SNSRedrivePolicy",
        ("alarms/topic",),
        "SNS tries mail again by itself; alarms that could not be mailed would wait in a queue that nobody hears.",
    ),
    ("Serverless-LambdaTracing", ("functions",), NO_TRACES),
    ("Serverless-StepFunctionStateMachineXray", ("workflow/machine",), NO_TRACES),
    (
        "Serverless-LambdaStarPermissions",
        (*WHO_MAIL, "functions/response_stream-role"),
        MAIL_AND_TASKS,
    ),
    (ANY, ("workflow/role",), "Step Functions needs the delivery of its logs to be granted on all resources."),
    (ANY, ("functions/response_stream-role",), f"{MAIL_AND_TASKS} ListStreams takes no resource."),
    (ANY, WHO_MAIL, MAIL_AND_TASKS),
    (EXECUTIONS, WHO_STOP, ONE_MACHINE),
    (
        "AwsSolutions-IAM5[Resource::<{sweep}.Arn>:*]",
        ("SchedulerRoleForTarget-d5d388",),
        "CDK grants the scheduler the versions of the one Lambda that it starts, too.",
    ),
)

# The same, in a stack with a domain of its own.
ACCEPTED_AT_THE_EDGE: Findings = (
    ("AwsSolutions-CFR1", ("edge/distribution",), "Customers travel, and answer from wherever they are."),
    (
        "AwsSolutions-CFR2",
        ("edge/distribution",),
        "The limits of Kuultu and the throttles of the routes come first; a firewall costs by month, and is a setting.",
    ),
    (
        "AwsSolutions-CFR3",
        ("edge/distribution",),
        "A line of CloudFront's log holds the path, and so the token of a link; API Gateway's log holds the route.",
    ),
    (
        "AwsSolutions-CFR4",
        ("edge/distribution",),
        "CloudFront's own name allows no choice of TLS; nobody is led to it, and the domain's certificate ends that.",
    ),
)
