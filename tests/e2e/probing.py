"""What a probe of the Lambdas' grants can do: answer, click, wait, and leave behind what a fault would."""

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from infra.local.client.browser import post
from infra.local.client.journeys import Journey, never
from infra.local.local_kuultu import LocalKuultu
from tests.pace import pace


class Probe:
    """A running Kuultu, and a customer who is a stranger to every earlier probe."""

    def __init__(self, kuultu: LocalKuultu, hopeless: Callable[[], bool] = never) -> None:
        self.kuultu = kuultu
        self.journey = Journey(kuultu.url, patience=15 * pace(), hopeless=hopeless)
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
        return self.links(kind, to, number)[0]

    def links(self, kind: str, to: str, number: int = 1) -> list[str]:
        """All links in such a mail; the last one of staff's leads to the page of the case."""
        return list(self.journey.wait_for(kind, to, number, self._is_ours)["links"])

    def _is_ours(self, mail: Mapping[str, Any]) -> bool:
        token = mail["links"][0].rpartition("/")[2]
        return self.item("links", token_hash=hashlib.sha256(token.encode()).hexdigest())["case_id"] in self.cases

    def decide(self, kind: str, to: str, choice: str, number: int = 1, **fields: str) -> None:
        """Act on a link."""
        assert post(self.link(kind, to, number), choice=choice, **fields).status == 303

    def change(self, table: str, key: Mapping[str, str], **values: str | bool) -> None:
        """Put an item into the state that a fault would leave it in."""
        names = {f"#{name}": name for name in values}
        self.kuultu.client("dynamodb").update_item(
            TableName=self.table(table),
            Key={name: {"S": value} for name, value in key.items()},
            UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
            ExpressionAttributeNames=names,
            ExpressionAttributeValues={
                f":{name}": {"BOOL" if isinstance(value, bool) else "S": value} for name, value in values.items()
            },
        )

    def invoke(self, name: str, event: Mapping[str, Any]) -> None:
        """Call a Lambda as its source does."""
        function = self.kuultu.deployed.function(name)
        answer = self.kuultu.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event))
        assert "FunctionError" not in answer, answer["Payload"].read()

    def renew(self, name: str) -> None:
        """End the process of a Lambda, with all that it remembers; the next request finds a new one."""
        function = self.kuultu.deployed.function(name)
        self.kuultu.client("lambda").update_function_configuration(FunctionName=function, MemorySize=1024)

    def item(self, table: str, **key: str) -> dict[str, str]:
        """What stands in a table, texts only."""
        keys = {name: {"S": value} for name, value in key.items()}
        found = self.kuultu.client("dynamodb").get_item(TableName=self.table(table), Key=keys)["Item"]
        return {name: value["S"] for name, value in found.items() if "S" in value}

    def wait_for_task(self, case_id: str, key: str) -> None:
        """Wait until a task of a case is on record: mails of several cases of a customer come in any order."""
        keys = {"case_id": {"S": case_id}, "item": {"S": f"task#{key}"}}
        dynamodb, table = self.kuultu.client("dynamodb"), self.table("cases")
        self.wait_until(lambda: "Item" in dynamodb.get_item(TableName=table, Key=keys))

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
            assert not self.journey.hopeless(), "It cannot come to hold."
            assert time.monotonic() < deadline, "It never came to hold."
            time.sleep(0.1)
