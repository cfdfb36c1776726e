"""`make surveys`: whoever runs Kuultu publishes surveys to the deployed stack."""

from pathlib import Path

from infra.local.client.browser import ask
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT
from tests.e2e.shops import publish


def test_a_new_survey_in_the_folder_is_there_after_publishing(kuultu: LocalKuultu, tmp_path: Path) -> None:
    definition = (ROOT / "surveys" / "visit.toml").read_text(encoding="utf-8")
    (tmp_path / "autumn.toml").write_text(definition.replace('id = "visit"', 'id = "autumn"', 1), encoding="utf-8")
    assert publish(kuultu, "--stack", "Kuultu-local", str(tmp_path)).returncode == 0
    assert ask(f"{kuultu.url}/v1/surveys/autumn").json["version"] == 1


def test_a_stack_that_is_not_there_is_told_in_one_sentence(kuultu: LocalKuultu) -> None:
    done = publish(kuultu, "--stack", "Nowhere")
    assert done.returncode == 1
    assert "were not published" in done.stderr
    assert "Traceback" not in done.stderr
