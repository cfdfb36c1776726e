"""Invented customers of the sample shops, by language: their names say that nobody is called so."""

import random
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from infra.local.sample.occasions import Occasion

FIRST_NAMES: Mapping[str, Sequence[str]] = {
    "fi": (
        *("Aada", "Anneli", "Eino", "Helmi", "Ilkka", "Juhani", "Kaisa", "Lauri", "Maija", "Onni", "Pekka", "Riitta"),
        *("Sanna", "Seppo", "Tiina", "Toivo", "Ulla", "Veikko", "Venla", "Vilho"),
    ),
    "sv": ("Alva", "Birgitta", "Christer", "Ebba", "Gunilla", "Göran", "Johan", "Kerstin", "Nils", "Rolf", "Sofia"),
    "en": ("Amir", "Brenda", "Chloe", "Daniel", "Grace", "Hassan", "Ivy", "Joseph", "Priya", "Ruth", "Tom", "Wei"),
}
LAST_NAMES: Mapping[str, Sequence[str]] = {
    "fi": ("Esimerkkilä", "Keksitty", "Kuviteltu", "Mallikas", "Olematon", "Satunen", "Tarunen", "Tekaistu"),
    "sv": ("Exempelsson", "Fiktiv", "Låtsas", "Påhitt", "Sagobäck", "Uppdiktad"),
    "en": ("Example", "Fictional", "Imaginary", "Invented", "Madeup", "Nobody", "Pretend", "Sample"),
}
SHARE_WITH_DETAILS = {"positive": 0.18, "neutral": 0.15, "negative": 0.75}
SHARE_WITH_EMAIL = 0.85
"""The others leave a phone number alone; not the unhappy ones, who were answered by letter."""

SHARE_WITH_PHONE = 0.25
SHARE_TO_BE_CONTACTED = 0.4
"""Among the unhappy ones with contact details."""


def contact_for(occasion: Occasion, chance: random.Random) -> dict[str, Any]:
    """The contact details that the customer leaves, with consent; {} for the many who leave none."""
    if chance.random() >= SHARE_WITH_DETAILS[occasion.verdict]:
        return {}
    name = " ".join(chance.choice(names[occasion.language]) for names in (FIRST_NAMES, LAST_NAMES))
    by_email = occasion.verdict == "negative" or chance.random() < SHARE_WITH_EMAIL
    email = {"email": f"{_ascii(name).replace(' ', '.')}@example.com"} if by_email else {}
    by_phone = not by_email or chance.random() < SHARE_WITH_PHONE
    phone = {"phone": f"+358 40 000 {1000 + occasion.number}"} if by_phone else {}
    wishes = {"wants_contact": True} if _wishes(occasion, chance) else {}
    return {"name": name, **email, **phone, **wishes, "consent": True}


def _wishes(occasion: Occasion, chance: random.Random) -> bool:
    return occasion.verdict == "negative" and chance.random() < SHARE_TO_BE_CONTACTED


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
