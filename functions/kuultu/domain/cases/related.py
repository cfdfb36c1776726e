"""Related cases: of the same customer, about the same order or still open."""

from dataclasses import dataclass

from kuultu.domain.cases.case import Case


@dataclass(frozen=True)
class Sighting:
    """A case of a customer, as the index knows it; `reference` is a hash of the order's reference, "" without one."""

    case_id: str
    reference: str


@dataclass(frozen=True)
class RelatedCase:
    """Another case of the same customer; `same_reference` is true if it is about the same order."""

    case: Case
    same_reference: bool

    @property
    def open(self) -> bool:
        """True if the other case is still open."""
        return self.case.outcome is None

    def is_of(self, address: str) -> bool:
        """True if a person (an address) may see the other case: its owner or manager."""
        return self.case.owner.has(address) or self.case.manager.has(address)
