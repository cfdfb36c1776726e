"""A visit of staff to the console, as it is counted."""

from dataclasses import dataclass, field

from tests.costs.meter import Meter
from tests.integration.console import last_code
from tests.integration.console_lists import ids
from tests.integration.http import Filled, GatewayResponse, open_console, send_console
from tests.integration.world import OWNER

READ = 10
"""Answers that are read one after the other."""


@dataclass
class ConsoleVisit:
    """The browser of the owner, and the meter that counts what the visit takes."""

    meter: Meter
    cookies: dict[str, str] = field(default_factory=dict)

    def takes_place(self) -> None:
        """The owner signs in, looks at the start page and at both lists, reads ten answers, and looks at a case."""
        self._signs_in()
        self._looks("/console")
        self._reads_answers(ids(self._looks("/console/answers"))[0])
        self._looks(f"/console/cases/{ids(self._looks('/console/cases'))[0]}")

    def _signs_in(self) -> None:
        self._looks("/console/sign-in")
        self._sends("/console/sign-in", {"email": OWNER})
        self._is_mailed()
        self._looks("/console/code")
        self._sends("/console/code", {"code": last_code(self.meter.wire)})

    def _is_mailed(self) -> None:
        from sign_in_mails.handler import handle

        _, event = self.meter.wire.invoked.pop()
        with self.meter.invocation("sign_in_mails"):
            handle(event, object())

    def _reads_answers(self, first: str) -> None:
        page = f"/console/answers/{first}"
        for _ in range(READ):
            self._looks(page)
            page = self._sends(page, {"choice": "next"}).headers["location"]

    def _looks(self, path: str) -> GatewayResponse:
        with self.meter.invocation("console_pages", by_request=True):
            answer = open_console(path, self.cookies)
        assert answer.status == 200, answer.body
        return answer

    def _sends(self, path: str, fields: Filled) -> GatewayResponse:
        with self.meter.invocation("console_actions", by_request=True):
            answer = send_console(path, fields, self.cookies)
        assert answer.status == 303, answer.body
        self.cookies |= answer.cookies
        return answer
