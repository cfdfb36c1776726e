"""What a customer may send: each flaw by its code, and never anything but Invalid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.responses.submission import LONGEST_TEXT
from kuultu.domain.surveys.survey import survey_from
from kuultu.errors import Invalid
from tests.unit.helpers.builders import document
from tests.unit.helpers.submitting import GOOD, check, flaws_of

CONSENT = {"consent": True}


def test_an_example_with_every_part_is_accepted_as_it_stands() -> None:
    answers = {"nps": 3, "why": "Paketti oli rikki.", "delivery": 2, "topics": ["delivery"]}
    contact = {
        "name": "Aino Esimerkki",
        "email": "aino@example.com",
        "phone": "+358 40 000 0000",
        "contact_when": "iltapäivällä",
        "wants_contact": True,
    }
    context = {"unit": "helsinki", "reference": "order-1001", "page": "https://shop.example/thanks"}
    taken = check({"language": "fi", "answers": answers, "contact": contact | CONSENT, "context": context})
    assert taken.answers == answers
    assert (taken.contact.email, taken.contact.contact_when) == ("aino@example.com", "iltapäivällä")
    assert taken.contact.wants_contact
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
CONTACT = st.dictionaries(st.sampled_from(["name", "email", "phone", "contact_when", "wants_contact", "consent"]), JSON)
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
