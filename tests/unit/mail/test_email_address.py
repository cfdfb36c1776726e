"""Mail addresses that people type in: what a mail can be sent to is taken, and nothing else."""

import pytest

from kuultu.services.email_address import ascii_form, email_flaw


@pytest.mark.parametrize("address", ["aino@example.com", "aino+tilaus@example.co.uk", "aino@pähkinä.fi"])
def test_an_address_that_mail_reaches_is_taken(address: str) -> None:
    assert email_flaw(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "aino",
        "aino@",
        "aino@shop.test",
        "aino@ab--ß.de",
        "äiti@example.com",
        f"{'a' * 65}@example.com",
        "a@b@example.com",
        "Aino <a@example.com>",
    ],
)
def test_an_address_that_no_mail_reaches_is_refused(address: str) -> None:
    assert email_flaw(address)


def test_the_local_stage_takes_addresses_that_are_kept_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_ADDRESSES", "taken")
    assert email_flaw("aino@shop.test") is None


def test_what_is_written_in_other_letters_keeps_its_domain() -> None:
    assert ascii_form("aino@straße.de") == "aino@xn--strae-oqa.de"
    assert ascii_form("Aino@Example.com") == "Aino@Example.com"
