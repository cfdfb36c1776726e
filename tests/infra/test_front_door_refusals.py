"""The front door of the local run towards foreign sites, a stack that is away, and visitors who hang up."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import httpcore
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from infra.deployed_stack import DeployedStack
from infra.local.front_door.admission import Admission
from infra.local.front_door.cors_preflight import Options
from infra.local.front_door.outage import Outage
from infra.local.front_door.proxy import ApiProxy
from infra.local.front_door.routes import FrontDoor
from infra.local.front_door.sent_mails import Mails
from infra.local.sweeps import Sweeps

PORT = 8000
NOWHERE = "http://127.0.0.1:9"
FUNCTIONS = {"functionssweep1": "sweep", "functionsintake1": "intake"}
STACK = DeployedStack(
    "Kuultu", {"MailsTable": "mails"}, {"AWS::Lambda::Function": FUNCTIONS, "AWS::ApiGatewayV2::Api": {"api": "api"}}
)
OWN = {"host": f"127.0.0.1:{PORT}"}
App = Callable[[Scope, Receive, Send], Any]


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """What is behind the door: it reads the body, and answers."""
    await Request(scope, receive).body()
    await PlainTextResponse("inside")(scope, receive, send)


async def away(*_: object) -> None:
    """A stack that does not answer."""
    raise httpcore.ConnectError


class Answer(NamedTuple):
    """An answer; its status is 0 if there is none."""

    status: int
    body: str
    headers: dict[str, str]


def ask(app: App, method: str, path: str, message: str = "http.request", **headers: str) -> Answer:
    """One request, of which `message` is all that comes after its headers."""
    said: list[Any] = []
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "raw_path": path.encode(), "headers": raw, "root_path": ""}

    async def receive() -> dict[str, Any]:
        return {"type": message}

    async def send(part: Any) -> None:  # noqa: ANN401 (ASGI)
        said.append(part)

    asyncio.run(app({**scope, "query_string": b""}, receive, send))
    if not said:
        return Answer(0, "", {})
    named = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return Answer(said[0]["status"], said[1]["body"].decode(), named)


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"127.0.0.1:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_names_of_this_machine_are_served(host: str) -> None:
    assert ask(Admission(inside, PORT), "GET", "/_local/mails", host=host).body == "inside"


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1.evil:{PORT}", "a:b", "[::1"],
)
def test_any_other_name_is_refused_also_one_that_leads_here(host: str) -> None:
    answer = ask(Admission(inside, PORT), "GET", "/_local/mails", host=host)

    assert answer.status == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": f"http://127.0.0.1:{PORT}", "sec_fetch_site": "same-origin"}, 200),
        ({"origin": f"http://localhost:{PORT}"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9000"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
    ],
)
def test_the_sweep_is_run_for_programs_and_own_pages_not_for_foreign_sites(
    headers: dict[str, str], status: int
) -> None:
    answer = ask(Admission(inside, PORT), "POST", "/_local/sweep", **OWN, **headers)

    assert answer.status == status


def test_a_foreign_site_may_still_post_to_the_public_api() -> None:
    answer = ask(Admission(inside, PORT), "POST", "/v1/surveys/visit/responses", **OWN, origin="https://shop.example")

    assert answer.status == 200


def test_while_the_stack_is_away_a_program_gets_a_problem_and_the_time_to_come_back() -> None:
    answer = ask(Outage(away, lambda: False), "POST", "/v1/surveys/visit/responses")

    assert (answer.status, json.loads(answer.body)["status"], answer.headers["retry-after"]) == (503, 503, "5")
    assert answer.headers["content-type"] == "application/problem+json"


def test_while_the_stack_is_away_a_person_gets_a_page_in_their_language() -> None:
    answer = ask(Outage(away, lambda: False), "GET", "/l/token", accept="text/html,*/*")

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    assert '<html lang="fi">' in answer.body


@pytest.mark.parametrize(("method", "path"), [("POST", "/_local/sweep"), ("GET", "/health"), ("OPTIONS", "/health")])
def test_every_part_of_the_door_asks_to_come_back_while_the_emulator_is_gone(
    tmp_path: Path, method: str, path: str
) -> None:
    mails, sweeps = Mails(STACK, NOWHERE, tmp_path / "mails.jsonl"), Sweeps(STACK, NOWHERE, day_seconds=60)
    door = FrontDoor(ApiProxy(NOWHERE, STACK.api_id), Options(STACK, NOWHERE), mails, sweeps)

    assert ask(Outage(door, lambda: False), method, path, **OWN).status == 503


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("POST", 503)])
def test_while_the_disk_is_full_looking_goes_on_and_nothing_is_taken_in(method: str, status: int) -> None:
    answer = ask(Outage(inside, lambda: True), method, "/s/visit")

    assert answer.status == status


def test_a_visitor_who_hangs_up_leaves_no_traceback() -> None:
    assert ask(Outage(inside, lambda: False), "POST", "/s/visit", "http.disconnect").status == 0
