"""Hand-overs to another unit: whose case it is then, and whether the customer hears of it."""

from dataclasses import replace

import pytest

from kuultu.domain.cases.case import Outcome
from kuultu.domain.cases.events import HandedOver, HandOverReason
from kuultu.domain.cases.form_check import allowed_values
from kuultu.domain.cases.passing_on import hand_over_wanted
from kuultu.domain.cases.payloads.finding_out import Triage
from kuultu.domain.cases.task_form import Field
from kuultu.domain.cases.timeline import TimelineEntry, timeline
from kuultu.domain.mail.passed_on_mails import passed_on_mail
from tests.unit.helpers.builders import MANAGER, NOW, OWNER, Life, case, survey

JARI, HENNA, TUVA = "owner.turku@example.com", "manager.turku@example.com", "deputy.turku@example.com"
PASSED = HandedOver(NOW, "Jari", OWNER, HandOverReason.TRIAGE, OWNER, unit="turku", former_unit="helsinki")


@pytest.mark.parametrize(
    ("owner_email", "unit", "wanted"),
    [
        ("", "", (OWNER, "")),
        ("", "turku", (JARI, "turku")),
        ("", "helsinki", (OWNER, "helsinki")),
        (JARI, "", (JARI, "turku")),
        (HENNA, "", (HENNA, "turku")),
        (TUVA, "", (TUVA, "")),
        (TUVA, "turku", (TUVA, "turku")),
        (MANAGER, "", (MANAGER, "")),
        (JARI, "helsinki", (JARI, "helsinki")),
    ],
)
def test_whoever_works_in_another_unit_only_takes_the_case_there_and_a_chosen_unit_counts(
    owner_email: str, unit: str, wanted: tuple[str, str]
) -> None:
    asked = Triage(owner_email=owner_email, unit=unit, reason="Ostettu Turusta.")
    effect = hand_over_wanted(asked, Life().joined(), OWNER, HandOverReason.TRIAGE)
    assert (effect.owner.email, effect.unit) == wanted
    assert (effect.by, effect.words) == (OWNER, "Ostettu Turusta.")


def test_whoever_has_roles_in_both_units_leaves_the_case_where_it_is() -> None:
    dossier = Life().joined()
    helsinki, turku = dossier.survey.units
    both = replace(dossier.survey, units=(helsinki, replace(turku, owner=helsinki.manager)))
    asked = Triage(owner_email=helsinki.manager.email)
    assert hand_over_wanted(asked, replace(dossier, survey=both), OWNER, HandOverReason.TRIAGE).unit == ""


def test_the_unit_of_a_case_is_that_to_which_it_was_passed_on() -> None:
    dossier = Life().joined()
    assert [dossier.unit.id, dossier.in_unit("").unit.id, dossier.in_unit("turku").unit.id] == [
        "helsinki",
        "helsinki",
        "turku",
    ]


def test_the_units_of_the_survey_can_be_chosen() -> None:
    assert allowed_values(Field("unit"), survey()) == ["helsinki", "turku"]


def test_the_customer_hears_of_the_latest_hand_over_if_it_passed_the_feedback_on() -> None:
    inside = replace(PASSED, unit="", former_unit="")
    cases = [case(events=events) for events in ((), (inside,), (PASSED,), (PASSED, inside))]
    assert [mail.number if (mail := passed_on_mail(one)) else None for one in cases] == [None, None, 1, None]


@pytest.mark.parametrize("changes", [{"reachable": False}, {"outcome": Outcome.SILENT}])
def test_nobody_is_written_to_without_an_address_or_after_the_end(changes: dict[str, object]) -> None:
    assert passed_on_mail(case(events=(PASSED,), **changes)) is None


def test_the_history_names_both_units() -> None:
    line = timeline(Life(events=(PASSED,)).record)[-1]
    assert line == TimelineEntry(NOW, "handed_over", who=OWNER, whom="Jari", units=("turku", "helsinki"))
