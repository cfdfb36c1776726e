"""Quotations of a customer's text in mails: no working addresses, nothing hidden, not too long."""

import re

from kuultu.rendering.graphemes import cut

LONGEST_QUOTE = 2_000
"""Characters of a quotation in a mail; the page shows the whole text."""

LONGEST_GLANCE = 280
"""Characters of the customer's words at the top of a page; the whole text is folded below the form."""

HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""Characters that nobody sees and that hide an address or turn a text round; the joiners of emoji are none of them."""

SCHEME = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=//)|\b(mailto|tel|sms|callto):(?=\S)")
"""The beginning of a whole address."""

HOST_DOT = re.compile("(?<=[^\\s.])([.\u3002\uff0e\uff61])(?=[\u200c\u200d\ufe0e\ufe0f]*[^\\W\\d_])")
"""A dot before a letter, as in `shop.example`; readers of mail make links of such names. A sum has digits there."""

FOUR_NUMBERS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)", re.ASCII)
"""A host by its numbers, as in `192.0.2.1`; a date has three of them."""


def quoted(text: str) -> str:
    """A customer's text for a mail; a space is put into every address, so that none works."""
    shown = SCHEME.sub(lambda found: f"{found[0]} ", HIDDEN.sub("", text))
    delinked = HOST_DOT.sub(r"\1 ", re.sub(r"(?i)\bwww\.", "www ", shown))
    delinked = FOUR_NUMBERS.sub(lambda found: found[0].replace(".", ". "), delinked)
    return delinked if len(delinked) <= LONGEST_QUOTE else cut(delinked, LONGEST_QUOTE) + " …"


def shortened(text: str) -> str:
    """The beginning of a text, for a first glance."""
    return text if len(text) <= LONGEST_GLANCE else cut(text, LONGEST_GLANCE).rstrip() + " …"
