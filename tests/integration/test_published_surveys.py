"""Surveys as they are published: versions never change, and each response knows the one that was answered."""

from datetime import UTC, datetime, timedelta

import pytest

from kuultu.errors import Gone, TooLarge, Unknown
from kuultu.services.surveys import current_surveys
from kuultu.services.surveys.current_surveys import survey_in_use
from kuultu.services.surveys.publication import publish
from kuultu.store.responses import ResponseItem
from kuultu.store.surveys import SurveyItem, survey_version
from tests.integration.http import submit
from tests.integration.wire import Wire
from tests.integration.world import World
from tests.unit.helpers.builders import document

pytestmark = pytest.mark.usefixtures("aws")

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def changed(title: str) -> dict[str, object]:
    return document() | {"title": {"fi": title, "sv": title, "en": title}}


def test_publishing_the_same_definition_again_makes_no_new_version() -> None:
    assert publish(document() | {"units": ["helsinki", "turku"]}) == 1
    assert publish(changed("Uusi")) == 2
    assert publish(changed("Uusi")) == 2


def test_an_older_version_stays_as_it_was() -> None:
    publish(changed("Uusi"))
    assert survey_version("after-purchase", 1).title["fi"] == "Miten ostoksesi sujui?"
    assert survey_version("after-purchase", 2).title["fi"] == "Uusi"


def test_a_response_knows_which_version_was_answered() -> None:
    publish(changed("Uusi"))
    current_surveys.forget()
    response_id = submit({"answers": {"nps": 10}}).json["response_id"]
    assert ResponseItem.get(response_id).survey_version == 2


def test_a_case_is_handled_by_the_version_that_was_answered(world: World) -> None:
    case_id = world.begins_case()
    definition = document()
    definition["units"] = definition["units"][1:]
    publish(definition)
    current_surveys.forget()
    world.triages(case_id)
    assert world.record(case_id).case.owner.email == "owner.helsinki@example.com"


def test_a_lambda_reads_a_survey_and_the_people_again_after_a_minute(wire: Wire) -> None:
    for seconds in (0, 30, 60, 61, 100):
        survey_in_use("visit", NOW + timedelta(seconds=seconds))
    assert wire.sent == ["GetItem", "GetItem"] * 2


def test_a_survey_that_was_closed_is_gone_within_a_minute() -> None:
    survey_in_use("visit", NOW)
    SurveyItem.get("visit", "current").update([SurveyItem.closed.set(True)])
    survey_in_use("visit", NOW + timedelta(seconds=59))
    with pytest.raises(Gone):
        survey_in_use("visit", NOW + timedelta(seconds=61))


def test_a_broken_definition_is_not_published() -> None:
    with pytest.raises(KeyError):
        publish({"id": "broken"})
    with pytest.raises(Unknown):
        survey_in_use("broken", NOW)


def test_a_definition_that_fits_into_no_item_is_refused_with_the_way_out() -> None:
    assert publish(changed(21_000 * "ä")) == 2  # six bytes each, in three languages
    with pytest.raises(TooLarge, match=r"takes 39\d kB to keep, and 390 fit"):
        publish(changed(131_000 * "x"))
    assert publish(changed(21_000 * "ä")) == 2


def test_a_survey_gets_a_key_once_and_keeps_it_in_later_versions() -> None:
    publish(document())
    first = survey_in_use("after-purchase", NOW).key
    publish(changed("Uusi"))
    assert len(first) >= 43
    assert survey_in_use("after-purchase", NOW + timedelta(minutes=2)).key == first
    assert first not in repr(survey_in_use("after-purchase", NOW))
