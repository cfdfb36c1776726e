"""The sample data of `make run`: half a year of answers of two shops, the same for a day, and believable."""

import subprocess
from collections import Counter
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from infra.local.__main__ import options
from infra.local.sample.half_year import half_year_before
from infra.local.sample.occasions import ANSWERS, DAYS, HELSINKI, LANGUAGES, SURVEYS, UNSETTLED_DAYS
from infra.local.sample.wording import texts_in
from infra.toolchain import ROOT
from kuultu.domain.responses.response import Response
from tests.infra.sample_start import START, sample_responses, sample_surveys

VERDICTS = ("positive", "neutral", "negative")


@pytest.fixture(scope="module")
def responses() -> list[Response]:
    """The sample answers as responses."""
    return sample_responses()


def texts(language: str, verdict: str) -> list[str]:
    """All texts of a language and verdict."""
    found = texts_in(language)
    told = [text for survey_id in SURVEYS for few in found[survey_id][verdict].values() for text in few]
    return told + found["short"][verdict]


def share(part: int, answers: list[Any]) -> float:
    """A part of all answers."""
    return part / len(answers)


def test_two_starts_on_a_day_have_the_same_answers_and_another_day_has_others() -> None:
    assert half_year_before(START + timedelta(hours=6)) == half_year_before(START)
    assert half_year_before(START + timedelta(days=1)) != half_year_before(START)


@pytest.mark.parametrize(
    "start", ["2028-02-29T21:59:30+00:00", "2027-03-28T00:59:30+00:00", "2027-06-15T12:00:00+00:00"]
)
def test_the_answers_fill_the_half_year_before_the_day_of_the_start(start: str) -> None:
    moment = datetime.fromisoformat(start)
    midnight = moment.astimezone(HELSINKI).replace(hour=0, minute=0, second=0, microsecond=0)
    at = [answer.at for answer in half_year_before(moment)]
    assert (len(at), at) == (ANSWERS, sorted(at))
    assert midnight - timedelta(days=DAYS + 1) < at[0] < midnight - timedelta(days=DAYS - 14)
    assert midnight - timedelta(days=4) < at[-1] < midnight


def test_each_answer_gets_the_verdict_that_it_was_written_for(responses: list[Response]) -> None:
    told = {text: verdict for language in LANGUAGES for verdict in VERDICTS for text in texts(language, verdict)}
    written = [(told[str(one.answers["why"])], one.verdict) for one in responses if "why" in one.answers]
    assert share(len(written), responses) == pytest.approx(0.45, abs=0.08)
    assert {meant for meant, verdict in written if meant != verdict} == set()


def test_the_shares_of_languages_shops_and_verdicts_are_believable(responses: list[Response]) -> None:
    languages, units, verdicts = (
        Counter(getattr(one, of) for one in responses) for of in ("language", "unit", "verdict")
    )
    assert [language for language, _ in languages.most_common()] == ["fi", "sv", "en"]
    assert 0.65 < share(languages["fi"], responses) < 0.8
    assert 0.55 < share(units["helsinki"], responses) < 0.7
    assert 0.55 < share(verdicts["positive"], responses) < 0.72
    assert 0.1 < share(verdicts["negative"], responses) < 0.2


def test_more_come_to_the_shop_on_saturdays_and_nobody_at_night() -> None:
    answers = half_year_before(START)
    days = Counter(answer.at.weekday() for answer in answers if answer.survey_id == "visit")
    assert days[5] > 2 * days[6]
    assert {answer.at.hour for answer in answers} <= set(range(7, 24))


def test_a_sixth_is_new_and_these_are_the_newest_that_began_no_case(responses: list[Response]) -> None:
    new = [one for one in responses if not one.read]
    assert share(len(new), responses) == pytest.approx(1 / 6, abs=0.03)
    assert "negative" not in {one.verdict for one in new}
    assert all(one.read is False for one in responses if one.received_at >= new[0].received_at and not one.needs_case)


def test_nobody_was_unhappy_in_the_newest_days(responses: list[Response]) -> None:
    assert max(one.received_at for one in responses if one.needs_case) < START - timedelta(days=UNSETTLED_DAYS)


def test_whoever_was_unhappy_and_left_something_left_a_mail_address(responses: list[Response]) -> None:
    reachable = [one for one in responses if one.needs_case and not one.anonymous]
    assert len(reachable) > 30
    assert all(one.contact.email.endswith("@example.com") for one in reachable)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_there_are_forty_texts_for_each_mood_in_each_language(language: str, verdict: str) -> None:
    found = texts(language, verdict)
    assert len(found) == len(set(found)) >= 40


def test_no_text_stands_in_two_lists() -> None:
    lists = [set(texts(language, verdict)) for language in LANGUAGES for verdict in VERDICTS]
    assert [one & other for one, other in combinations(lists, 2) if one & other] == []


def test_a_text_that_says_something_is_said_once_and_thanks_three_times_at_most(responses: list[Response]) -> None:
    short = {text for language in LANGUAGES for few in texts_in(language)["short"].values() for text in few}
    said = Counter(str(one.answers["why"]) for one in responses if "why" in one.answers)
    assert max(times for text, times in said.items() if text not in short) == 1
    assert max(said.values()) <= len(SURVEYS)


def test_a_topic_of_the_texts_is_a_topic_of_the_survey() -> None:
    for survey_id, survey in sample_surveys().items():
        topics = {one.value for question in survey.questions for one in question.choices if not one.urgent}
        assert {topic for one in LANGUAGES for few in texts_in(one)[survey_id].values() for topic in few} <= topics


def test_some_answers_are_partial_and_have_a_score_alone(responses: list[Response]) -> None:
    partial = [one for one in responses if one.partial]
    assert 5 < len(partial) < 40
    assert {len(one.answers) for one in partial} == {1}


def test_every_answer_has_a_touchpoint_and_an_order_if_something_was_ordered(responses: list[Response]) -> None:
    assert all(one.context.touchpoint for one in responses)
    assert {bool(one.context.reference) for one in responses if one.survey_id == "visit"} == {False}
    orders = [one.context.reference for one in responses if one.context.reference]
    assert len(orders) == len(set(orders))


@pytest.mark.parametrize(("asked", "told"), [((), "half-year"), (("SAMPLE=none",), "none")])
def test_make_run_asks_for_the_sample_data_unless_told_not_to(asked: tuple[str, ...], told: str) -> None:
    said = subprocess.run(["make", "-n", "run", *asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f"--sample '{told}'" in said


def test_the_program_alone_starts_empty() -> None:
    assert options().parse_args([]).sample == "none"
