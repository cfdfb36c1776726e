"""Serves an ASGI application from a thread of this process, on a listening socket."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import socket

import uvicorn
from starlette.types import ASGIApp

from infra.local.errors import CannotRun

SECONDS_TO_OPEN = 10
SECONDS_TO_FINISH = 2


@contextmanager
def serving(app: ASGIApp, door: socket) -> Iterator[None]:
    """Answer requests inside the context; requests under way at its end get 2 seconds to finish. Raises CannotRun."""
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, name="front-door", daemon=True)
    thread.start()
    wait_until_open(server)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(2 * SECONDS_TO_FINISH)


def wait_until_open(server: uvicorn.Server) -> None:
    """Wait until the server takes requests; raises CannotRun after 10 seconds."""
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while not server.started:
        if time.monotonic() > deadline:
            raise CannotRun("The front door did not open: try again.")
        time.sleep(0.02)
