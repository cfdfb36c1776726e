"""A small internet for the snippets of docs/embedding.md: the shop and Kuultu under the names it gives."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Route

from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
KUULTU = "https://feedback.shop.example"
SHOP = "https://shop.example"

EMPTY = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Kauppa</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head><body>
<h1>Kiitos tilauksesta!</h1>{body}</body></html>
"""

MOVED = '<!doctype html><title>…</title><meta http-equiv="refresh" content="0; url={address}">'
"""A page that leads on, in the place of a redirect."""


def snippets(heading: str, kind: str) -> list[str]:
    """The snippets of one kind below one heading, as they stand."""
    chapter = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", GUIDE, re.DOTALL | re.MULTILINE)
    assert chapter, heading
    return re.findall(rf"^```{kind}\n(.*?)\n```", chapter[1], re.DOTALL | re.MULTILINE)


class Internet:
    """What a browser finds at the shop's address and at Kuultu's; nothing else is there."""

    def __init__(self, context: BrowserContext, kuultu: str) -> None:
        """`kuultu` is where Kuultu really answers."""
        self._kuultu = kuultu
        self.page = EMPTY.format(head="", body="")
        self.headers: dict[str, str] = {}
        context.route(re.compile(".*"), lambda route: route.abort())
        context.route(f"{SHOP}/**", self._show)
        context.route(f"{KUULTU}/**", self._pass_on)

    def publish(self, body: str, head: str = "", **headers: str) -> str:
        """Put a page on the shop's site; its address."""
        self.page = EMPTY.format(head=head, body=body)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return f"{SHOP}/kiitos"

    def _show(self, route: Route) -> None:
        script = route.request.url.endswith(".js")
        body = self.bundle.read_bytes() if script else self.page.encode()
        kind = "text/javascript" if script else "text/html; charset=utf-8"
        route.fulfill(status=200, headers={"Content-Type": kind, **self.headers}, body=body)

    bundle: Path
    """The script that the shop's site serves at any address that ends with `.js`."""

    def _pass_on(self, route: Route) -> None:
        headers = {name: value.replace(KUULTU, self._kuultu) for name, value in route.request.headers.items()}
        answer = route.fetch(url=route.request.url.replace(KUULTU, self._kuultu), headers=headers, max_redirects=0)
        if "location" in answer.headers:  # a browser without windows would follow it past this internet
            route.fulfill(content_type="text/html", body=MOVED.format(address=answer.headers["location"]))
        else:
            route.fulfill(response=answer)


Reach = Callable[[], Internet]
