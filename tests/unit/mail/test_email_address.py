"""Mail addresses that people type in: what a mail can be sent to is taken, and nothing else."""

import unicodedata

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


DOMAINS = """
pähkinä.fi ÄITI.fi straße.de faß.de ẞ.de ẞtest.de bücher.example.com müller.ch øl.dk łódź.pl café.fr œuvre.fr españa.es
ñandú.cl l·l.cat βόλος.com παράδειγμα.gr пример.рф şişli.com İstanbul.com ıstanbul.com Ꭰ.com مثال.com שלום.com नमस्ते.com
ไทย.com 例え.jp 한국.kr ａｉｎｏ.fi ﬁ.com a\u200cb.com نامه\u200cای.com a\u200db.com
"""
"""33 domains in many letters: with a double of their own in older spellings (ß, ς), wide, joined, and unseen ones."""


def as_read(domain: str) -> str:
    """A domain in the spelling of mail systems, as people read it."""
    labels = [label.encode() for label in domain.split(".")]
    prefix = b"xn--"
    read = [one.removeprefix(prefix).decode("punycode" if one.startswith(prefix) else "ascii") for one in labels]
    return ".".join(read)


@pytest.mark.parametrize("domain", DOMAINS.split())
def test_a_domain_in_other_letters_is_the_one_that_was_written_or_refused(domain: str) -> None:
    spelled = ascii_form(f"aino@{domain}")
    written = {unicodedata.normalize("NFKC", one) for one in (domain, domain.lower())}
    assert as_read(spelled.partition("@")[2]) in written if spelled else email_flaw(f"aino@{domain}")


def test_what_is_written_in_other_letters_keeps_its_domain() -> None:
    assert ascii_form("aino@straße.de") == "aino@xn--strae-oqa.de"
    assert ascii_form("Aino@Example.com") == "Aino@Example.com"
