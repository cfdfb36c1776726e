"""The review of the stack by AWS's checklist (cdk-nag, AwsSolutions and Serverless)."""

from functools import reduce

from aws_cdk import Acknowledgment, App, Stack, Validations
from cdk_nag import AwsSolutionsChecks, ServerlessChecks
from constructs import Construct, IConstruct

from infra.nag.accepted import ACCEPTED, ACCEPTED_AT_THE_EDGE


def review(app: App, stack: Stack) -> None:
    """Add the checklist to an application; synthesis then fails on every finding that is not in ``ACCEPTED``."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app), ServerlessChecks(app))
    sweep = stack.get_logical_id(place(stack, "functions/sweep").node.default_child)  # type: ignore[arg-type]
    at_the_edge = ACCEPTED_AT_THE_EDGE if stack.node.try_find_child("edge") else ()
    for rule, places, reason in (*ACCEPTED, *at_the_edge):
        named = rule.format(name=f"{stack.stack_name}-case-handling", sweep=sweep, stack=stack.stack_name)
        for path in places:
            Validations.of(place(stack, path)).acknowledge(Acknowledgment(id=named, reason=reason))


def place(stack: Stack, path: str) -> Construct:
    """The construct at a path below the stack."""

    def child(parent: IConstruct, name: str) -> IConstruct:
        return parent.node.find_child(name)

    top: IConstruct = stack
    found = reduce(child, path.split("/"), top)
    assert isinstance(found, Construct)  # noqa: S101 (for the type checker)
    return found
