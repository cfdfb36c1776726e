"""The signed time of a form: what a sender can show, and cannot invent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kuultu.domain.protection.form_token import TokenCheck, check_token, form_token
from kuultu.domain.surveys.survey import Survey
from tests.unit.helpers.builders import survey

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ASKED = replace(survey(), key="a key that nobody knows")


def shown(token: str, after: float, by: Survey = ASKED) -> TokenCheck:
    """What a token of NOW says so many seconds later."""
    return check_token(token, by, NOW + timedelta(seconds=after))


@pytest.mark.parametrize(
    ("after", "said"),
    [(0, "hasty"), (2.9, "hasty"), (3, "usual"), (3600, "usual"), (86_400, "usual"), (86_401, "old")],
)
def test_the_time_since_a_form_was_handed_out_tells_haste_and_age(after: float, said: str) -> None:
    assert shown(form_token(ASKED, NOW), after) == said


def test_a_form_of_another_survey_or_another_key_is_forged() -> None:
    assert shown(form_token(replace(ASKED, id="another"), NOW), 60) is TokenCheck.FORGED
    assert shown(form_token(replace(ASKED, key="guessed"), NOW), 60) is TokenCheck.FORGED


def test_the_time_on_a_form_cannot_be_changed() -> None:
    issued, _, signature = form_token(ASKED, NOW).partition(".")
    assert shown(f"{int(issued) - 60}.{signature}", 0) is TokenCheck.FORGED


@pytest.mark.parametrize("token", ["x", ".", "1.", ".abc", "99999999999999.x", "١٢٣.x", "1767000000.ä", "1" * 9000])
def test_what_is_no_token_is_forged(token: str) -> None:
    assert shown(token, 60) is TokenCheck.FORGED


def test_a_survey_without_a_key_hands_out_no_time_and_expects_none() -> None:
    keyless = replace(ASKED, key="")
    assert form_token(keyless, NOW) == ""
    assert shown("1.x", 60, keyless) is TokenCheck.MISSING
