"""Mailboxes that several people read, told by their names."""

import re

GROUP_NAMES = frozenset(
    [
        "all",
        "asiakaspalvelu",
        "aspa",
        "butik",
        "contact",
        "customerservice",
        "everyone",
        "feedback",
        "hallinto",
        "hello",
        "help",
        "henkilosto",
        "henkilokunta",
        "hr",
        "info",
        "kaikki",
        "kassa",
        "kontakt",
        "kundservice",
        "kundtjanst",
        "markkinointi",
        "myymala",
        "myynti",
        "office",
        "order",
        "palaute",
        "palvelu",
        "personal",
        "personnel",
        "post",
        "posti",
        "reception",
        "reklamaatiot",
        "sales",
        "service",
        "shop",
        "staff",
        "support",
        "team",
        "tiimi",
        "tilaukset",
        "toimisto",
        "tuki",
        "varasto",
    ]
)
"""First words of addresses whose mailbox several people read."""


def looks_shared(address: str) -> bool:
    """True if several people seem to read this mailbox, by the part before the @."""
    return re.split(r"[.+_-]", address.split("@")[0].lower())[0] in GROUP_NAMES
