"""Moments and sums as people say them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuultu.domain.cases.remedy import cents_in
from kuultu.rendering.formatting import say_day, say_hour, say_sum, say_when

HELSINKI = "Europe/Helsinki"


@pytest.mark.parametrize(
    ("moment", "language", "said"),
    [
        ("2026-11-25T07:00", "fi", "keskiviikkona 25.11. klo 9"),
        ("2026-11-25T07:00", "sv", "onsdag 25.11 kl. 9"),
        ("2026-11-25T07:00", "en", "Wednesday 25 November, 9 am"),
        ("2026-11-25T07:05", "fi", "keskiviikkona 25.11. klo 9.05"),
        ("2026-11-25T07:05", "sv", "onsdag 25.11 kl. 9.05"),
        ("2026-11-25T07:05", "en", "Wednesday 25 November, 9:05 am"),
        ("2026-11-25T10:00", "en", "Wednesday 25 November, 12 pm"),
        ("2026-11-25T22:00", "en", "Thursday 26 November, 12 am"),
        ("2026-11-25T22:00", "fi", "torstaina 26.11. klo 0"),
        ("2026-01-04T21:59", "fi", "sunnuntaina 4.1. klo 23.59"),
        ("2026-07-06T05:00", "sv", "måndag 6.7 kl. 8"),
        ("2028-02-29T12:00", "en", "Tuesday 29 February, 2 pm"),
    ],
)
def test_a_moment_is_said_in_the_readers_language_and_time(moment: str, language: str, said: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert say_when(at, language, HELSINKI) == said


@pytest.mark.parametrize(
    ("language", "day", "hour"),
    [("fi", "keskiviikkona 25.11.", "klo 9"), ("sv", "onsdag 25.11", "kl. 9"), ("en", "Wednesday 25 November", "9 am")],
)
def test_day_and_hour_are_said_by_themselves_too(language: str, day: str, hour: str) -> None:
    at = datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert (say_day(at, language, HELSINKI), say_hour(at, language, HELSINKI)) == (day, hour)


def test_summer_time_ends_and_the_hour_that_comes_twice_is_said_alike() -> None:
    hours = [say_when(datetime(2026, 10, 25, hour, tzinfo=UTC), "fi", HELSINKI) for hour in (0, 1)]
    assert hours == ["sunnuntaina 25.10. klo 3", "sunnuntaina 25.10. klo 3"]


def test_the_time_zone_is_the_units_own() -> None:
    at = datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert say_when(at, "sv", "Europe/Stockholm") == "onsdag 25.11 kl. 8"


@pytest.mark.parametrize(
    ("cents", "finnish", "swedish", "english"),
    [
        (123_450, "1 234,50 €", "1 234,50 €", "€1,234.50"),
        ("4990", "49,90 €", "49,90 €", "€49.90"),
        (1, "0,01 €", "0,01 €", "€0.01"),
        (100, "1 €", "1 €", "€1"),
        (50_00, "50 €", "50 €", "€50"),
        (12_50, "12,50 €", "12,50 €", "€12.50"),
        (100_000_000, "1 000 000 €", "1 000 000 €", "€1,000,000"),
        (99_999_999, "999 999,99 €", "999 999,99 €", "€999,999.99"),
    ],
)
def test_a_sum_is_said_in_each_language(cents: int | str, finnish: str, swedish: str, english: str) -> None:
    said = [say_sum(cents, language) for language in ("fi", "sv", "en")]
    assert said == [text.replace(" ", "\u00a0") for text in (finnish, swedish, english)]


@given(st.integers(1, 100_000_000), st.sampled_from(["fi", "sv", "en"]))
def test_every_sum_is_read_again_as_it_was_said(cents: int, language: str) -> None:
    assert cents_in(say_sum(cents, language).replace(",", "" if language == "en" else ",")) == cents
