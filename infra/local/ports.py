"""Loopback ports: listening sockets, taken before the deployment, and numbers of free ports."""

import socket

from infra.local.errors import CannotRun

LOOPBACK = "127.0.0.1"
# A short list, of which each process of tests has a part of its own.
PORTS_FOR_TESTS = range(8100, 8200)


def listen(port: int) -> socket.socket:
    """A socket that listens on a loopback port, and keeps the port from now on; raises CannotRun."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((LOOPBACK, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise CannotRun(
            f"Port {port} is in use or not allowed: stop what uses it, or choose another with make run PORT={port + 1}."
        ) from error
    return taken


def listen_on_first_free() -> socket.socket:
    """A listening socket on the first free port from 8100 to 8199, for tests; raises CannotRun."""
    for port in PORTS_FOR_TESTS:
        try:
            return listen(port)
        except CannotRun:
            continue
    raise CannotRun("All ports from 8100 to 8199 are in use: stop some of what uses them.")


def free_port() -> int:
    """The number of a port that is free at the moment; another process may take the port later."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
