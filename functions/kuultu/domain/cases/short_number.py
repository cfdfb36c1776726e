"""Short numbers of cases, by which people tell cases apart in a mailbox and on the telephone."""

import hashlib

SMALLEST, HOW_MANY = 10_000, 90_000


def short_number(case_id: str) -> str:
    """The short number of a case: `K-10427`. Five digits of a hash, so two cases can have the same number."""
    number = int(hashlib.sha256(case_id.encode()).hexdigest()[:12], 16) % HOW_MANY
    return f"K-{SMALLEST + number}"
