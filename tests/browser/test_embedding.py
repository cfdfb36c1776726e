"""docs/embedding.md, as whoever embeds a survey follows it: every snippet runs as it stands."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from infra.local.client.browser import ask
from infra.local.local_kuultu import LocalKuultu
from infra.npm import installed, node
from tests.browser.internet import KUULTU, Internet, snippets
from tests.browser.visits import THANKS, answer, score, sees, send

PLAIN, DIALOGS, EVENTS = snippets("Any page", "html")
REACT = Path(__file__).parent / "embedding"
MAIN = """
import { createRoot } from "react-dom/client";
import { Survey } from "./Survey.jsx";
createRoot(document.querySelector("main")).render(USE);
"""


@pytest.fixture
def internet(context: BrowserContext, kuultu: LocalKuultu) -> Iterator[Internet]:
    """The shop's site and Kuultu, where the page says that they are."""
    yield Internet(context, kuultu.url)
    context.unroute_all(behavior="wait")


@pytest.fixture(scope="module")
def packages() -> Path:
    """React, a bundler, and WordPress's reader of blocks."""
    return installed(REACT)


def test_the_plain_element_asks_and_the_answer_arrives(
    context: BrowserContext, internet: Internet, stored: Callable[[], int]
) -> None:
    page = context.new_page()
    page.goto(internet.publish(PLAIN))
    answer(page)
    sees(page, THANKS)
    assert stored() == 1


def test_without_script_the_element_is_a_link_to_the_surveys_page(browser: Browser, kuultu: LocalKuultu) -> None:
    without = browser.new_context(java_script_enabled=False)
    page, internet = without.new_page(), Internet(without, kuultu.url)
    page.goto(internet.publish(PLAIN))
    page.get_by_role("link", name="Kerro, miten meni").click()
    expect(page.locator("input[name=reference]")).to_have_value("order-1001")
    without.close()


def test_with_script_that_link_is_not_shown(context: BrowserContext, internet: Internet) -> None:
    page = context.new_page()
    page.goto(internet.publish(PLAIN))
    expect(page.get_by_role("radiogroup")).to_be_visible()
    expect(page.get_by_role("link", name="Kerro, miten meni")).to_be_hidden()


def test_the_button_and_the_banner_open_their_surveys(context: BrowserContext, internet: Internet) -> None:
    page = context.new_page()
    page.goto(internet.publish(DIALOGS))
    page.get_by_role("button", name="Anna palautetta").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Vastaa", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_page_hears_that_an_answer_was_sent(context: BrowserContext, internet: Internet) -> None:
    page = context.new_page()
    page.goto(internet.publish(PLAIN + EVENTS))
    answer(page)
    expect(page).to_have_title("Kiitos! (after-purchase)")


def test_the_style_sheet_keeps_the_place_and_gives_the_colours(context: BrowserContext, internet: Internet) -> None:
    (style,) = snippets("Any page", "css")
    page = context.new_page()
    context.route(f"{KUULTU}/widget.js", lambda route: route.abort(), times=1)
    page.goto(internet.publish(PLAIN, f"<style>{style}</style>"))
    assert page.locator("kuultu-survey").bounding_box()["height"] >= 368  # type: ignore[index]
    page.reload()
    score(page, 9)
    button = page.get_by_role("button", name="Lähetä vastaus")
    expect(button).to_have_css("background-color", "rgb(138, 58, 18)")
    expect(button).to_have_css("font-family", "Georgia, serif")


def test_the_policy_is_enough_for_the_widget_and_nothing_else(
    context: BrowserContext, internet: Internet, stored: Callable[[], int]
) -> None:
    (policy,) = snippets("Any page", "text")
    page = context.new_page()
    page.goto(internet.publish(PLAIN, Content_Security_Policy=f"default-src 'none'; {policy}"))
    answer(page)
    sees(page, THANKS)
    assert stored() == 1


