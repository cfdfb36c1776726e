"""Shared mailboxes, read by several people, and recognized by name."""

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
"""First words of the addresses of shared mailboxes."""


def looks_shared(address: str) -> bool:
    """True if a mailbox seems shared by several people: the first word of the address is in GROUP_NAMES."""
    return re.split(r"[.+_-]", address.split("@")[0].lower())[0] in GROUP_NAMES
