"""One case with the real steps: answered, clicked and looked up as people would, on moto's AWS."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from kuultu.domain.case import Case
from kuultu.domain.tasks import TaskKind
from kuultu.services.beginnings import begin_handling
from kuultu.services.intake import record_response
from kuultu.settings import settings
from kuultu.store import cases
from kuultu.store.mails import MailRecord
from link_actions.handler import handle as act
from tests.statemachines.real_world import eventually
from tests.statemachines.scripted_steps import states_of

CUSTOMER = "aino@example.com"
OWNER, MANAGER = "owner.helsinki@example.com", "manager.helsinki@example.com"
WORDS = "Paketti oli rikki, ja puhelimessa tiuskittiin."
UNHAPPY = {
    "language": "fi",
    "answers": {"nps": 2, "why": WORDS},
    "contact": {"name": "Aino Esimerkki", "email": CUSTOMER, "wants_contact": True, "consent": True},
    "context": {"unit": "helsinki", "reference": "order-1001"},
}
TASKS = (TaskKind.TRIAGE, TaskKind.CONCLUDE, TaskKind.REPLY, TaskKind.FOLLOW_UP)
"""What people are asked in one round."""

FORMS: Mapping[TaskKind, Mapping[str, str]] = {
    TaskKind.TRIAGE: {"choice": "handle"},
    TaskKind.END_REFLECTION: {"choice": "end", "reason": "Laite kuumenee."},
    TaskKind.CONCLUDE: {"choice": "ours", "facts": "Pakattu huonosti.", "root_cause": "other"},
    TaskKind.REPLY: {"choice": "send", "message": "Pahoittelemme. Lähetämme uuden.", "despite_warnings": "yes"},
    TaskKind.FOLLOW_UP: {"choice": "solved"},
}
"""How each form is filled in when all goes well."""


@dataclass(frozen=True)
class Ended:
    """What is left of a journey when its world is gone."""

    status: str
    case: Case
    mails: list[tuple[str, str, str]]
    history: str


@dataclass(frozen=True)
class Journey:
    """A case from its complaint on."""

    id: str

    @classmethod
    def begun(cls, answer_seconds: int | None = None) -> "Journey":
        """A customer complains; the workflow waits this long for answers (else as long as the settings say)."""
        headers = {"content-type": "application/json"}
        recorded = record_response("after-purchase", json.dumps(UNHAPPY).encode(), headers, datetime.now(UTC))
        journey = cls(recorded.response_id)
        if answer_seconds is None:
            begin_handling(journey.id, datetime.now(UTC))
        else:
            journey._start(answer_seconds)
        return journey

    def _start(self, answer_seconds: int) -> None:
        data = {"case_id": self.id, "waits": {"answer_seconds": answer_seconds}}
        machine = settings().state_machine_arn
        states_of("eu-north-1").start_execution(stateMachineArn=machine, name=self.id, input=json.dumps(data))

    @property
    def case(self) -> Case:
        """The case as it is on record."""
        file = cases.load(self.id)
        assert file
        return file.case

    def decide(self, kind: TaskKind, mail: str = "", **fields: str) -> int:
        """Fill in the form behind the latest mail about this, as soon as it takes it; answers the HTTP status."""
        letter = eventually(lambda: self.letter(mail or _mail_about(kind)))
        token = re.findall(r"/l/([A-Za-z0-9_-]{43})", letter)[0]
        return eventually(lambda: _posted(token, {**FORMS[kind], **fields}))

    def end(self, execution: str = "") -> Mapping[str, Any]:
        """How the execution ended, when it has."""
        arn = self._execution(execution)
        client = states_of("eu-north-1")

        def ended() -> Mapping[str, Any] | None:
            found: Mapping[str, Any] = client.describe_execution(executionArn=arn)
            return None if found["status"] == "RUNNING" else found

        return eventually(ended)

    def history(self, execution: str = "") -> list[Mapping[str, Any]]:
        """What Step Functions kept of it."""
        found = states_of("eu-north-1").get_execution_history(executionArn=self._execution(execution))
        return list(found["events"])

    def states(self, execution: str = "") -> list[str]:
        """The states that were entered, in order."""
        entered = (event.get("stateEnteredEventDetails") for event in self.history(execution))
        return [details["name"] for details in entered if details]

    def _execution(self, name: str) -> str:
        return settings().state_machine_arn.replace(":stateMachine:", ":execution:") + f":{name or self.id}"

    def letter(self, kind: str) -> str | None:
        """The HTML of the mail of this kind, once it is sent; that of the latest round."""
        return next((text for sent, _, text in reversed(self.mails) if sent == kind), None)

    @property
    def mails(self) -> list[tuple[str, str, str]]:
        """Kind, reader and HTML of every mail that SES took, in order."""
        from moto.ses.models import ses_backends

        kinds = {record.message_id: record.kind for record in MailRecord.scan() if record.case_id == self.id}
        messages = ses_backends["123456789012"]["eu-north-1"].sent_messages
        return [(kinds.get(one.id, "unknown"), one.destinations["ToAddresses"][0], one.body) for one in messages]


def _mail_about(kind: TaskKind) -> str:
    return "follow-up" if kind is TaskKind.FOLLOW_UP else f"task-{kind}"


def _posted(token: str, form: Mapping[str, str]) -> int | None:
    """The answer to the form; None while the case still reflects."""
    http = {"method": "POST", "path": f"/l/{token}", "sourceIp": "192.0.2.1", "protocol": "HTTP/1.1", "userAgent": "x"}
    event = {
        "version": "2.0",
        "routeKey": "POST /l/{token}",
        "rawPath": f"/l/{token}",
        "rawQueryString": "",
        "headers": {"content-type": "application/x-www-form-urlencoded"},
        "requestContext": {"http": http, "stage": "$default", "requestId": "test"},
        "body": b64encode(urlencode(form).encode()).decode(),
        "isBase64Encoded": True,
    }
    status = int(act(event, None)["statusCode"])
    return None if status == 409 else status
