"""The command ``kuultu``: exit code 0 for success, 1 for failure, with the reasons, 2 for a wrong command line."""

import argparse
import sys
from collections.abc import Mapping

from botocore.exceptions import BotoCoreError, ClientError

from cli.command_groups import Command, Failure, Group, add_command, add_group, carry_out
from cli.deploy.group import DEPLOY, RELEASE
from cli.doctor.commands import DOCTOR
from cli.mails.group import MAILS
from cli.people.group import PEOPLE
from cli.queues.group import QUEUES
from cli.restore.group import RESTORE
from cli.surveys.group import SURVEYS
from cli.surveys.survey_files import InvalidSurveys
from cli.units.group import UNITS
from infra.deployment.change_set import ChangeSetFailed
from infra.deployment.release import InvalidRelease
from infra.stage_files import InvalidStageFile
from infra.synthesis import SynthesisFailed
from infra.toolchain import Unprepared
from kuultu.errors import KuultuError
from kuultu.store.tables import StoreFailure

GROUPS: Mapping[str, Group] = {
    "surveys": SURVEYS,
    "people": PEOPLE,
    "units": UNITS,
    "mails": MAILS,
    "queues": QUEUES,
}
COMMANDS: Mapping[str, Command] = {"deploy": DEPLOY, "doctor": DOCTOR, "release": RELEASE, "restore": RESTORE}
ADVICE = "Check the stack's name, the region and the credentials."


def main(arguments: list[str]) -> int:
    """Carry out a command; the reasons of a failure are sentences on stderr."""
    asked = parser().parse_args(arguments)
    try:
        carry_out(asked)
    except (Failure, ChangeSetFailed, InvalidRelease, InvalidStageFile, SynthesisFailed, Unprepared) as reason:
        print(reason, file=sys.stderr)
        return 1
    except InvalidSurveys as faulty:
        print(*faulty.told, *filter(None, [asked.command.after_faults]), sep="\n", file=sys.stderr)
        return 1
    except KuultuError as error:
        print(f"{asked.command.failed}: {error.detail} Please try again.", file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError, StoreFailure) as reason:
        print(f"{asked.command.failed}: {reason} {ADVICE}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands and options of ``kuultu``."""
    kuultu = argparse.ArgumentParser(prog="kuultu", description="Kuultu on the command line.")
    groups = kuultu.add_subparsers(dest="group", required=True, metavar="|".join((*GROUPS, *COMMANDS)))
    for name, group in GROUPS.items():
        add_group(groups, name, group)
    for name, command in COMMANDS.items():
        add_command(groups, name, command)
    return kuultu


def run() -> None:
    """The entry point of the installed command."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
