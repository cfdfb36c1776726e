"""The law that the handling of complaints follows: a module for each country."""

from collections.abc import Mapping

from kuultu.domain.law.finland import FINLAND
from kuultu.domain.law.law import Law

LAWS: Mapping[str, Law] = {law.country: law for law in (FINLAND,)}


def law_of(place: str) -> Law:
    """The law of a country, by the code of the country or of a part of it (`FI`, `FI-18`); Finland's if unknown."""
    return LAWS.get(place[:2], FINLAND)
