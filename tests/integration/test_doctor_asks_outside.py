"""`kuultu doctor` outside AWS's interfaces: names in DNS, pages, and an account without a stack."""

import argparse
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import boto3
import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest
from botocore.stub import Stubber

from cli.doctor import commands
from cli.doctor.commands import answers, surroundings, texts_of

RECORDS = {"_dmarc.shop.fi.": ['"v=DMARC1; " "p=none"'], "bare.shop.fi.": []}


def answered(question: bytes) -> bytes:
    """The answer of a name server that knows RECORDS; of names under `broken.` it answers that it failed."""
    asked = dns.message.from_wire(question)
    name = asked.question[0].name.to_text()
    answer = dns.message.make_response(asked)
    answer.flags |= dns.flags.RA
    if name.startswith("broken."):
        answer.set_rcode(dns.rcode.SERVFAIL)
    elif name not in RECORDS:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    elif RECORDS[name]:
        answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *RECORDS[name]))
    return answer.to_wire()


@pytest.fixture
def name_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A name server on this machine, which is asked for all names."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))

    def serve() -> None:
        while (received := server.recvfrom(4_096))[0] != b"end":
            server.sendto(answered(received[0]), received[1])

    thread = Thread(target=serve, daemon=True)
    thread.start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], server.getsockname()[1]
    monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
    monkeypatch.setattr(commands, "SECONDS", 1)
    yield
    server.sendto(b"end", server.getsockname())
    thread.join()
    server.close()


@pytest.mark.usefixtures("name_server")
def test_the_texts_of_a_name_are_joined_and_a_name_without_any_has_none() -> None:
    assert texts_of("_dmarc.shop.fi") == ["v=DMARC1; p=none"]
    assert texts_of("bare.shop.fi") == texts_of("nowhere.shop.fi") == []


@pytest.mark.usefixtures("name_server")
def test_a_lookup_that_fails_is_no_missing_record() -> None:
    with pytest.raises(OSError, match=r"broken\.shop\.fi"):
        texts_of("broken.shop.fi")


class Pages(BaseHTTPRequestHandler):
    """A page that is well, and nothing else."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/health" else 503)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_a_page_answers_with_200_or_not_at_all() -> None:
    server = HTTPServer(("127.0.0.1", 0), Pages)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    assert [answers(f"{address}/health"), answers(f"{address}/else"), answers("nowhere")] == [True, False, False]
    server.shutdown()
    server.server_close()
    assert not answers(f"{address}/health")


def test_before_the_first_deployment_there_are_surroundings_without_a_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    def client(service: str) -> Any:  # noqa: ANN401 - boto3's
        made = real(service, region_name="eu-north-1")
        stub = Stubber(made)
        stub.add_client_error("describe_stacks", "ValidationError", "Stack with id Kuultu does not exist")
        stub.activate()
        return made

    real = boto3.client
    monkeypatch.setattr(boto3, "client", client)
    asked = argparse.Namespace(
        stage=None, stages="stages", stack=None, region=None, profile=None, endpoint_url=None, sender="feedback@shop.fi"
    )
    here = surroundings(asked)
    assert (here.stack, here.deployed, here.environment, here.domain) == ("Kuultu", None, {}, "shop.fi")
