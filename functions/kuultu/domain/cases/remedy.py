"""A remedy, an offer of several, and sums of money."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Remedy(StrEnum):
    """A way to put things right."""

    REPAIR = "repair"
    REPLACEMENT = "replacement"
    PRICE_REDUCTION = "price_reduction"
    REFUND = "refund"
    GIFT_CARD = "gift_card"
    OTHER = "other"
    APOLOGY = "apology"


STATUTORY = {Remedy.REPAIR, Remedy.REPLACEMENT, Remedy.PRICE_REDUCTION, Remedy.REFUND}
MONEY = {Remedy.PRICE_REDUCTION, Remedy.REFUND, Remedy.GIFT_CARD}

WISHES = ("nothing", "apology", "repair", "replacement", "price_reduction", "refund", "gift_card", "other")
"""The answers of a customer to "what would put this right?"."""

MOST_CENTS = 100_000_000
NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True)
class Offer:
    """Remedies, and the sum of the remedies in money, in cents."""

    remedies: tuple[Remedy, ...]
    cents: int | None = None

    @property
    def to_choose(self) -> bool:
        """True if the customer has a choice; an apology alone is in the answer itself."""
        return bool(set(self.remedies) - {Remedy.APOLOGY})

    @property
    def gift_on_top(self) -> bool:
        """True if a gift card comes on top of the remedy that the customer chooses."""
        return Remedy.GIFT_CARD in self.remedies and bool(set(self.remedies) - {Remedy.GIFT_CARD, Remedy.APOLOGY})


def cents_in(text: str) -> int | None:
    """The cents in a written sum of euros (`49,90`, `1 234.50`, `20 €`); None for any other text.

    None also for 0 and for a sum above MOST_CENTS.
    """
    compact = re.sub(r"[\s\u00a0\u202f€]", "", text)
    found = re.fullmatch(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?", compact, re.ASCII)
    if not found:
        return None
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return cents if 0 < cents <= MOST_CENTS else None
