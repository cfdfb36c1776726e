"""Contents that the public API refuses or keeps to the letter; B07 to B38 are rows of docs/inputs.md."""

import json
from datetime import UTC, datetime

import pytest

from kuultu.services.cases import handling_start
from kuultu.store.responses import ResponseItem
from tests.integration.http import JSON, RESPONSES, GatewayResponse, ask_api, problem, submit
from tests.integration.mailbox import mailbox
from tests.integration.tables import stored
from tests.integration.wire import Wire
from tests.integration.world import World, submission

pytestmark = pytest.mark.usefixtures("aws")


def kept(answer: GatewayResponse) -> ResponseItem:
    """What was stored of a response that was taken."""
    assert answer.status == 201
    return ResponseItem.get(answer.json["response_id"])


def answered(**answers: object) -> GatewayResponse:
    """Post a response with these answers besides a score."""
    return submit({"answers": {"nps": 3} | answers})


@pytest.mark.parametrize("lone", ["\\ud800", "\\udfff", "a\\udc00b", "\\ud800\\ud800"])
@pytest.mark.parametrize("where", ['{"answers": {"nps": 3, "why": "%"}}', '{"answers": {"nps": 3, "%": 1}}'])
def test_b07_half_a_character_is_a_422_and_is_never_stored(lone: str, where: str) -> None:
    assert problem(submit(where.replace("%", lone))) == (422, "invalid")
    assert stored() == 0


@pytest.mark.parametrize("body", ["[]", '"text"', "5", "true", "null", "0.5", '[{"answers": {"nps": 3}}]'])
def test_b08_a_body_that_is_no_object_is_a_422(body: str) -> None:
    assert submit(body).codes == [("", "wrong-type")]


@pytest.mark.parametrize("name", ["__proto__", "constructor", "toString", "rating", "", "Answers", "answers "])
def test_b09_an_unknown_property_is_a_422_wherever_it_stands(name: str) -> None:
    assert submit(submission(**{name: {}})).codes == [("", "unknown-property")]
    assert answered(**{name: 1}).codes == [("/answers", "unknown-property")]
    assert submit(submission(context={name: "x"})).codes == [("/context", "unknown-property")]
    assert stored() == 0


@pytest.mark.parametrize("score", [True, False, "5", 5.0, 5.5, [5], {"score": 5}, 10**400, -1, 11, -(10**400)])
def test_b10_b11_a_score_that_is_no_whole_number_on_the_scale_is_a_422(score: object) -> None:
    assert answered(nps=score).codes == [("/answers/nps", "out-of-range")]


@pytest.mark.parametrize("written", ["-0.0", "-0e1", "3.0", "3e0", "30e-1"])
def test_b10_b11_a_number_written_as_a_fraction_is_a_422(written: str) -> None:
    assert submit(f'{{"answers": {{"nps": {written}}}}}').codes == [("/answers/nps", "out-of-range")]


def test_b11_minus_nought_is_nought() -> None:
    assert kept(submit('{"answers": {"nps": -0}}')).answers == {"nps": 0}


@pytest.mark.parametrize("value", [[], {}, True, 5, None, ""])
@pytest.mark.parametrize("name", ["language", "contact", "context"])
def test_b10_a_property_of_another_type_is_a_422(name: str, value: object) -> None:
    good = {("language", None), ("contact", "{}"), ("context", "{}")}
    answer = submit({"answers": {"nps": 3}, name: value})
    assert answer.status == (201 if (name, value if value is None else str(value)) in good else 422)


def test_b12_a_text_of_five_thousand_characters_is_kept_and_one_more_is_a_422() -> None:
    assert len(kept(answered(why="ä" * 5_000)).answers["why"]) == 5_000
    assert answered(why="ä" * 5_001).codes == [("/answers/why", "too-long")]


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "\u200b", "\u200b\u2060\ufeff", "\u00a0\u00ad", "\U000e0001"])
def test_b12_a_text_in_which_nothing_can_be_seen_is_no_answer(nothing: str) -> None:
    assert kept(answered(why=nothing)).answers == {"nps": 3}
    assert submit({"answers": {"nps": nothing}}).codes == [("/answers/nps", "required")]


