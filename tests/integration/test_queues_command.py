"""`kuultu queues`: what could not be delivered is shown, and drained to where it belongs."""

import json
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

import boto3
import pytest

from cli.queues import commands, failure_queues
from infra.deployed_stack import DeployedStack
from kuultu.store import mails, responses
from kuultu.store.mails import MailItem
from tests.integration.http import submit
from tests.integration.test_mail_events import MAIL, NOW, event
from tests.integration.wire import Wire
from tests.integration.world import DAY, World, submission

LOST = json.dumps({"requestContext": {"condition": "RetryAttemptsExhausted"}, "DDBStreamBatchInfo": {"batchSize": 1}})
Command = Callable[..., int]


class Waiting:
    """The failure queues of a stack, on moto's SQS."""

    def __init__(self) -> None:
        self._sqs = boto3.client("sqs")
        logical = {"streamlost3EB6": "lost", "mailundeliveredevents1FF5": "events", "schedulemissedDF82": "missed"}
        self.urls = {key: self._sqs.create_queue(QueueName=name)["QueueUrl"] for key, name in logical.items()}

    def put(self, start: str, *bodies: str) -> None:
        for body in bodies:
            self._sqs.send_message(QueueUrl=self._url(start), MessageBody=body)

    def bodies(self, start: str) -> list[str]:
        url = self._url(start)
        got = self._sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0).get("Messages", [])
        return [message["Body"] for message in got]

    def _url(self, start: str) -> str:
        return next(url for key, url in self.urls.items() if key.startswith(start))

    def delete(self) -> None:
        for url in self.urls.values():
            self._sqs.delete_queue(QueueUrl=url)


@pytest.fixture
def waiting(aws: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """Failure queues, and Lambdas that run their own code when the command calls them."""

    def run(name: str, payload: Mapping[str, Any]) -> str:
        try:
            import_module(f"{name}.handler").handle(payload, None)
        except Exception as error:
            return type(error).__name__
        return ""

    queues = Waiting()
    monkeypatch.setattr(commands, "connect", lambda _: "Kuultu")
    stack = DeployedStack("Kuultu", {}, {"AWS::SQS::Queue": queues.urls})
    monkeypatch.setattr(commands, "describe", lambda *_: stack)
    monkeypatch.setattr(failure_queues, "LISTENING", 0)  # the clock stands still
    monkeypatch.setattr(commands, "calls_to", lambda _: run)
    yield queues
    queues.delete()


def by_lambda(payload: dict[str, Any]) -> str:
    """A message of Lambda's failure destination."""
    return json.dumps(
        {"version": "1.0", "requestContext": {"condition": "RetriesExhausted"}, "requestPayload": payload}
    )


def test_the_list_tells_how_much_waits_where(
    waiting: Waiting, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting.put("mail", "{}", "{}")
    assert command("queues", "list") == 0
    assert "undelivered-mail-events: 2 waiting" in (told := capsys.readouterr().out)
    assert "lost-responses: empty" in told


@pytest.mark.parametrize("kept_by", [json.dumps, by_lambda])
def test_an_event_of_a_mail_reaches_the_ledger_whoever_kept_it(
    waiting: Waiting, command: Command, kept_by: Callable[[dict[str, Any]], str]
) -> None:
    mails.claim(MAIL, NOW)
    waiting.put("mail", kept_by(event("Delivery")))
    assert command("queues", "drain") == 0
    assert (MailItem.get(MAIL.id).state, waiting.bodies("mail")) == ("delivered", [])


def test_an_event_that_fails_again_stays_and_the_others_are_seen_to(
    waiting: Waiting, command: Command, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    mails.claim(MAIL, NOW)
    waiting.put("mail", '{"odd": 1}', json.dumps(event("Delivery")))
    assert command("queues", "drain") == 1
    world.passes(DAY)
    assert (MailItem.get(MAIL.id).state, waiting.bodies("mail")) == ("delivered", ['{"odd": 1}'])
    assert "1 seen to, 1 stay (mail_events: KuultuError)" in capsys.readouterr().out


def test_missed_sweeps_and_lost_responses_are_one_sweep(waiting: Waiting, command: Command, world: World) -> None:
    response_id = submit(submission()).json["response_id"]
    world.passes(DAY)
    waiting.put("stream", LOST)
    waiting.put("schedule", "{}", by_lambda({}))
    assert command("queues", "drain") == 0
    begun = responses.find(response_id)
    assert begun is not None
    assert begun.execution
    assert waiting.bodies("stream") + waiting.bodies("schedule") == []


def test_a_lost_response_that_the_sweep_cannot_begin_keeps_its_message(
    waiting: Waiting, command: Command, world: World, wire: Wire, capsys: pytest.CaptureFixture[str]
) -> None:
    submit(submission())
    world.passes(DAY)
    wire.refuse("StartExecution", "AccessDeniedException", times=9)
    waiting.put("stream", LOST)
    assert command("queues", "drain") == 1
    world.passes(DAY)
    assert waiting.bodies("stream") == [LOST]
    assert "responses still wait" in capsys.readouterr().out
