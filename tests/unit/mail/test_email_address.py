"""Mail addresses that people type in: what a mail can be sent to is taken, and nothing else."""

import pytest

from kuultu.services.email_address import email_flaw


@pytest.mark.parametrize("address", ["aino@example.com", "aino+tilaus@example.co.uk", "aino@pähkinä.fi"])
def test_an_address_that_mail_reaches_is_taken(address: str) -> None:
    assert email_flaw(address) is None


@pytest.mark.parametrize(
    "address",
    ["aino", "aino@", "äiti@example.com", f"{'a' * 65}@example.com", "a@b@example.com", "Aino <a@example.com>"],
)
def test_an_address_that_no_mail_reaches_is_refused(address: str) -> None:
    assert email_flaw(address)
