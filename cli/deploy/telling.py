"""The words of a deployment: its changes before, its outputs and the next steps after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli.command_groups import Line
from infra.deployment.change_set import Change

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

SIGNS = {"Add": "+", "Modify": "~", "Remove": "-", "Import": "+"}
MANY = 15
"""Changes of a kind that are told one by one; beyond that, their number."""

NEXT = (
    "Next: put the records above into the DNS of the sender's domain, if there are any; then",
    "  kuultu people publish people.toml && kuultu surveys publish   # your own people, units and surveys",
    "  kuultu doctor   # says what is still missing before the first mail",
)


def changes_told(changes: Sequence[Change]) -> Iterator[Line]:
    """The changes by kind, in a line for each or a number; losses at the end, where they are read."""
    counted = Counter(change.action for change in changes)
    told = ", ".join(f"{number} to {action.lower()}" for action, number in counted.items())
    yield Line(f"Changes: {told or 'none'}")
    few = len(changes) <= MANY
    for kind, number in sorted(Counter((change.action, change.kind) for change in changes).items()):
        if not few:
            yield Line(f"  {SIGNS.get(kind[0], '?')} {kind[1]}: {number}")
    for change in changes if few else ():
        replaced = ", replaced" if change.replaced else ""
        yield Line(f"  {SIGNS.get(change.action, '?')} {change.kind} {change.name}{replaced}")
    for change in changes:
        if change.loss:
            yield Line(f"  ! {change.name} goes, and with it {change.loss}.")


def outputs_told(stack: "StackTypeDef", new: bool) -> Iterator[Line]:
    """The outputs of the stack, and after the first deployment the next steps."""
    for one in sorted(stack.get("Outputs", []), key=lambda output: output.get("OutputKey", "")):
        if not one.get("OutputKey", "").endswith("Table"):
            yield Line(f"  {one.get('OutputKey')}: {one.get('OutputValue')}")
    if new:
        yield from map(Line, NEXT)
