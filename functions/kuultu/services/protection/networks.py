"""Networks of senders: what of an address counts, and a name for it that does not tell the address."""

import hashlib
import hmac
import secrets
from datetime import date, datetime
from functools import lru_cache

from kuultu.store import limits


def network_of(address: str) -> str:
    """The network of an address: an IPv4 address unchanged, of an IPv6 address the first 64 bits.

    A household gets those bits, and chooses the rest itself.
    """
    if ":" not in address:
        return address
    from ipaddress import IPv6Address  # costs 5 ms, and most senders have none

    try:
        return IPv6Address(address).exploded[:19]
    except ValueError:
        return address


def hash_of_network(address: str, now: datetime) -> str:
    """The hash of an address for a day: it does not reveal the address, and another day gives another hash."""
    return hmac.digest(_pepper(now.date()).encode(), address.encode(), hashlib.sha256).hex()[:32]


def forget() -> None:
    """Forget the secrets of days, as a new Lambda would."""
    _pepper.cache_clear()


@lru_cache(maxsize=2)
def _pepper(day: date) -> str:
    return limits.pepper(day, secrets.token_urlsafe(32))
