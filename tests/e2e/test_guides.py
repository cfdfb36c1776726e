"""The commands of the guides, one after the other, as an operator gives them: each against a running Kuultu."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT
from tests.e2e.command import command

GUIDES = ("deploy.md", "surveys.md", "operations.md")
ELSEWHERE = {
    "deploy": "tests/infra/test_deploy_command.py",
    "restore": "tests/e2e/test_restoring.py",
    "doctor --stage": "tests/integration/test_doctor.py",
}
"""Commands that need an account, a moment or names of one's own, each with the file that runs them."""

COMMAND = re.compile(r"(?:^\$ (?:\.venv/bin/)?|`)kuultu ([^`\n]+)", re.MULTILINE)

PLACEHOLDERS = {"ID": "0123456789abcdef", "UNIT": "turku"}


def commands() -> list[str]:
    """Every command of the guides in their order, each once; those in the midst of a sentence too."""
    texts = [(ROOT / "docs" / guide).read_text(encoding="utf-8") for guide in GUIDES]
    found = [one for text in texts for one in COMMAND.findall(text)]
    given = [" ".join(shlex.split(one.replace(" …", ""), comments=True)) for one in found]
    return [one for one in dict.fromkeys(given) if " " in one or one == "doctor"]


def filled_in(given: str) -> list[str]:
    """The words of a command, with something in the place of what stands for one's own."""
    return [PLACEHOLDERS.get(word, word) for word in given.split()]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the people and surveys of the samples, and the survey that the guide makes."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copy(ROOT / "people.toml", folder)
    shutil.copytree(ROOT / "surveys", folder / "surveys")
    sample = (folder / "surveys" / "visit.toml").read_text(encoding="utf-8")
    made = sample.replace('id = "visit"', 'id = "pick-up"', 1)
    (folder / "surveys" / "pick-up.toml").write_text(made, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKuultu]:
    """A Kuultu of its own: the guides renew links and close surveys."""
    with LocalKuultu(tmp_path_factory.mktemp("stack"), day_seconds=86400) as running:
        yield running


@pytest.mark.timeout(180)
@pytest.mark.parametrize("given", [one for one in commands() if not one.startswith(tuple(ELSEWHERE))])
def test_a_command_of_the_guides_does_what_it_says(given: str, stack: LocalKuultu, office: Path) -> None:
    words = filled_in(given)
    done = command(stack, *words, folder=office, reaches=words[1:2] != ["check"])
    may_fail = given == "doctor" or "ID" in given.split()
    assert done.returncode == 0 or (done.returncode == 1 and may_fail), done.stderr
    assert done.stdout or done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_guides_leave_to_others_has_a_test_there() -> None:
    assert all((ROOT / file).is_file() for file in ELSEWHERE.values())
    assert all(any(one.startswith(begins) for one in commands()) for begins in ELSEWHERE)
