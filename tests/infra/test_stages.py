"""Settings of a deployment are typed, and refused where they would hurt a customer."""

from dataclasses import replace

import pytest

from infra.deployment_stages import DeploymentStage, from_context, local

NEEDED = {"sender": "care@example.com", "alarm_email": "alarms@example.com"}


def test_text_from_the_command_line_becomes_what_each_setting_is() -> None:
    given = {**NEEDED, "languages": "sv, en", "promise_days": "2.5"}

    stage = from_context(given.get)

    assert (stage.languages, stage.promise_days, stage.name) == (("sv", "en"), 2.5, "production")


def test_limits_are_whole_numbers_and_may_be_nothing_at_once() -> None:
    given = {**NEEDED, "address_burst": 0, "survey_per_minute": "12"}

    stage = from_context(given.get)

    assert (stage.address_burst, stage.survey_per_minute, stage.survey_burst) == (0, 12, 600)


@pytest.mark.parametrize("limits", [{"survey_burst": -1}, {"address_per_minute": 0}, {"proven_per_minute": 0}])
def test_a_limit_that_would_never_let_anybody_in_again_is_refused(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a minute"):
        local(port=8000, **limits)


def test_what_is_not_said_keeps_its_default() -> None:
    stage = from_context({**NEEDED}.get)

    assert stage == DeploymentStage(name="production", **NEEDED)


def test_the_local_stage_is_the_front_door_on_loopback() -> None:
    stage = local(port=8123, day_seconds=4)

    assert (stage.public_url, stage.day_seconds, stage.bundles) == ("http://127.0.0.1:8123", 4, "here")


def test_each_local_run_gives_its_numbers_and_address_to_the_template_of_all() -> None:
    given = local(port=8123, day_seconds=4, survey_burst=7).parameters

    assert (given["PublicUrl"], given["DaySeconds"], given["SurveyBurst"]) == ("http://127.0.0.1:8123", "4.0", "7")


@pytest.mark.parametrize("sender", ["", "care", "@example.com", "care@"])
def test_a_sender_that_is_no_mail_address_is_refused(sender: str) -> None:
    with pytest.raises(ValueError, match="mail address"):
        DeploymentStage(name="production", sender=sender, alarm_email="alarms@example.com")


def test_a_promise_that_ends_before_the_reflection_is_refused() -> None:
    with pytest.raises(ValueError, match="promise_days"):
        DeploymentStage(name="production", **NEEDED, reflection_days=3, promise_days=3)


def test_a_day_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        local(port=8000, day_seconds=0)


@pytest.mark.parametrize("address", [None, "", "alarms", "arn:aws:sns:eu-north-1:123456789012:alarms"])
def test_a_deployment_whose_alarms_nobody_would_hear_is_refused(address: str | None) -> None:
    with pytest.raises(ValueError, match="hear of alarms"):
        DeploymentStage(name="production", sender="care@example.com", alarm_email=address)


@pytest.mark.parametrize("rate", [{"requests_per_second": 0}, {"requests_at_once": 0}])
def test_an_api_that_takes_no_requests_is_refused(rate: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="requests_per_second"):
        replace(DeploymentStage(name="production", **NEEDED), **rate)  # type: ignore[arg-type]
