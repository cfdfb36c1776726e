"""The CDK application: ``cdk synth`` and ``cdk deploy`` run this, and so does ``make run``."""

import os
import sys

from infra.node import lend_node

lend_node()

from aws_cdk import App, Tags  # noqa: E402 (CDK looks for Node when it is imported)

from infra.bundles import build  # noqa: E402
from infra.bundles.targets import TARGETS  # noqa: E402
from infra.environment import Unprepared  # noqa: E402
from infra.stacks.kuultu import KuultuStack  # noqa: E402
from infra.stages import Stage, from_context  # noqa: E402


def compose(stage: Stage, outdir: str | None = None) -> App:
    """The application with the stack of one stage; nothing is written before its ``synth``."""
    app = App(outdir=outdir, analytics_reporting=False)
    stack = KuultuStack(app, stage, build(TARGETS[stage.bundles]))
    Tags.of(stack).add("application", "kuultu")
    return app


def main() -> None:
    """Synthesise what the context asks for, where the CDK command line wants it."""
    context = App(outdir=os.environ.get("CDK_OUTDIR")).node
    try:
        compose(from_context(context.try_get_context), os.environ.get("CDK_OUTDIR")).synth()
    except (Unprepared, ValueError) as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
