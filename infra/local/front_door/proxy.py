"""Hands requests on to the deployed HTTP API, and its answers back: path, query and body byte for byte."""

from collections.abc import Iterable
from urllib.parse import urlsplit

import httpcore
from starlette.requests import Request
from starlette.responses import Response

Headers = list[tuple[bytes, bytes]]

# They are about one connection, not about the message (RFC 9110, 7.6.1).
OF_THE_CONNECTION = {
    b"connection",
    b"keep-alive",
    b"proxy-connection",
    b"te",
    b"trailer",
    b"transfer-encoding",
    b"upgrade",
}
SECONDS_TO_ANSWER = 40.0


class ApiProxy:
    """The deployed HTTP API, by its long address at the emulator.

    Not by its host name: there the emulator answers `/health` and other paths of its own before the API sees them.
    """

    def __init__(self, endpoint: str, api_id: str) -> None:
        """Take note of the API's address; connections are opened on first use."""
        address = urlsplit(endpoint)
        self._host, self._port = str(address.hostname).encode(), address.port
        self._prefix = f"/_aws/execute-api/{api_id}/$default".encode()
        self._pool = httpcore.AsyncConnectionPool(max_connections=50)

    async def forward(self, request: Request) -> Response:
        """Pass a request on, and its answer back."""
        body = await request.body()
        headers = [(name, value) for name, value in request.headers.raw if name not in {b"host", *OF_THE_CONNECTION}]
        answer = await self._send(request.method, target_of(request), headers, body)
        response = Response(answer.content, status_code=answer.status)
        response.raw_headers = of_the_message(answer.headers)
        return response

    async def _send(self, method: str, target: bytes, headers: Headers, body: bytes) -> httpcore.Response:
        url = httpcore.URL(scheme=b"http", host=self._host, port=self._port, target=self._prefix + target)
        length = [(b"content-length", str(len(body)).encode())] if body else []
        sent = [pair for pair in headers if pair[0] != b"content-length"]
        timeout = {"connect": 5.0, "read": SECONDS_TO_ANSWER, "write": 5.0, "pool": 5.0}
        # Read whole: an answer that nobody reads to its end would keep its connection for ever.
        return await self._pool.request(
            method, url, headers=[(b"host", self._host), *sent, *length], content=body, extensions={"timeout": timeout}
        )


def target_of(request: Request) -> bytes:
    """The path and the query of a request, still encoded."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return path + b"?" + query if query else path


def of_the_message(headers: Iterable[tuple[bytes, bytes]]) -> Headers:
    """The headers of an answer, duplicates too, without the headers of a connection; names in lower case."""
    return [(name.lower(), value) for name, value in headers if name.lower() not in OF_THE_CONNECTION]
