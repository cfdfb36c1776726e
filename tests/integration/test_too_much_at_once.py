"""Limits for each address and each survey: in memory while little comes in, shared by all processes when much does."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.protection.rate_limits import OWN_SHARE_DIVISOR, Limit
from kuultu.services.protection import admission, networks
from kuultu.store import limits
from tests.integration.http import RESPONSES, ask_api, submit
from tests.integration.limiting import limit
from tests.integration.moto_backends import rows
from tests.integration.tables import stored
from tests.integration.wire import Wire
from tests.integration.world import submission

pytestmark = pytest.mark.usefixtures("aws")
__all__ = ["limit"]

Set = Callable[..., None]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEN = Limit(10, 60)


def test_an_ordinary_answer_is_one_write_and_no_read(wire: Wire) -> None:
    submit(submission())
    wire.sent.clear()
    assert submit(submission(), key="0123456789abcdef").status == 201
    assert wire.sent == ["UpdateItem"]


def test_ten_customers_behind_one_address_still_cost_one_write_each(wire: Wire) -> None:
    submit(submission())
    wire.sent.clear()
    assert {submit(submission()).status for _ in range(9)} == {201}
    assert wire.sent == ["UpdateItem"] * 9


def test_an_address_that_sends_too_much_is_asked_to_wait(limit: Set) -> None:
    limit(address_burst=20, address_per_minute=1)
    answers = [submit(submission()) for _ in range(40)]
    refused = [answer for answer in answers if answer.status == 429]
    assert (len(refused), answers[-1].headers["retry-after"]) == (40 - stored(), "10")
    assert stored() == 20 + 20 // OWN_SHARE_DIVISOR
    assert answers[-1].json["type"] == "urn:kuultu:problem:too-many"
    assert answers[-1].headers["access-control-allow-origin"] == "*"


def test_what_one_address_sends_too_much_is_not_counted_against_the_survey(limit: Set) -> None:
    limit(address_burst=10, address_per_minute=1, survey_burst=20, survey_per_minute=1)
    assert [submit(submission()).status for _ in range(50)].count(201) == 11
    assert submit(submission(), address="192.0.2.2").status == 201


def test_a_survey_that_gets_too_much_asks_everybody_to_wait(limit: Set) -> None:
    limit(survey_burst=0)
    answer = submit(submission())
    assert (answer.status, answer.headers["retry-after"], stored()) == (429, "30", 0)
    assert submit({"answers": {"csat": 5}}, survey="visit").status == 429


def test_another_survey_is_not_touched_by_a_flood(limit: Set) -> None:
    limit(survey_burst=5, survey_per_minute=1)
    assert 429 in {submit(submission(), address=f"192.0.2.{n}").status for n in range(20)}
    assert submit({"answers": {"csat": 5}}, survey="visit").status == 201


def test_all_processes_together_keep_to_the_limit(limit: Set) -> None:
    limit(address_burst=10, address_per_minute=1)
    statuses = []
    for _ in range(4):
        admission.forget()
        statuses += [submit(submission()).status for _ in range(10)]
    assert statuses.count(201) == 10 + 4 * (10 // OWN_SHARE_DIVISOR)


def test_a_refusal_is_taken_for_a_second_as_the_word_of_the_shared_bucket(limit: Set, wire: Wire) -> None:
    limit(address_burst=0)
    submit(submission())
    limit(address_burst=5, address_per_minute=1)
    while submit(submission()).status == 201:
        pass
    wire.sent.clear()
    assert {submit(submission()).status for _ in range(20)} == {429}
    assert [operation for operation in wire.sent if operation != "GetItem"] == []


@pytest.mark.parametrize("body", ["{", {"answers": {"nps": 99}}, {"answers": {"nps": 3}, "extra": 1}])
def test_bad_input_uses_up_nothing(limit: Set, wire: Wire, body: object) -> None:
    limit(address_burst=0)
    assert submit(body).status in {400, 422}
    assert wire.writes == []


def test_an_address_is_kept_as_a_hash_that_changes_every_day() -> None:
    for _ in range(25):
        submit(submission())
    kept = [str(row["limit"]) for row in rows("limits")]
    assert sorted(name.partition("#")[0] for name in kept) == ["address", "pepper"]
    assert "192.0.2.1" not in str(rows("limits"))
    assert networks.hash_of_network("192.0.2.1", NOON) != networks.hash_of_network(
        "192.0.2.1", NOON + timedelta(days=1)
    )


def test_all_processes_use_the_same_hash_on_one_day() -> None:
    first = networks.hash_of_network("192.0.2.1", NOON)
    admission.forget()
    assert networks.hash_of_network("192.0.2.1", NOON) == first


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:DB8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("odd:address", "odd:address", True),
    ],
)
def test_a_household_is_one_sender_however_many_addresses_it_has(one: str, other: str, same: bool) -> None:
    assert (networks.network_of(one) == networks.network_of(other)) is same


def test_a_sender_cannot_choose_the_address_that_counts(limit: Set) -> None:
    limit(address_burst=5, address_per_minute=1)
    headers = [{"X-Forwarded-For": f"198.51.100.{n}", "Forwarded": f"for=198.51.100.{n}"} for n in range(20)]
    assert 429 in {submit(submission(), headers=each).status for each in headers}


def test_a_bucket_of_all_processes_fills_and_empties_like_one_of_its_own() -> None:
    assert [limits.take("survey#x", TEN, 1, NOON) for _ in range(12)] == [True] * 10 + [False] * 2
    later = NOON + timedelta(seconds=3)
    assert [limits.take("survey#x", TEN, 1, later) for _ in range(4)] == [True] * 3 + [False]
    assert [limits.take("survey#x", TEN, 5, NOON + timedelta(days=1)) for _ in range(3)] == [True, True, False]


@pytest.mark.usefixtures("no_waiting")
def test_a_hot_address_is_not_let_in_on_trust_when_the_store_is_down(limit: Set, wire: Wire) -> None:
    limit(address_burst=4)
    wire.refuse("UpdateItem", "InternalServerError", status=500)
    answer = submit(submission())
    assert (answer.status, answer.headers["retry-after"], stored()) == (503, "5", 0)


def test_a_preflight_lets_a_page_send_a_proof() -> None:
    allowed = ask_api("OPTIONS", RESPONSES, headers={"Origin": "https://shop.example"})
    assert "Kuultu-Proof" in allowed.headers["access-control-allow-headers"]
