"""What a customer may send: each flaw by its code, and never anything but Invalid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.submission import LONGEST_LINE, LONGEST_TEXT, Submission, submission_from
from kuultu.domain.survey import Survey, survey_from
from kuultu.errors import Invalid
from kuultu.web.addresses import email_flaw
from tests.unit.builders import document, survey

GOOD = {"answers": {"nps": 3}}
CONSENT = {"consent": True}


def check(body: object, on: Survey | None = None) -> Submission:
    return submission_from(body, on or survey(), email_flaw)


def flaws_of(body: object, on: Survey | None = None) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        check(body, on)
    return [(flaw.pointer, flaw.code) for flaw in refused.value.flaws]


def test_the_example_of_the_contract_is_accepted_as_it_stands() -> None:
    answers = {"nps": 3, "why": "Paketti oli rikki.", "delivery": 2, "topics": ["delivery"]}
    contact = {
        "name": "Aino Esimerkki",
        "email": "aino@example.com",
        "phone": "+358 40 000 0000",
        "wants_contact": True,
    }
    context = {"unit": "helsinki", "reference": "order-1001", "page": "https://shop.example/thanks"}
    taken = check({"language": "fi", "answers": answers, "contact": contact | CONSENT, "context": context})
    assert taken.answers == answers
    assert (taken.contact.email, taken.contact.wants_contact) == ("aino@example.com", True)
    assert (taken.language, taken.context.unit) == ("fi", "helsinki")


def test_contact_and_context_and_language_may_be_left_out() -> None:
    taken = check(GOOD)
    assert (taken.language, taken.contact.email, taken.context.unit) == ("fi", "", "")


@pytest.mark.parametrize("body", [None, [], "text", 5, True, 0.5])
def test_a_body_that_is_no_object_is_refused(body: object) -> None:
    assert flaws_of(body) == [("", "wrong-type")]


@pytest.mark.parametrize(
    ("pointer", "body"),
    [
        ("", {"rating": 1}),
        ("", {"__proto__": {}}),
        ("", {"constructor": 1}),
        ("/answers", {"answers": {"nps": 3, "mood": 1}}),
        ("/contact", {"contact": {"consent": True, "ssn": "1"}}),
        ("/context", {"context": {"colour": "red"}}),
    ],
)
def test_what_the_survey_does_not_know_is_refused_where_it_stands(pointer: str, body: dict[str, object]) -> None:
    assert flaws_of(GOOD | body) == [(pointer, "unknown-property")]


@pytest.mark.parametrize("language", ["de", "", "fi-FI", 5, [], {}, True])
def test_a_language_that_the_survey_does_not_speak_is_refused(language: object) -> None:
    assert flaws_of(GOOD | {"language": language}) == [("/language", "unknown-language")]


@pytest.mark.parametrize("body", [{}, {"answers": None}, {"answers": [3]}, {"answers": "3"}])
def test_answers_must_be_there_and_must_be_an_object(body: dict[str, object]) -> None:
    assert flaws_of(body) == [("/answers", "required")]


@pytest.mark.parametrize("nothing", [{}, {"nps": None}, {"nps": ""}, {"nps": " \u200b"}, {"nps": []}])
def test_a_required_question_must_be_answered(nothing: dict[str, object]) -> None:
    assert flaws_of({"answers": nothing}) == [("/answers/nps", "required")]


@pytest.mark.parametrize("score", [-1, 11, 10**400, "5", True, False, 5.0, {"a": 1}, [5]])
def test_a_score_is_a_whole_number_on_the_scale_and_nothing_that_looks_like_one(score: object) -> None:
    assert flaws_of({"answers": {"nps": score}}) == [("/answers/nps", "out-of-range")]


@pytest.mark.parametrize("topics", ["weather", ["delivery", "weather"], ["price", "price"], [["price"]], 5, {"a": 1}])
def test_only_the_offered_choices_can_be_chosen_each_once(topics: object) -> None:
    assert flaws_of({"answers": {"nps": 3, "topics": topics}}) == [("/answers/topics", "unknown-choice")]


@pytest.mark.parametrize(
    ("why", "code"),
    [
        (5, "wrong-type"),
        (["x"], "wrong-type"),
        ("x" * (LONGEST_TEXT + 1), "too-long"),
        ("rikki \ud800", "invalid-text"),
        ("rikki \x00", "invalid-text"),
    ],
)
def test_an_open_answer_that_is_no_text_or_too_long_is_refused(why: object, code: str) -> None:
    assert flaws_of({"answers": {"nps": 3, "why": why}}) == [("/answers/why", code)]


@pytest.mark.parametrize(
    "why", ["x" * LONGEST_TEXT, "kaksi\r\nriviä\t", "👨‍👩‍👧", "e\u0301" * 100, "\u202eoikealta", "' OR 1=1 --", "=1+1"]
)
def test_an_open_answer_is_kept_exactly_as_it_was_typed(why: str) -> None:
    assert check({"answers": {"nps": 3, "why": why}}).answers["why"] == why


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u2060", []])
def test_an_optional_answer_in_which_nothing_can_be_seen_is_left_out(nothing: object) -> None:
    assert check({"answers": {"nps": 3, "why": nothing}}).answers == {"nps": 3}


def test_null_for_an_unanswered_question_is_not_taken_for_an_answer() -> None:
    assert flaws_of({"answers": {"nps": 3, "why": None}}) == [("/answers/why", "wrong-type")]


@pytest.mark.parametrize(("nps", "needed"), [(6, True), (7, False), (None, False)])
def test_a_question_that_is_not_shown_need_not_be_answered(nps: int | None, needed: bool) -> None:
    definition = document()
    definition["questions"][0]["required"] = False
    definition["questions"][1] |= {"required": True, "show_when": {"question": "nps", "at_most": 6}}
    body = {"answers": {} if nps is None else {"nps": nps}}
    if needed:
        assert flaws_of(body, survey_from(definition)) == [("/answers/why", "required")]
    else:
        assert check(body, survey_from(definition)).answers == body["answers"]


@pytest.mark.parametrize("contact", [None, [], "aino@example.com", 5])
def test_contact_must_be_an_object(contact: object) -> None:
    assert flaws_of(GOOD | {"contact": contact}) == [("/contact", "wrong-type")]


@pytest.mark.parametrize("consent", [{}, {"consent": False}])
def test_contact_details_are_taken_only_with_consent(consent: dict[str, bool]) -> None:
    assert flaws_of(GOOD | {"contact": {"name": "Aino"} | consent}) == [("/contact/consent", "consent-required")]


@pytest.mark.parametrize("consent", [1, "true", None])
def test_consent_is_given_by_true_and_by_nothing_that_resembles_it(consent: object) -> None:
    flaws = flaws_of(GOOD | {"contact": {"name": "Aino", "consent": consent}})
    assert flaws == [("/contact/consent", "wrong-type"), ("/contact/consent", "consent-required")]


@pytest.mark.parametrize("blank", [{}, {"email": ""}, {"phone": ""}, {"phone": "  "}, {"phone": "\u200b"}])
def test_whoever_wants_to_be_contacted_says_how(blank: dict[str, str]) -> None:
    contact = {"wants_contact": True} | CONSENT | blank
    assert flaws_of(GOOD | {"contact": contact}) == [("/contact/wants_contact", "contact-missing")]


@pytest.mark.parametrize(("key", "longest"), [(key, LONGEST_LINE[key]) for key in ("name", "phone")])
def test_a_line_about_the_customer_has_a_greatest_length(key: str, longest: int) -> None:
    assert check(GOOD | {"contact": CONSENT | {key: "1" * longest}})
    assert flaws_of(GOOD | {"contact": CONSENT | {key: "1" * (longest + 1)}}) == [(f"/contact/{key}", "too-long")]


@pytest.mark.parametrize("key", ["unit", "reference", "touchpoint"])
def test_a_line_about_the_context_has_a_greatest_length(key: str) -> None:
    longest = LONGEST_LINE[key]
    assert check(GOOD | {"context": {key: "1" * longest}})
    assert flaws_of(GOOD | {"context": {key: "1" * (longest + 1)}}) == [(f"/context/{key}", "too-long")]


@pytest.mark.parametrize("line", ["a\nb", "a\r\nBcc: b@example.com", "a\x00", "a\x1b[0m"])
def test_a_line_is_one_line(line: str) -> None:
    assert flaws_of(GOOD | {"contact": CONSENT | {"name": line}}) == [("/contact/name", "invalid-text")]
    assert flaws_of(GOOD | {"context": {"unit": line}}) == [("/context/unit", "invalid-text")]


@pytest.mark.parametrize(
    "email",
    [
        "aino",
        "aino@",
        "@example.com",
        "aino@example",
        "aino@example..com",
        "aino @example.com",
        "Aino <aino@example.com>",
        "aino@example.com,pekka@example.com",
        "aino@example.com pekka@example.com",
        "aino@[127.0.0.1]",
        " ",
    ],
)
def test_a_mail_address_that_no_mail_can_be_sent_to_is_refused(email: str) -> None:
    assert flaws_of(GOOD | {"contact": CONSENT | {"email": email}}) == [("/contact/email", "invalid-email")]


@pytest.mark.parametrize("email", ["aino@example.com\r\nBcc: x@example.com", "aino\n@example.com"])
def test_a_mail_address_with_a_line_break_never_reaches_a_header(email: str) -> None:
    assert flaws_of(GOOD | {"contact": CONSENT | {"email": email}}) == [("/contact/email", "invalid-text")]


@pytest.mark.parametrize(
    "email", ["aino+palaute@example.com", "a@example.com", "AINO@EXAMPLE.COM", "o'brien@example.com"]
)
def test_an_unusual_mail_address_is_accepted_as_typed(email: str) -> None:
    assert check(GOOD | {"contact": CONSENT | {"email": email}}).contact.email == email


@pytest.mark.parametrize("context", [None, [], "x"])
def test_context_must_be_an_object(context: object) -> None:
    assert flaws_of(GOOD | {"context": context}) == [("/context", "wrong-type")]


@pytest.mark.parametrize("page", ["javascript:alert(1)", "data:text/html,x", "//shop.example", "shop.example"])
def test_a_page_is_an_http_address(page: str) -> None:
    assert flaws_of(GOOD | {"context": {"page": page}}) == [("/context/page", "invalid-address")]


def test_every_flaw_is_named_at_once() -> None:
    flaws = flaws_of({"language": "de", "answers": {"nps": 11}, "contact": {"name": 5}, "context": {"page": "x"}})
    pointers = ["/language", "/answers/nps", "/contact/name", "/contact/consent", "/context/page"]
    assert [pointer for pointer, _ in flaws] == pointers


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
ANSWERS = st.dictionaries(st.sampled_from(["nps", "why", "delivery", "topics", "x"]), JSON)
CONTACT = st.dictionaries(st.sampled_from(["name", "email", "phone", "wants_contact", "consent"]), JSON)
CONTEXT = st.dictionaries(st.sampled_from(["unit", "reference", "page", "touchpoint"]), JSON)
ALMOST = st.fixed_dictionaries(
    {}, optional={"language": JSON, "answers": ANSWERS | JSON, "contact": CONTACT | JSON, "context": CONTEXT | JSON}
)


@given(JSON | ALMOST)
def test_whatever_json_is_sent_it_is_taken_or_refused_with_its_flaws(body: object) -> None:
    assert taken_or_refused_with_flaws(body)


def taken_or_refused_with_flaws(body: object) -> bool:
    try:
        return bool(check(body))
    except Invalid as refused:
        return bool(refused.flaws)