def test_the_react_component_asks_and_tells_that_it_was_answered(
    context: BrowserContext, internet: Internet, packages: Path
) -> None:
    component, use = snippets("React", "jsx")
    internet.bundle = bundled(packages, component, MAIN.replace("USE", use))
    page = context.new_page()
    with page.expect_console_message(lambda message: message.text == "Answered: after-purchase"):
        page.goto(internet.publish('<main></main><script src="/main.js"></script>'))
        answer(page)
    sees(page, THANKS)


def bundled(packages: Path, component: str, main: str) -> Path:
    """A site's script, made of a component and of what shows it."""
    (packages / "Survey.jsx").write_text(component, encoding="utf-8")
    (packages / "main.jsx").write_text(main, encoding="utf-8")
    esbuild = packages / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--jsx=automatic", "--define:process.env.NODE_ENV='production'", "--outfile=bundle.js"]
    subprocess.run([node(), esbuild, "main.jsx", *options, "--log-level=error"], cwd=packages, check=True)
    return packages / "bundle.js"


def test_wordpress_reads_one_html_block_and_its_content_asks(
    context: BrowserContext, internet: Internet, packages: Path
) -> None:
    (block,) = read_by_wordpress(packages, *snippets("WordPress", "html"))
    assert block["blockName"] == "core/html"
    page = context.new_page()
    page.goto(internet.publish(str(block["innerHTML"])))
    answer(page)
    sees(page, THANKS)


def read_by_wordpress(packages: Path, content: str) -> list[dict[str, object]]:
    """The blocks of a post, as WordPress's editor reads them."""
    script = (
        "console.log(JSON.stringify(require('@wordpress/block-serialization-default-parser').parse(process.argv[1])))"
    )
    done = subprocess.run([node(), "-e", script, content], cwd=packages, capture_output=True, text=True, check=True)
    blocks: list[dict[str, object]] = json.loads(done.stdout)
    return blocks


def test_the_link_opens_the_survey_without_script(
    context: BrowserContext, internet: Internet, stored: Callable[[], int]
) -> None:
    (link,) = snippets("A link", "text")
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert stored() == 0


@pytest.mark.parametrize("clicked", [0, 9])
def test_a_click_in_the_mail_chooses_a_score_and_a_person_sends_it(
    context: BrowserContext, internet: Internet, stored: Callable[[], int], clicked: int
) -> None:
    (mail,) = snippets("A mail", "html")
    page = context.new_page()
    page.goto(internet.publish(mail))
    page.get_by_role("link", name=str(clicked), exact=True).click()
    expect(page.locator("input[name=nps]:checked")).to_have_value(str(clicked))
    assert stored() == 0
    send(page)
    sees(page, THANKS)
    assert stored() == 1


def test_the_mail_offers_every_score_of_the_scale_and_its_text_part_the_page(internet: Internet) -> None:
    (mail,) = snippets("A mail", "html")
    (text,) = snippets("A mail", "text")
    assert re.findall(r"&amp;nps=(\d+)\">(\d+)</a>", mail) == [(str(n), str(n)) for n in range(11)]
    assert text.partition(": ")[2] == snippets("A link", "text")[0]


def test_the_commands_for_paper_write_what_they_say(tmp_path: Path, kuultu: LocalKuultu) -> None:
    here = {"AWS_ENDPOINT_URL": kuultu.endpoint}
    for command in snippets("On paper", "console")[0].splitlines():
        asked = [*shlex.split(command)[2:], "--stack", "Kuultu-local"]
        subprocess.run([sys.executable, "-m", "cli", *asked], cwd=tmp_path, env=os.environ | here, check=True)
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".html", ".svg"]


def test_the_call_of_a_program_is_stored_once(kuultu: LocalKuultu, stored: Callable[[], int]) -> None:
    words = shlex.split(snippets("A program", "console")[0].removeprefix("$ "))
    headers = dict(word.split(": ", 1) for option, word in pairwise(words) if option == "-H")
    address, body = words[1].replace(KUULTU, kuultu.url), words[words.index("-d") + 1].encode()
    assert [ask(address, body, headers).status for _ in range(2)] == [201, 200]
    assert stored() == 1
