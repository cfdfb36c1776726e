"""Greetings at the beginning of letters, in Finnish, Swedish and English."""

import re

GREETING = re.compile(
    r"\W*(hei|heippa|moi|tervehdys|hyvä|hej|hejsan|bästa|god (dag|morgon)|hi|hello|dear|good (morning|afternoon))\b",
    re.I,
)
"""The beginning of a letter that greets its reader, in any of the languages."""


def begins_with_greeting(text: str) -> bool:
    """True if a letter greets its reader in its first words."""
    return GREETING.match(text) is not None
