"""`make demo` is the documented walk and the smoke test: it plays a day of two shops, all it points to is there."""

import re
import signal
import subprocess
import sys

import pytest

from infra.local.client.browser import ask, read
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT

AWAY = "Jari says through the link at the end that he's away"
STANDS_IN = "Sijaisena Tuva Ekström."

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
    "3. Meanwhile: a telephone number only, and an owner who is away",
    "Eero answers in Finnish with 2 of 7",
    "Mari takes it on",
    "Jari tries the survey",
    "Mail to Jari (the case owner in Turku)",
    "Jari closes it",
    AWAY,
    "Saga answers the Turku shop's survey in Swedish",
    "Mail to Saga (a customer in Turku), in Swedish: “Tack för att du berättade (",
    "Mail to Tuva (Jari's deputy), in Finnish",
    "| Sijaistat: Jari Salonen on poissa",
    "Tuva takes it on",
    "4. Concluding fairly",
    "Mari concludes that the fault is ours, and shares",
    "5. Putting it right",
    "Mari proposes a refund or a new pot",
    "Outi confirms having read it",
    "Outi approves",
    "Mari writes",
    "Emma chooses the refund",
    "Mari has paid the refund",
    "6. Meanwhile: answered by phone, and in Swedish",
    "Mari proposes the missing cups",
    "Mari calls Eero, reaches him",
    "Mari has sent the cups",
    "Tuva proposes a new pan",
    "Tuva writes in Swedish",
    "Mail to Saga (a customer in Turku), in Swedish: “Vårt svar till dig (",
    "Saga chooses the new pan",
    "Tuva has sent the pan",
    "Saga's case is closed: recovered",
    "Jari is back",
    "7. A week later",
    "Emma says that it is solved",
    "Emma's case is closed: recovered",
    "Mari calls Eero, who says that it's solved",
    "Eero's case is closed: recovered",
    "8. Look at it yourself",
)


def command_of(*arguments: str) -> list[str]:
    """The demo as `make demo` runs it."""
    return [sys.executable, "-m", "infra.local.demo", *arguments]


def demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the demo, with nobody at the terminal."""
    return subprocess.run(
        command_of(*arguments), cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def stopped_while_jari_is_away(url: str, sign: signal.Signals) -> int:
    """Play the demo until Jari is away, and stop it there with a signal; its exit code."""
    command = command_of("--url", url)
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as playing:
        assert playing.stdout
        assert any(AWAY in line for line in playing.stdout)
        playing.send_signal(sign)
        return playing.wait(60)


def is_jari_away(url: str) -> bool:
    """True if the page behind the link in Jari's latest mail says that Tuva stands in."""
    mails = [mail for mail in ask(f"{url}/_local/mails").json if mail["to"] == ["owner.turku@example.com"]]
    pages = [ask(link).body for link in mails[0]["links"]]
    return STANDS_IN in next(page for page in pages if read(page).kinds == ["absence"])


@pytest.fixture(scope="module")
def played(kuultu: LocalKuultu) -> subprocess.CompletedProcess[str]:
    """The demo, played against the Kuultu of these tests, after another one that was killed while Jari was away."""
    stopped_while_jari_is_away(kuultu.url, signal.SIGKILL)
    assert is_jari_away(kuultu.url)
    return demo("--url", kuultu.url)


def test_the_demo_tells_its_stories_in_order_also_after_one_that_was_killed(
    played: subprocess.CompletedProcess[str],
) -> None:
    assert (played.returncode, played.stderr) == (0, "")
    places = [played.stdout.find(line) for line in STORY]
    assert [line for line, place in zip(STORY, places, strict=True) if place == -1] == []
    assert places == sorted(places)


def test_every_address_at_the_demos_end_answers(played: subprocess.CompletedProcess[str], kuultu: LocalKuultu) -> None:
    addresses = re.findall(r"http://\S+", played.stdout.partition("8. Look at it yourself")[2])
    assert [ask(address).status for address in addresses] == [200, 200, 200]
    assert [address.removeprefix(kuultu.url)[:4] for address in addresses] == ["/_lo", "/l/" + addresses[1][-43], "/"]


def test_nobody_stays_away_after_the_demo(played: subprocess.CompletedProcess[str], kuultu: LocalKuultu) -> None:
    assert played.returncode == 0
    assert not is_jari_away(kuultu.url)


def test_a_demo_that_is_told_to_stop_in_the_middle_leaves_nobody_away(kuultu: LocalKuultu) -> None:
    assert stopped_while_jari_is_away(kuultu.url, signal.SIGTERM) == 130
    assert not is_jari_away(kuultu.url)


def test_the_demo_writes_no_control_codes_into_a_file(played: subprocess.CompletedProcess[str]) -> None:
    assert "\033" not in played.stdout


def test_a_demo_that_cannot_be_played_says_so_in_one_sentence() -> None:
    failed = demo("--url", "http://127.0.0.1:9")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1)
    assert "start one with make run" in failed.stderr
