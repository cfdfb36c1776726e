"""The rules of one country that decide what a customer has a right to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    """The rules of a country; faults and remedies are named as in the records of cases.

    `liable`: the faults that the seller answers for towards a consumer. `statutory`: the remedies to which a consumer
    then has a right. `repair_months`: the months by which a repair makes the seller's liability longer; 0 if none.
    `dispute_bodies`: the codes of the country's dispute bodies, `other` last; their names are in the template
    `law/<country>.j2`. `dispute_days`: the working days for an answer to a dispute body whose letter names no day.
    """

    country: str
    liable: frozenset[str]
    statutory: frozenset[str]
    repair_months: int
    dispute_bodies: tuple[str, ...]
    dispute_days: int

    def owes_remedy(self, fault: str, *, outsider: bool) -> bool:
        """True if the customer has a right to a remedy; `outsider`: the seller does not answer for the third party."""
        return fault in self.liable and not (fault == "third_party" and outsider)
