"""For each Lambda the shortest part of a journey that needs every one of its grants, faults included."""

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from infra.local.journeys import Journey
from infra.local.people import ask, post
from infra.local.running import LocalKuultu

OWNER = "owner.helsinki@example.com"
MANAGER = "manager.helsinki@example.com"


class Probe:
    """A running Kuultu, and a customer who is a stranger to every earlier probe."""

    def __init__(self, kuultu: LocalKuultu, patience: float) -> None:
        self.kuultu = kuultu
        self.journey = Journey(kuultu.url, patience=patience)
        self.customer = f"{uuid.uuid4().hex[:12]}@example.com"
        self.cases: set[str] = set()

    def table(self, name: str) -> str:
        """The deployed table's name."""
        return str(self.kuultu.deployed.table(name))

    def answer(self, score: int, survey: str = "visit", key: str | None = None) -> str:
        """The customer answers; the response's id."""
        contact = {"email": self.customer, "consent": True}
        body = {"language": "fi", "answers": {"csat": score}, "contact": contact, "context": {"unit": "helsinki"}}
        answer = self.journey.submit(survey, body, key)
        assert answer.status in {200, 201}, answer.body
        self.cases.add(answer.json["response_id"])
        return str(answer.json["response_id"])

    def link(self, kind: str, to: str, number: int = 1) -> str:
        """The link in a mail about this customer; what an earlier probe broke may still be tried again meanwhile."""
        return str(self.journey.wait_for(kind, to, number, self._is_ours)["links"][0])

    def _is_ours(self, mail: Mapping[str, Any]) -> bool:
        token = mail["links"][0].rpartition("/")[2]
        return self.item("links", token_hash=hashlib.sha256(token.encode()).hexdigest())["case_id"] in self.cases

    def decide(self, kind: str, to: str, choice: str, number: int = 1, **fields: str) -> None:
        """Act on a link."""
        assert post(self.link(kind, to, number), choice=choice, **fields).status == 303

    def change(self, table: str, key: Mapping[str, str], **values: str) -> None:
        """Put an item into the state that a fault would leave it in."""
        names = {f"#{name}": name for name in values}
        self.kuultu.client("dynamodb").update_item(
            TableName=self.table(table),
            Key={name: {"S": value} for name, value in key.items()},
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ExpressionAttributeNames=names,
            ExpressionAttributeValues={f":{name}": {"S": value} for name, value in values.items()},
        )

    def invoke(self, name: str, event: Mapping[str, Any]) -> None:
        """Call a Lambda as its source does."""
        function = self.kuultu.deployed.function(name)
        answer = self.kuultu.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event))
        assert "FunctionError" not in answer, answer["Payload"].read()

    def item(self, table: str, **key: str) -> dict[str, str]:
        """What stands in a table, texts only."""
        keys = {name: {"S": value} for name, value in key.items()}
        found = self.kuultu.client("dynamodb").get_item(TableName=self.table(table), Key=keys)["Item"]
        return {name: value["S"] for name, value in found.items() if "S" in value}

    def forget(self, table: str, *names: str, **key: str) -> None:
        """Take attributes out of an item, or the whole item."""
        keys = {name: {"S": value} for name, value in key.items()}
        where = {"TableName": self.table(table), "Key": keys}
        if names:
            self.kuultu.client("dynamodb").update_item(**where, UpdateExpression="REMOVE " + ", ".join(names))
        else:
            self.kuultu.client("dynamodb").delete_item(**where)

    def status_of(self, execution: str) -> str:
        """What became of an execution."""
        machine = str(self.kuultu.grants_of("link_actions")).partition(":stateMachine:")[2].partition("'")[0]
        arn = f"arn:aws:states:eu-north-1:000000000000:execution:{machine}:{execution}"
        return str(self.kuultu.client("stepfunctions").describe_execution(executionArn=arn)["status"])

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + self.journey.patience
        while not holds():
            assert time.monotonic() < deadline, "It never came to hold."
            time.sleep(0.1)


def intake(probe: Probe) -> None:
    """A survey that this Lambda has never read is answered, and answered again with the same key."""
    survey, key_of_sender = new_survey(probe), uuid.uuid4().hex
    assert probe.answer(3, survey, key_of_sender) == probe.answer(3, survey, key_of_sender)


def new_survey(probe: Probe) -> str:
    """A survey that no Lambda has ever read."""
    client, survey = probe.kuultu.client("dynamodb"), f"new-{uuid.uuid4().hex[:8]}"
    for version in ("current", "000001"):
        key = {"survey_id": {"S": "visit"}, "version": {"S": version}}
        item = client.get_item(TableName=probe.table("surveys"), Key=key)["Item"]
        client.put_item(TableName=probe.table("surveys"), Item={**item, "survey_id": {"S": survey}})
    return survey


def survey_pages(probe: Probe) -> None:
    """A customer looks at a survey that this Lambda has never read."""
    assert ask(f"{probe.kuultu.url}/s/{new_survey(probe)}?csat=3").status == 200


def survey_forms(probe: Probe) -> None:
    """The form of a survey that this Lambda has never read is sent, and sent again."""
    page, key = f"{probe.kuultu.url}/s/{new_survey(probe)}", uuid.uuid4().hex
    assert [post(page, key=key, csat="3").status for _ in range(2)] == [303, 303]


