"""`kuultu surveys` against a running Kuultu, by nothing but the address that `make run` tells."""

from pathlib import Path

from infra.local.client.browser import ask
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT
from tests.e2e.command import command


def kuultu_surveys(kuultu: LocalKuultu, *arguments: str) -> str:
    """What the command says."""
    done = command(kuultu, "surveys", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_survey_is_published_listed_put_on_paper_and_closed(kuultu: LocalKuultu, tmp_path: Path) -> None:
    file = tmp_path / "winter.toml"
    sample = (ROOT / "surveys" / "visit.toml").read_text(encoding="utf-8")
    file.write_text(sample.replace('id = "visit"', 'id = "winter"', 1), encoding="utf-8")
    assert "winter: version 1 is published." in kuultu_surveys(kuultu, "publish", str(file))
    drawn = kuultu_surveys(kuultu, "qr", "winter", "--unit", "turku", "--output", str(tmp_path / "winter.svg"))
    assert f"{kuultu.url}/s/winter?unit=turku&language=fi" in drawn
    kuultu_surveys(kuultu, "close", str(file))
    assert "winter          version 1  closed" in kuultu_surveys(kuultu, "list")
    assert ask(f"{kuultu.url}/v1/surveys/winter").status == 410
