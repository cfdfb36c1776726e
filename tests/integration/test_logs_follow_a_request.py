"""Logs: each line tells its request, its place in the code, and the case, response or mail that it is about."""

import json
from datetime import UTC, datetime
from importlib import import_module
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest

from infra.components.grants import GRANTS
from kuultu.errors import KuultuError
from kuultu.observability import logger, observed
from kuultu.services.cases.handling_start import begin_handling
from kuultu.services.sweep import sweep
from kuultu.store.mails import MailItem
from tests.integration.http import event, submit
from tests.integration.wire import Wire
from tests.integration.world import DAY, World, submission

Lines = list[dict[str, Any]]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """The log from now on, as Lambda would get it."""
    stream = StringIO()
    monkeypatch.setattr(logger().registered_handler, "stream", stream)
    return stream


def lines_of(log: StringIO | str) -> Lines:
    """The lines of the log, or the metric lines that were printed."""
    text = log if isinstance(log, str) else log.getvalue()
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def logged(lines: Lines, message: str) -> dict[str, Any]:
    """The one log line with a message."""
    (line,) = (line for line in lines if line.get("message") == message)
    return line


class Context:
    """Lambda's context: an id, and milliseconds that pass."""

    aws_request_id = "lambda-7"

    def __init__(self, *left: int) -> None:
        self._left = list(left)

    def get_remaining_time_in_millis(self) -> int:
        return self._left.pop(0)


def test_the_instance_of_a_problem_finds_the_line_that_tells_the_reason(
    aws: None, wire: Wire, no_waiting: None, log: StringIO
) -> None:
    wire.refuse("UpdateItem", "InternalServerError", status=500, times=9)
    instance = submit(submission()).json["instance"]
    assert logged(lines_of(log), "StoreFailed")["request_id"] == instance == "request-1"


def test_a_line_names_the_invocation_where_there_is_no_http_request(aws: None, log: StringIO) -> None:
    from mail_events.handler import handle

    foreign = {"detail": {"eventType": "Open", "mail": {"tags": {"mail_id": ["somebody-elses"]}}}}
    handle(foreign, Context(30_000, 29_000))
    assert logged(lines_of(log), "MailEventIgnored")["request_id"] == "lambda-7"


def test_a_line_names_the_place_in_the_code_that_counted(aws: None, log: StringIO) -> None:
    begin_handling(submit(submission()).json["response_id"], datetime.now(UTC))
    assert logged(lines_of(log), "CaseBegun")["location"].partition(":")[0] == "_start"


@pytest.mark.parametrize("kind", ["response_id", "mail_id", "case_id"])
def test_an_item_that_the_sweep_fails_at_is_named(
    world: World, kind: str, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = {"case_id": world.begins_case()}
    ids["response_id"] = submit(submission()).json["response_id"]
    ids["mail_id"] = next(record.mail_id for record in MailItem.scan())
    mail = MailItem.get(ids["mail_id"])
    mail.update([MailItem.state.set("odd"), MailItem.attention.set("open"), MailItem.attend_at.set(world.now)])
    for called in ("case_duties.dossier_of", "response_duties.begin_handling"):
        monkeypatch.setattr(f"kuultu.services.duties.{called}", lambda *_: 1 / 0)
    sweep(world.now + DAY)
    failures = [line for line in lines_of(log) if line.get("message") == "SweepItemFailed"]
    assert ids[kind] in [line.get(kind) for line in failures]


@pytest.mark.parametrize("name", GRANTS)
def test_every_lambda_is_observed(name: str) -> None:
    handle = import_module(f"{name}.handler").handle
    assert handle.__code__.co_name == "observed_handle"


def test_what_a_lambda_raises_unexpectedly_is_logged_and_raised_without_its_message(
    log: StringIO,
) -> None:
    def fail(_event: dict[str, Any], _context: object) -> None:
        raise ValueError("Aino Esimerkki")

    with pytest.raises(KuultuError, match="our side"):
        observed(fail)({}, SimpleNamespace())
    assert logged(lines_of(log), "InvocationFailed")["error"] == "ValueError"
    assert "Aino" not in log.getvalue()


@pytest.mark.parametrize(("left", "told"), [(2_100, 0), (1_900, 1)])
def test_an_invocation_that_ends_shortly_before_its_limit_is_counted(
    aws: None, left: int, told: int, log: StringIO
) -> None:
    from intake.handler import handle

    handle(event("GET", "/health"), Context(10_000, left))
    assert [line["message"] for line in lines_of(log) if "message" in line] == ["NearTimeOut"] * told


def test_every_metric_tells_its_stage(aws: None, capsys: pytest.CaptureFixture[str]) -> None:
    from mail_events.handler import handle

    for _ in range(2):
        handle({"detail": {"eventType": "Open", "mail": {"tags": {"mail_id": ["x"]}}}}, None)
    counted = [line for line in lines_of(capsys.readouterr().out) if "_aws" in line]
    assert [(line["stage"], line["service"]) for line in counted] == [("test", "kuultu")] * 2
    assert {tuple(sorted(names)) for line in counted for names in _dimensions(line)} == {("service", "stage")}


def _dimensions(line: dict[str, Any]) -> list[list[str]]:
    dimensions: list[list[str]] = line["_aws"]["CloudWatchMetrics"][0]["Dimensions"]
    return dimensions
