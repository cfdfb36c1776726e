"""docs/scale.md names settings, alarms, metrics, targets and files that are there."""

import re
from dataclasses import fields

from infra.components.metrics import SWEEP
from infra.deployment_stages import DeploymentStage
from infra.toolchain import ROOT

GUIDE = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", GUIDE))


def test_the_settings_of_the_guide_are_those_of_a_deployment() -> None:
    settings = {name for name in NAMED if re.fullmatch(r"(attention|survey|address)_\w+", name)}
    assert settings == {"attention_shards", "survey_per_minute", "survey_burst"}
    assert settings <= {field.name for field in fields(DeploymentStage)}


def test_the_metrics_and_alarms_of_the_guide_are_those_of_the_sweep() -> None:
    metrics = {late.metric for late in SWEEP.values()}
    assert {name for name in NAMED if name.startswith("Sweep")} == metrics
    assert {name for name in NAMED if name.startswith("sweep-")} <= SWEEP.keys()


def test_the_target_of_the_guide_can_be_made() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {name.split()[1] for name in NAMED if name.startswith("make ")}
    assert targets == {"simulation"}
    assert all(f"\n{target}: " in makefile for target in targets)


def test_quotas_are_named_by_codes_of_the_right_form() -> None:
    codes = {name for name in NAMED if name.startswith("L-")}
    assert len(codes) == 7
    assert all(re.fullmatch(r"L-[0-9A-F]{8}", code) for code in codes)
