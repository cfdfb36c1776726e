"""The words and options of `kuultu deploy` and `kuultu release`."""

import argparse
from pathlib import Path

from cli.command_groups import Command
from cli.deploy import commands


def _stage(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", default="production", help="the stage, by its file stages/STAGE.toml (production)")
    parser.add_argument("--stages", default="stages", metavar="FOLDER", help="the folder of the stages' files (stages)")


def _release(parser: argparse.ArgumentParser) -> None:
    _stage(parser)
    parser.add_argument("--output", type=Path, default=Path("kuultu-release.zip"), metavar="FILE", help="the archive")


def _deploy(parser: argparse.ArgumentParser) -> None:
    _stage(parser)
    parser.add_argument("--release", type=Path, metavar="FILE", help="an archive made by `kuultu release`")
    parser.add_argument("--edge", action="store_true", help="the second stack of a domain: certificate and firewall")
    parser.add_argument("--yes", action="store_true", help="deploy the changes without a question")


DEPLOY = Command(
    commands.deploy, "deploy a stage: show what would change, ask, and carry it out", "Nothing was deployed", _deploy
)
RELEASE = Command(
    commands.release,
    "make the release of a stage: template, bundles, checksums and bill of materials in an archive",
    "No release was made",
    _release,
    offline=True,
)
