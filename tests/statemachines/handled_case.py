"""One case with the real steps: answered, clicked and looked up as people would, on moto's AWS."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from kuultu.domain.cases.case import Case, CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of
from kuultu.services.cases.handling_start import begin_handling
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.settings import settings
from kuultu.store import cases
from kuultu.store.mails import MailItem
from link_actions.handler import handle as act
from tests.statemachines.people import FORMS, MAILS, UNHAPPY, Forms
from tests.statemachines.real_world import eventually
from tests.statemachines.scripted_steps import states_of


@dataclass(frozen=True)
class Ended:
    """What is left of a case when its world is gone."""

    status: str
    case: Case
    mails: list[tuple[str, str, str]]
    history: str


@dataclass(frozen=True)
class HandledCase:
    """A case from its complaint on; each link is used once."""

    id: str
    used: set[str] = field(default_factory=set)
    read: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def begun(cls, answer_seconds: int | None = None, **response: object) -> "HandledCase":
        """A customer complains; the workflow waits this long for answers (else as long as the settings say)."""
        handled = cls.recorded({**UNHAPPY, **response})
        if answer_seconds is None:
            begin_handling(handled.id, datetime.now(UTC))
        else:
            handled._start(answer_seconds)
        return handled

    @classmethod
    def recorded(cls, response: Mapping[str, object], key: str = "") -> "HandledCase":
        """A customer has complained, and nobody has seen it yet; what is None is left out."""
        content = {name: value for name, value in response.items() if value is not None}
        sender = Sender("192.0.2.1")
        return cls(record_response("after-purchase", content, key or None, sender, datetime.now(UTC)).response_id)

    def _start(self, answer_seconds: int) -> None:
        data = {"case_id": self.id, "waits": {"answer_seconds": answer_seconds}}
        machine = settings().state_machine_arn
        states_of("eu-north-1").start_execution(stateMachineArn=machine, name=self.id, input=json.dumps(data))

    @property
    def record(self) -> CaseRecord:
        """The case with its tasks, as they are on record."""
        record = cases.load(self.id)
        assert record
        return record

    @property
    def case(self) -> Case:
        """The case alone."""
        return self.record.case

    def task(self, kind: TaskKind) -> Task | None:
        """The latest task of this kind in this round."""
        return next(reversed(self.record.of_kind(kind)), None)

    def decide(self, kind: TaskKind, mail: str = "", **fields: str) -> int:
        """Fill in the form behind the latest mail about this, as soon as it takes it; answers the HTTP status."""
        token = eventually(lambda: self._unused_link(mail or _mail_about(kind)))
        status = eventually(lambda: posted(token, {**FORMS[kind], **fields}))
        self.used.add(token)
        return status

    def _unused_link(self, kind: str) -> str | None:
        letter = self.letter(kind)
        token = re.findall(r"/l/([A-Za-z0-9_-]{43})", letter)[0] if letter else None
        return None if token in self.used else token

    def live_through(self, forms: Forms) -> None:
        """Fill in these forms, one after the other."""
        for kind, fields in forms.items():
            self.decide(kind, **fields)

    def end(self, execution: str = "") -> Mapping[str, Any]:
        """How the execution ended, when it has."""
        arn = self._execution(execution)
        client = states_of("eu-north-1")

        def ended() -> Mapping[str, Any] | None:
            found: Mapping[str, Any] = client.describe_execution(executionArn=arn)
            return None if found["status"] == "RUNNING" else found

        return eventually(ended)

    def ended(self) -> Ended:
        """The case as it looks in the end."""
        return Ended(self.end()["status"], self.case, self.mails, str(self.history()))

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

        messages = ses_backends["123456789012"]["eu-north-1"].sent_messages
        if len(messages) > len(self.read) or any(kind == "unknown" for kind, _, _ in self.read):
            kinds = {record.message_id: record.kind for record in MailItem.scan() if record.case_id == self.id}
            self.read[:] = [
                (kinds.get(one.id, "unknown"), one.destinations["ToAddresses"][0], one.body) for one in messages
            ]
        return self.read


def _mail_about(kind: TaskKind) -> str:
    usual = f"request-{kind}" if entry_of(kind).for_customer else f"task-{kind}"
    return MAILS.get(kind, usual)


def posted(token: str, form: Mapping[str, str]) -> int | None:
    """The answer to the form behind a link; None while the case still reflects."""
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
