"""The CDK application: the program behind ``cdk synth``, ``cdk deploy`` and ``make run``."""

import sys

from infra.node import lend_node

lend_node()

from aws_cdk import App, DefaultStackSynthesizer, Tags  # noqa: E402 (CDK looks for Node when it is imported)

from infra.bundles import build  # noqa: E402
from infra.bundles.targets import TARGETS  # noqa: E402
from infra.deployment_stages import DeploymentStage  # noqa: E402
from infra.nag.review import review  # noqa: E402
from infra.stacks.edge import EdgeStack  # noqa: E402
from infra.stacks.kuultu import KuultuStack  # noqa: E402
from infra.stage_files import from_context  # noqa: E402
from infra.toolchain import Unprepared  # noqa: E402


def compose(app: App, stage: DeploymentStage) -> KuultuStack:
    """Put the stack of a deployment stage into an application, and the edge's stack if there is a domain.

    Every stage but the local one must pass the review. Context `assets` names another bucket for assets than that of
    CDK's bootstrap, which is not needed then.
    """
    assets = app.node.try_get_context("assets")

    def synthesizer() -> DefaultStackSynthesizer | None:
        own = DefaultStackSynthesizer(file_assets_bucket_name=assets, generate_bootstrap_version_rule=False)
        return own if assets else None

    stack = KuultuStack(app, stage, build(TARGETS[stage.bundles]), synthesizer())
    Tags.of(stack).add("application", "kuultu")
    if not stage.is_local:
        review(app, stack)
    if stage.domain:
        Tags.of(EdgeStack(app, stage, synthesizer())).add("application", "kuultu")
    return stack


def main() -> None:
    """Synthesise the stage that the CDK context describes, into the folder that the CDK command line names."""
    app = App(analytics_reporting=False)
    try:
        compose(app, from_context(app.node.try_get_context))
    except (Unprepared, ValueError) as reason:
        sys.exit(str(reason))
    app.synth()


if __name__ == "__main__":
    main()
