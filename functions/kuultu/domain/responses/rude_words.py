"""Rude words, so that nobody meets them unprepared: pages for staff fold a text that holds one, lists leave it out.

A list of words finds neither every insult nor only insults. So nothing else follows from it: the text is read and
handled like any other.
"""

import re

STEMS = (
    *("vittu", "vitun", "saatana", "perkele", "helveti", "paska", "huora", "kusipää", "kyrpä", "mulkku", "runkkar"),
    *("jävla", "jävel", "jävlar", "fitta", "horunge", "knulla", "skitstövel", "rövhål", "helvete"),
    *("fuck", "motherfuck", "asshole", "arsehole", "bullshit", "shithead", "wanker", "whore"),
)
"""The beginnings of words that are rude in every form."""

WORDS = {
    *("idiootti", "idiootit", "ääliö", "ääliöt", "haista", "hintti", "neekeri", "ryssä"),
    *("idiot", "idioter", "kuk", "hora", "skit", "neger"),
    *("idiots", "shit", "cunt", "bitch", "bastard", "bastards", "dickhead", "moron", "morons", "nigger", "faggot"),
}
"""Words that are rude as they stand, while longer ones that begin alike need not be (`kukka` is a flower)."""

_STEM = re.compile(rf"\b(?:{'|'.join(STEMS)})")


def is_rude(text: str) -> bool:
    """True if a text holds a rude word of Finnish, Swedish or English; capitals make no difference."""
    plain = text.casefold()
    return bool(_STEM.search(plain)) or not WORDS.isdisjoint(re.findall(r"\w+", plain))
