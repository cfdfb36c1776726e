"""A proof of work lets one response past the limits, in its time and for its survey (docs/inputs.md, B29 and B30)."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kuultu.services.protection import admission
from kuultu.services.protection.proof_of_work import GOOD_FOR, challenge_for, nonce_in
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.store import surveys
from kuultu.store.limits import LimitItem
from tests.browser.internet import snippets
from tests.integration.http import GatewayResponse, submit
from tests.integration.limiting import limit, prove
from tests.integration.tables import stored
from tests.integration.world import submission
from tests.proofs import solved
from tests.unit.helpers.builders import survey

pytestmark = pytest.mark.usefixtures("aws")
__all__ = ["limit"]

Set = Callable[..., None]
KEYS = ("0123456789abcdef", "fedcba9876543210")


@pytest.fixture
def refused(limit: Set) -> GatewayResponse:
    """The answer of a survey that lets nothing in."""
    limit(survey_burst=0)
    return submit(submission())


def proof_for(survey_id: str = "after-purchase", age: timedelta = timedelta()) -> dict[str, str]:
    """The header with a solved challenge of this survey, handed out so long ago."""
    now = datetime.now(UTC)
    challenge: Any = challenge_for(survey_in_use(survey_id, now), now - age)
    return {"Kuultu-Proof": solved(challenge)}


def test_b30_a_refusal_says_when_to_come_back_and_what_would_help_at_once(refused: GatewayResponse) -> None:
    assert (refused.status, refused.headers["retry-after"]) == (429, "30")
    parameters = refused.json["challenge"]["parameters"]
    assert parameters["algorithm"] == "PBKDF2/SHA-256"
    assert parameters["expiresAt"] == int((datetime.now(UTC) + GOOD_FOR).timestamp())


def test_a_proof_lets_the_same_answer_in(refused: GatewayResponse) -> None:
    assert prove(refused, key=KEYS[0]).status == 201
    assert stored() == 1


def test_a_retry_with_the_same_proof_and_key_is_the_same_response(refused: GatewayResponse) -> None:
    proof = {"Kuultu-Proof": solved(refused.json["challenge"])}
    first, again = (submit(submission(), key=KEYS[0], headers=proof) for _ in range(2))
    assert (first.status, again.status, first.json) == (201, 200, again.json)


@pytest.mark.parametrize("keys", [("", ""), KEYS])
def test_b29_a_proof_is_good_for_one_response(refused: GatewayResponse, keys: tuple[str, str]) -> None:
    proof = {"Kuultu-Proof": solved(refused.json["challenge"])}
    first, second = (submit(submission(), key=key, headers=proof) for key in keys)
    assert (first.status, second.status, second.json["type"]) == (201, 403, "urn:kuultu:problem:challenge-required")
    assert stored() == 1


def test_b29_what_was_refused_can_be_proven_anew(refused: GatewayResponse) -> None:
    proof = {"Kuultu-Proof": solved(refused.json["challenge"])}
    submit(submission(), key=KEYS[0], headers=proof)
    assert prove(submit(submission(), key=KEYS[1], headers=proof), key=KEYS[1]).status == 201


def test_b29_a_proof_is_good_for_ten_minutes() -> None:
    assert submit(submission(), headers=proof_for(age=GOOD_FOR + timedelta(seconds=1))).status == 403
    assert submit(submission(), headers=proof_for(age=GOOD_FOR - timedelta(minutes=1))).status == 201


def test_b29_another_surveys_proof_is_none() -> None:
    assert submit(submission(), headers=proof_for("visit")).status == 403
    assert stored() == 0


def test_b29_surveys_that_had_the_same_key_would_still_tell_their_proofs_apart() -> None:
    one, other = (replace(survey(name), key="same") for name in ("visit", "support"))
    challenge: Any = challenge_for(one, datetime.now(UTC))
    assert nonce_in(solved(challenge), one)
    assert nonce_in(solved(challenge), other) is None


@pytest.mark.parametrize("change", [{"cost": 1}, {"keyPrefix": ""}, {"expiresAt": 9_999_999_999}, {"nonce": "00"}])
def test_b29_a_challenge_cannot_be_made_easier(refused: GatewayResponse, change: dict[str, object]) -> None:
    proof = json.loads(base64.b64decode(solved(refused.json["challenge"])))
    proof["challenge"]["parameters"] |= change
    easier = base64.b64encode(json.dumps(proof).encode()).decode()
    assert submit(submission(), headers={"Kuultu-Proof": easier}).status == 403


def test_an_unsolved_challenge_is_no_proof(refused: GatewayResponse) -> None:
    proof = {"challenge": refused.json["challenge"], "solution": {"counter": 1, "derivedKey": "00"}}
    header = base64.b64encode(json.dumps(proof).encode()).decode()
    assert submit(submission(), headers={"Kuultu-Proof": header}).status == 403


def test_a_program_proves_its_work_as_the_guide_says(refused: GatewayResponse) -> None:
    known: dict[str, Any] = {"problem": refused.json}
    exec(snippets("A program", "python")[0], known)  # noqa: S102 - our own guide
    assert submit(submission(), headers={"Kuultu-Proof": known["proof"]}).status == 201


def test_proven_answers_are_let_in_at_a_rate_of_their_own(limit: Set) -> None:
    limit(proven_per_minute=1)
    assert submit(submission(), headers=proof_for()).status == 201
    drowned = submit(submission(), headers=proof_for())
    assert (drowned.status, drowned.headers["retry-after"], stored()) == (429, "60", 1)


def test_a_proof_that_came_too_early_is_not_used_up(limit: Set) -> None:
    limit(proven_per_minute=1)
    submit(submission(), headers=proof_for())
    proof = proof_for()
    assert submit(submission(), headers=proof).status == 429
    LimitItem("proven#after-purchase").delete()  # a minute later
    admission.forget()
    assert submit(submission(), headers=proof).status == 201


def test_a_proof_replayed_uses_up_nothing_of_what_is_let_in(limit: Set) -> None:
    limit(proven_per_minute=2)
    spent = proof_for()
    assert [submit(submission(), key=KEYS[0], headers=spent).status for _ in range(5)] == [201] + [200] * 4
    assert submit(submission(), headers=proof_for()).status == 201


def test_a_survey_without_a_key_asks_for_patience_alone(limit: Set) -> None:
    limit(survey_burst=0)
    surveys.SurveyItem("after-purchase", "current").update([surveys.SurveyItem.key.remove()])
    answer = submit(submission())
    assert (answer.status, "challenge" in answer.json) == (429, False)


KEYED = replace(survey(), key="secret")
SCRAPS = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.dictionaries(
        st.sampled_from(["challenge", "parameters", "solution", "nonce", "signature"]), inner
    ),
    max_leaves=8,
)


@settings(max_examples=150)
@given(st.text(max_size=200) | SCRAPS.map(lambda scrap: base64.b64encode(json.dumps(scrap).encode()).decode()))
def test_no_odd_proof_is_more_than_refused(proof: str) -> None:
    assert nonce_in(proof, KEYED) is None