NO_ADDRESSES = [
    *("aino", "aino@", "@example.com", "aino@example", "aino@example..com", ".aino@example.com", "a..b@example.com"),
    *(
        "aino @example.com",
        "aino@exa mple.com",
        "aino@[127.0.0.1]",
        "aino@[IPv6:::1]",
        '"aino"@example.com',
        "a@b@c.fi",
    ),
    *("aino@-example.com", "aino@example-.com", "aino@example.com.", "aino@.fi", "aino@io", "aino(k)@example.com"),
    *("a" * 65 + "@example.com", "aino@" + "a" * 64 + ".com", "aino@" + "a." * 130 + "fi", "aino@localhost", " "),
]
SEVERAL = [
    *(
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\n",
        "a@example.com,b@example.com",
        "a@example.com b@example.com",
    ),
    *("Aino <a@example.com>", "a@example.com;b@example.com", "=?utf-8?q?a?=@example.com\r\n", "a\x00@example.com"),
]
UNUSUAL = ["a+b@example.com", "o'brien@example.com", "AINO@EXAMPLE.COM", "aino@räksmörgås.example.com"]


def with_address(email: str) -> GatewayResponse:
    """Post a response of a customer with this mail address."""
    return submit(submission(contact={"email": email, "consent": True}))


def test_b24_an_address_that_no_mail_can_be_sent_to_is_a_422_there() -> None:
    for email in NO_ADDRESSES:
        assert [pointer for pointer, _ in with_address(email).codes] == ["/contact/email"], email
    assert stored() == 0


def test_b25_an_unusual_address_is_kept_as_typed() -> None:
    assert [kept(with_address(email)).contact["email"] for email in UNUSUAL] == UNUSUAL


def test_b26_more_than_one_address_or_line_is_a_422() -> None:
    for email in SEVERAL:
        assert [pointer for pointer, _ in with_address(email).codes] == ["/contact/email"], email
    assert stored() == 0


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:60Z", -1, 10**20, None])
@pytest.mark.parametrize("name", ["received_at", "timestamp", "submitted_at"])
def test_b38_a_time_that_the_sender_claims_is_a_422(name: str, when: object) -> None:
    assert submit(submission() | {name: when}).codes == [("", "unknown-property")]


def test_b38_the_time_of_a_response_is_ours(wire: Wire) -> None:
    answer = submit(submission(), headers={"Date": "Sat, 01 Jan 2000 00:00:00 GMT"})
    assert kept(answer).received_at == datetime.now(UTC)
    assert problem(submit('{"answers": {"nps": 3}, "timestamp": NaN}')) == (400, "malformed-json")


def test_b36_links_in_mails_lead_to_our_own_address_whatever_host_was_named(world: World) -> None:
    spoofed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4, 5.6.7.8"}
    response_id = submit(submission(), headers=spoofed).json["response_id"]
    handling_start.begin_handling(response_id, world.now)
    world.carries(response_id)
    links = [link for mail in mailbox() for link in mail.links]
    assert links
    assert all(link.startswith("https://feedback.example.com/l/") for link in links)


def test_b35_a_query_changes_nothing() -> None:
    path = f"{RESPONSES}?survey=visit&survey=support&survey_id=visit"
    assert kept(ask_api("POST", path, json.dumps(submission()), JSON)).survey_id == "after-purchase"


def test_b37_a_body_that_ends_early_is_a_400_and_nothing_is_stored() -> None:
    """The gateway waits for the whole body and gives up by itself; what is cut off before it gets here."""
    body = json.dumps(submission())
    assert {submit(body[:end]).status for end in range(0, len(body), 7)} == {400}
    assert stored() == 0


def test_b14_headers_as_long_as_the_gateway_lets_them_be_are_read_past() -> None:
    """API Gateway itself answers 431 when request line and headers are over 10,240 bytes in all (its quotas)."""
    headers = {f"X-Odd-{number}": "ä" * 500 for number in range(20)}
    assert submit(submission(), headers=headers).status == 201


@pytest.mark.parametrize("survey", ["nothing", "visit2", "000001"])
def test_b20_all_surveys_that_are_not_there_are_told_alike(survey: str) -> None:
    assert submit(submission(), survey).body == submit(submission(), "x").body
