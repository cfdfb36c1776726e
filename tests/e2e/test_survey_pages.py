"""The page of a survey on the deployed stack, over HTTP: routes, encodings, and what comes of an answer."""

from infra.local.client.browser import ask, post
from infra.local.local_kuultu import LocalKuultu
from tests.e2e.shops import SURVEY, Story
from tests.integration.page import Page


def test_who_answers_on_the_page_is_heard_like_everybody_else(kuultu: LocalKuultu, story: Story) -> None:
    address = f"{kuultu.url}/s/{SURVEY}?language=sv&unit={story.shop}&nps=3"
    shown = Page(ask(address).body)
    unseen = {name: shown.fields[name] for name in ("key", "form", "language", "unit")}
    sent = post(address, **unseen, nps="3", why="Gick sönder i går.", email=story.customer, consent="yes")
    assert (shown.checked, sent.status) == ([("nps", "3")], 303)
    assert "Tack för att du berättade" in ask(kuultu.url + str(sent.headers["location"])).body
    assert "Gick sönder i går." in story.wait_for("task-triage", story.owner)["text"]
    assert story.wait_for("acknowledgement", story.customer)["subject"].startswith("Tack för att du berättade (")


def test_every_method_of_the_page_is_answered_by_a_page(kuultu: LocalKuultu) -> None:
    address = f"{kuultu.url}/s/visit"
    answers = {method: ask(address, method=method) for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS")}
    assert {method: answer.status for method, answer in answers.items()} == {
        method: 200 if method == "HEAD" else 405 for method in answers
    }
    assert {str(answer.headers["content-type"]) for answer in answers.values()} == {"text/html; charset=utf-8"}
    assert (answers["HEAD"].body, ask(f"{kuultu.url}/s/nobody/at/all").status) == ("", 404)
