"""By what cases of the same customer are found."""

import pytest

from kuultu.domain.responses.customer_keys import customer_keys, hash_of
from kuultu.domain.responses.response import Contact

AINO = Contact(email="aino@example.com", phone="+358 40 123 4567")


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (Contact(email="AINO@Example.com"), 1),
        (Contact(email="aino+shop@example.com"), 1),
        (Contact(phone="040 123 4567"), 1),
        (Contact(phone="00358401234567", email="aino@example.com"), 2),
        (Contact(email="aino.a@example.com", phone="040 123 4568"), 0),
        (Contact(phone="112"), 0),
        (Contact(), 0),
    ],
)
def test_a_customer_is_known_by_the_mailbox_and_by_the_end_of_the_number(other: Contact, shared: int) -> None:
    assert len(set(customer_keys(AINO)) & set(customer_keys(other))) == shared


def test_a_key_tells_neither_address_nor_number() -> None:
    assert {len(key) for key in customer_keys(AINO)} == {32}
    assert not [key for key in customer_keys(AINO) if "aino" in key or "1234567" in key]
    assert hash_of(" Order-1 ") == hash_of("order-1") != hash_of("order-2")
