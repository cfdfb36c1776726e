"""The line between a browser and Kuultu, on which things go wrong as told; and a shop at an address of its own."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

CONNECTION = {"connection", "transfer-encoding", "content-length", "date", "server"}

PAGE = """<!doctype html><html lang="fi"><head><meta charset="utf-8"><title>Kauppa</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/style.css"><script src="{kuultu}/widget.js" async></script></head>
<body><main><h1>Kiitos tilauksesta!</h1>{element}<p>Tervetuloa uudelleen.</p>
<p><a href="/toinen">Seuraava</a></p></main></body></html>
"""

STYLE = """body { margin: 1rem; font: 1rem/1.5 sans-serif; background: #fff; color: #111; }
kuultu-survey:not([mode]) { display: block; min-height: max(23rem, 38rem - 50vw); }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } a { color: #9cf; } }
"""


class Quiet(BaseHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, format: str, *values: object) -> None:
        """Say nothing."""


class Line:
    """Hands every request on to Kuultu and its answer back, unless told to lose, refuse or cut it."""

    def __init__(self, kuultu: str) -> None:
        """Nothing goes wrong yet; `kuultu` is the address behind the line."""
        self._behind = str(urlsplit(kuultu).netloc)
        self.lose_answers = 0
        self.answer_with: tuple[int, dict[str, str]] | None = None
        self.keys: list[str] = []
        self.partial: list[dict[str, Any]] = []

    def heal(self) -> None:
        """Everything works again, and nothing has been seen."""
        self.lose_answers, self.answer_with, self.keys, self.partial = 0, None, [], []

    def note(self, key: str, body: bytes) -> bool:
        """Note what came along: a whole answer by its key, a partial one by what it says; whether it was whole."""
        content = json.loads(body)
        if content.get("partial"):
            self.partial.append(content | {"key": key})
        else:
            self.keys.append(key)
        return not content.get("partial")

    def pass_on(
        self, method: str, target: str, headers: dict[str, str], body: bytes
    ) -> http.client.HTTPResponse | None:
        """What Kuultu answers, or nothing where the answer is to be lost on its way."""
        connection = http.client.HTTPConnection(self._behind, timeout=60)
        connection.request(method, target, body or None, headers)
        answer = connection.getresponse()
        if method == "POST" and self.note(headers["idempotency-key"], body) and self.lose_answers:
            self.lose_answers -= 1
            answer.read()
            return None
        return answer

    @property
    def handler(self) -> type[BaseHTTPRequestHandler]:
        """Serves this line."""
        line = self

        class Handler(Quiet):
            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.command == "POST" and line.answer_with:
                    line.note(self.headers["Idempotency-Key"], body)
                    return self._answer(line.answer_with[0], line.answer_with[1], b"{}")
                headers = {name.lower(): value for name, value in self.headers.items() if name.lower() != "host"}
                answer = line.pass_on(self.command, self.path, headers, body)
                if answer is None:
                    return self.connection.close()
                return self._answer(answer.status, dict(answer.getheaders()), answer.read())

            def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response_only(status)
                allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
                for name, value in {**allowed, **{name.title(): value for name, value in headers.items()}}.items():
                    if name.lower() not in CONNECTION:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(BrokenPipeError):  # a page that was left has no use for it
                    self.wfile.write(body)

            do_GET = do_POST = do_OPTIONS = _serve  # noqa: N815 - names that http.server gives

        return Handler


class Shop:
    """A shop whose pages hold one element, under a policy without `unsafe-inline`."""

    def __init__(self, kuultu: str) -> None:
        """`kuultu` is the address that the shop loads the widget from."""
        self.kuultu, self.element, self.address = kuultu, "", ""

    @property
    def handler(self) -> type[BaseHTTPRequestHandler]:
        """Serves the shop's pages and its style sheet."""
        shop = self

        class Handler(Quiet):
            def do_GET(self) -> None:
                is_style = self.path == "/style.css"
                body = (STYLE if is_style else PAGE.format(kuultu=shop.kuultu, element=shop.element)).encode()
                self.send_response_only(200)
                policy = f"default-src 'self'; script-src {shop.kuultu}; connect-src {shop.kuultu}; style-src 'self'"
                self.send_header("Content-Security-Policy", policy)
                self.send_header("Content-Type", "text/css" if is_style else "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)

        return Handler


@contextmanager
def served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """An HTTP server on a free port of this machine; its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
