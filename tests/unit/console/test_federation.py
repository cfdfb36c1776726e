"""Signing in at an issuer: what goes along and comes back, and which ID tokens are good."""

import hashlib
from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kuultu.domain.console.federation import Issuer, WayIn, carried_in, email_in, fault_of

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
WAY = WayIn("A" * 43)
NAME, CLIENT = "https://login.city.example/tenant", "kuultu"
GOOD: dict[str, Any] = {"iss": NAME, "aud": CLIENT, "nonce": WAY.nonce, "exp": NOW.timestamp()}


@pytest.mark.parametrize("end", ["https://login.city.example/authorize", "https://login.city.example/go?policy=1"])
def test_the_address_asks_for_a_code_and_shows_the_verifiers_hash_alone(end: str) -> None:
    address = WAY.address(Issuer(NAME, end, ""), CLIENT, "https://feedback.example.com/console/return", "to=%2Fconsole")
    asked = parse_qs(urlsplit(address).query, strict_parsing=True)
    assert asked.get("policy", ["1"]) == ["1"]
    assert asked["redirect_uri"] == ["https://feedback.example.com/console/return"]
    assert asked["state"] == [WAY.state("to=%2Fconsole")]
    digest = hashlib.sha256(WAY.verifier.encode()).digest()
    assert urlsafe_b64decode(asked["code_challenge"][0] + "=") == digest
    assert 43 <= len(WAY.verifier) <= 128
    assert WAY.verifier not in address
    assert WAY.token not in address


def test_a_way_in_knows_its_own_state_with_what_went_along() -> None:
    state = WAY.state("language=fi:x")
    assert carried_in(state) == "language=fi:x"
    assert WAY.is_of(state)
    assert not WAY.is_of(state + "y")
    assert not WAY.is_of("")
    assert not WAY.is_of("ä:" + "language=fi")
    assert not WayIn("B" * 43).is_of(state)


@pytest.mark.parametrize("token", ["", "short", "A" * 44, "A" * 42 + "!"])
def test_a_browser_without_a_token_of_ours_has_no_way_in(token: str) -> None:
    assert not WayIn(token).is_of(WayIn(token).state(""))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, ""),
        ({"exp": NOW.timestamp() - 59}, ""),
        ({"exp": NOW.timestamp() - 61}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "9999999999"}, "exp"),
        ({"iss": NAME + "/"}, "iss"),
        ({"aud": "other"}, "aud"),
        ({"aud": [CLIENT]}, ""),
        ({"aud": [CLIENT, "other"]}, "azp"),
        ({"aud": [CLIENT, "other"], "azp": CLIENT}, ""),
        ({"azp": "other"}, "azp"),
        ({"nonce": WayIn("B" * 43).nonce}, "nonce"),
        ({"nonce": None}, "nonce"),
    ],
)
def test_a_token_is_good_for_this_client_this_way_in_and_this_moment(changed: dict[str, Any], fault: str) -> None:
    assert fault_of({**GOOD, **changed}, NAME, CLIENT, WAY.nonce, NOW) == fault


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        ({"email": "mari@example.com"}, "mari@example.com"),
        ({"email": "mari@example.com", "email_verified": True}, "mari@example.com"),
        ({"email": "mari@example.com", "email_verified": "true"}, "mari@example.com"),
        ({"email": "mari@example.com", "email_verified": False}, ""),
        ({"email": "mari@example.com", "email_verified": None}, ""),
        ({"email": ["mari@example.com"]}, ""),
        ({"preferred_username": "mari@example.com"}, ""),
    ],
)
def test_an_address_counts_unless_the_issuer_calls_it_unverified(claims: dict[str, Any], email: str) -> None:
    assert email_in(claims) == email