def response_stream(probe: Probe) -> None:
    """One unhappy and one content customer; the first is off the outbox then."""
    case_id = probe.answer(1)
    probe.link("task-triage", OWNER)
    probe.wait_until(lambda: "handled_at" in probe.item("responses", response_id=case_id))
    probe.answer(3)
    probe.journey.wait_for("thanks", probe.customer)


def case_steps(probe: Probe) -> None:
    """A step that comes late finds its task decided; one that asks for what is past hands the case on to another."""
    case_id = probe.answer(1)
    probe.journey.wait_for("acknowledgement", probe.customer)
    probe.decide("task-triage", OWNER, "handle")
    probe.invoke("case_steps", {"ask": "triage", "case_id": case_id, "callback": str(uuid.uuid4())})
    closing = probe.answer(1)
    probe.link("task-triage", OWNER, 2)
    slip = {"choice": "not_a_complaint", "decided_by": OWNER, "decided_at": DUE["attend_at"]}
    probe.change("cases", {"case_id": closing, "item": "task#1#triage"}, **slip)
    probe.invoke("case_steps", {"ask": "reply", "case_id": closing, "callback": str(uuid.uuid4())})
    probe.wait_until(lambda: probe.status_of(closing) == "ABORTED")
    probe.journey.wait_for("thanks", probe.customer)


def link_pages(probe: Probe) -> None:
    """The owner looks."""
    probe.answer(1)
    assert ask(probe.link("task-triage", OWNER)).status == 200


def link_actions(probe: Probe) -> None:
    """One case turns out to be no complaint; in another the manager ends reflection. Both go on at once."""
    probe.answer(1)
    probe.decide("task-triage", OWNER, "not_a_complaint")
    probe.journey.wait_for("thanks", probe.customer)
    case_id = probe.answer(1)
    probe.decide("task-triage", OWNER, "handle", number=2)
    probe.decide("task-end_reflection", MANAGER, "end", number=2, reason="Terä irtosi.")
    probe.link("task-conclude", OWNER)
    probe.wait_until(lambda: probe.status_of(case_id) == "ABORTED")
    probe.answer(1)
    probe.decide("task-triage", OWNER, "handle", number=3, return_product="on")
    probe.decide("request-return_product", probe.customer, "sent", tracking="JJFI 1234")
    probe.link("task-inspect", OWNER)


def mail_events(probe: Probe) -> None:
    """SES reports that a mail has arrived."""
    mail_id = f"{probe.answer(3)}-0-thanks-0"
    probe.journey.wait_for("thanks", probe.customer)
    probe.invoke("mail_events", {"detail": {"eventType": "Delivery", "mail": {"tags": {"mail_id": [mail_id]}}}})
    assert probe.item("mails", mail_id=mail_id)["state"] == "delivered"


def sweep(probe: Probe) -> None:
    """All that a sweep may find at once, each as a fault would have left it."""
    returning = probe.answer(1)
    probe.decide("task-triage", OWNER, "handle", return_product="on")
    probe.journey.wait_for("request-return_product", probe.customer)
    lost_by_the_stream(probe, probe.answer(3))
    thinking = probe.answer(1)  # last, as its time to think must not be over when the sweep comes
    probe.decide("task-triage", OWNER, "handle", number=2)
    probe.link("task-end_reflection", MANAGER, 2)
    half_done(probe, thinking, returning)
    answer = ask(f"{probe.kuultu.url}/_local/sweep", b"", method="POST")
    assert answer.status == 200, answer.body
    assert answer.json["failed"] == 0, answer.body
    probe.journey.wait_for("thanks", probe.customer, number=2)
    probe.journey.wait_for("acknowledgement", probe.customer, number=3)
    probe.link("task-inspect", OWNER)


DUE = {"attention": "open", "attend_at": "2026-01-01T00:00:00.000000+0000"}


def lost_by_the_stream(probe: Probe, response_id: str) -> None:
    """A content customer whom nobody thanked."""
    probe.journey.wait_for("thanks", probe.customer)
    probe.wait_until(lambda: "handled_at" in probe.item("responses", response_id=response_id))
    probe.forget("mails", mail_id=f"{response_id}-0-thanks-0")
    probe.change("responses", {"response_id": response_id}, **DUE)
    probe.forget("responses", "handled_at", response_id=response_id)


def half_done(probe: Probe, thinking: str, returning: str) -> None:
    """Mails of unknown fate, decisions that the workflow was not told, reflection ended and nothing followed."""
    for mail in (f"{thinking}-1-acknowledgement-0", f"{thinking}-1-task-triage-triage-0"):
        probe.change("mails", {"mail_id": mail}, state="unknown", **DUE)
    ended = {"choice": "end", "decided_by": MANAGER, "decided_at": DUE["attend_at"]}
    sent = {"choice": "sent", "decided_by": "customer", "decided_at": DUE["attend_at"], "fields": "{}"}
    for item, values in {"case": {}, "task#1#triage": {}, "task#1#end_reflection": ended}.items():
        probe.change("cases", {"case_id": thinking, "item": item}, **DUE, **values)
    probe.change("cases", {"case_id": returning, "item": "task#1#return_product"}, **DUE, **sent)


PROBES: Mapping[str, Callable[[Probe], None]] = {
    "intake": intake,
    "survey_pages": survey_pages,
    "survey_forms": survey_forms,
    "link_pages": link_pages,
    "link_actions": link_actions,
    "case_steps": case_steps,
    "response_stream": response_stream,
    "mail_events": mail_events,
    "sweep": sweep,
}
