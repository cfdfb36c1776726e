"""The words of `kuultu queues`."""

from cli.command_groups import Command, Group
from cli.queues import commands

QUEUES = Group(
    "see to what could not be delivered",
    {
        "list": Command(
            commands.show, "show how many messages wait in each failure queue", "The queues could not be listed"
        ),
        "drain": Command(
            commands.empty,
            "see to what waits there: events of mails, missed sweeps, lost responses; what succeeds is deleted",
            "Not everything was seen to",
        ),
    },
)
