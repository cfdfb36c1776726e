"""`make demo` is the documented walk, and the smoke test: it plays a whole case, and all that it points to is there."""

import re
import subprocess
import sys

import pytest

from infra.local.client.browser import ask
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT

STORY = (
    "1. An unhappy customer",
    "Emma answers the shop's survey",
    "Mail to Emma (the customer), in English: “Thank you for telling us (",
    "2. Finding out",
    "Mari asks Emma and Leo",
    "Emma answers, and wishes for a refund",
    "Leo tells it as he remembers it",
    "Emma sends the pot",
    "Mari finds the fault",
    "3. Concluding fairly",
    "Mari concludes that the fault is ours",
    "4. Putting it right",
    "Mari proposes a refund or a new pot",
    "Outi confirms having read it",
    "Outi approves",
    "Mari writes",
    "Emma chooses the refund",
    "Mari has paid the refund",
    "5. A week later",
    "Emma says that it is solved",
    "The case is closed",
    "6. Look at it yourself",
)


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the demo as `make demo` does, with nobody at the terminal."""
    command = [sys.executable, "-m", "infra.local.demo", *arguments]
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def played(kuultu: LocalKuultu) -> subprocess.CompletedProcess[str]:
    """The demo, played against the Kuultu of these tests."""
    return demo("--url", kuultu.url)


def test_the_demo_tells_a_whole_case_in_order(played: subprocess.CompletedProcess[str]) -> None:
    assert (played.returncode, played.stderr) == (0, "")
    places = [played.stdout.find(line) for line in STORY]
    assert -1 not in places
    assert places == sorted(places)


def test_every_address_at_the_demos_end_answers(played: subprocess.CompletedProcess[str], kuultu: LocalKuultu) -> None:
    addresses = re.findall(r"http://\S+", played.stdout.partition("6. Look at it yourself")[2])
    assert [ask(address).status for address in addresses] == [200, 200, 200]
    assert [address.removeprefix(kuultu.url)[:4] for address in addresses] == ["/_lo", "/l/" + addresses[1][-43], "/"]


def test_the_demo_writes_no_control_codes_into_a_file(played: subprocess.CompletedProcess[str]) -> None:
    assert "\033" not in played.stdout


def test_a_demo_that_cannot_be_played_says_so_in_one_sentence() -> None:
    failed = demo("--url", "http://127.0.0.1:9")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1)
    assert "start one with make run" in failed.stderr
