"""A remedy, an offer of several, and sums of money."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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


MONEY = {Remedy.PRICE_REDUCTION, Remedy.REFUND, Remedy.GIFT_CARD}

WISHES = ("nothing", "apology", "repair", "replacement", "price_reduction", "refund", "gift_card", "other")
"""The answers of a customer to "what would put this right?"."""

MOST_CENTS = 100_000_000
LEAST_CENTS = 5_00
"""The smallest price reduction or refund that needs nobody's approval: less may mock the customer."""

NONE_OF_THESE = "none_of_these"


@dataclass(frozen=True)
class Offer:
    """Remedies with their sums in cents: `sums` by remedy, `cents` for each other remedy in money.

    Without a remedy in money, `cents` is the worth of what is offered.
    """

    remedies: tuple[Remedy, ...]
    cents: int | None = None
    sums: Mapping[Remedy, int] = field(default_factory=dict)

    def sum_of(self, remedy: Remedy) -> int | None:
        """The sum of a remedy in money; None for one without a sum, and for any other remedy."""
        return self.sums.get(remedy, self.cents) if remedy in MONEY else None

    @property
    def most_cents(self) -> int | None:
        """The most that the customer can get: the largest choice, and the gift card on top; None if it is not said."""
        worth = {remedy: self._worth(remedy) for remedy in self.remedies}
        known = {remedy: cents for remedy, cents in worth.items() if cents is not None}
        chosen = max((cents for remedy, cents in known.items() if remedy != Remedy.GIFT_CARD), default=0)
        return chosen + known.get(Remedy.GIFT_CARD, 0) if len(known) == len(worth) else None

    def _worth(self, remedy: Remedy) -> int | None:
        """The worth of a remedy: of another solution and of money as it was said, of all else 0 unless it was said."""
        if remedy in MONEY:
            return self.sum_of(remedy)
        said = None if set(self.remedies) & MONEY else self.cents
        return said if remedy is Remedy.OTHER else said or 0

    @property
    def to_choose(self) -> bool:
        """True if the customer has a choice; an apology alone is in the answer itself."""
        return bool(set(self.remedies) - {Remedy.APOLOGY})

    @property
    def gift_on_top(self) -> bool:
        """True if a gift card comes on top of the remedy that the customer chooses."""
        return Remedy.GIFT_CARD in self.remedies and bool(set(self.remedies) - {Remedy.GIFT_CARD, Remedy.APOLOGY})

    @property
    def choices(self) -> tuple[Remedy, ...]:
        """The remedies that the customer is shown for the choice: all but a gift card on top."""
        return tuple(one for one in self.remedies if not (self.gift_on_top and one is Remedy.GIFT_CARD))


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
