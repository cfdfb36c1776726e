"""A shop in which a customer waits at each stage of the handling; it is made once for the tests of a process."""

from collections import Counter
from collections.abc import Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kuultu.services.cases.handling_start import begin_handling
from kuultu.services.protection.admission import Sender
from kuultu.services.responses.response_recording import record_response
from kuultu.services.sweep import sweep
from tests.integration.machine import Machine
from tests.integration.mailbox import last
from tests.integration.moto_backends import backend
from tests.integration.world import DAY, World, submission

LEO = {"colleague_name": "Leo", "colleague_email": "leo@example.com", "colleague_question": "Mitä tapahtui?"}
OURS = {"facts": "Laatikko putosi.", "root_cause": "delivery", "share_with": "leo@example.com"}

ANSWER = "answer"
"""The stage of a customer who has just been thanked on the page."""


@dataclass(frozen=True)
class Act:
    """What somebody does at a stage: through the link in a mail; and the mails that come of it."""

    mail: str
    choice: str
    fields: Mapping[str, str]
    brings: tuple[str, ...]


ACTS: Mapping[str, Act] = {
    "triage": Act("task-triage", "handle", LEO, ("task-statement",)),
    "statement": Act("task-statement", "answer", {"statement": "Teippi loppui kesken."}, ("task-conclude",)),
    "conclude": Act("task-conclude", "ours", OURS, ("share", "task-propose_remedy")),
    "propose": Act("task-propose_remedy", "offer", {"remedies": "refund", "amount": "500"}, ("task-approve_remedy",)),
    "approve": Act("task-approve_remedy", "approve", {}, ("task-reply",)),
    "reply": Act("task-reply", "send", {"message": "Kiitos ja anteeksi. Palautamme rahat tänään."}, ("reply",)),
    "choose": Act("reply", "refund", {}, ("task-deliver_remedy",)),
    "deliver": Act("task-deliver_remedy", "delivered", {}, ("delivered",)),
    "follow_up": Act("follow-up", "solved", {}, ("ended", "ended")),
}
"""The acts of a case in their order, by stage."""

BROUGHT = {ANSWER: Counter({"acknowledgement": 1, "task-triage": 1})} | {
    stage: Counter(act.brings) for stage, act in ACTS.items()
}
"""The mails that come of what is done at each stage."""


@dataclass
class Shop:
    """A customer at each stage, by stage, and the machine that carries their cases."""

    world: World
    machine: Machine
    cases: dict[str, str] = field(default_factory=dict)

    def answers(self, stage: str) -> str:
        """A customer answers, and is thanked on the page; the id of the response."""
        contact = {"name": "Aino", "email": f"{stage}@example.com", "consent": True}
        content = submission(contact=contact, context={"unit": "helsinki", "reference": f"order-{stage}"})
        stored = record_response("after-purchase", content, None, Sender("192.0.2.1"), self.world.now)
        return stored.response_id

    def acts(self, stage: str, on: str = "") -> None:
        """Somebody does what is asked at a stage, on the case that waits there, or on the one of another stage."""
        act = ACTS[stage]
        link = last(act.mail, self.cases[on or stage]).link
        assert self.world.clicks(link, act.choice, **act.fields) is None

    def come_to_their_stages(self) -> None:
        """A case comes to each stage; that of the follow-up begins a week before the others."""
        self._begin("follow_up")
        self.world.passes(DAY)
        self._act_until("follow_up", since=1)
        self.world.passes(7 * DAY)
        others = [stage for stage in ACTS if stage != "follow_up"]
        for stage in others:
            self._begin(stage)
        self.world.passes(DAY)
        for stage in others[1:]:
            self._act_until(stage, since=1)
        sweep(self.world.now)

    def _begin(self, stage: str) -> None:
        self.cases[stage] = self.answers(stage)
        begin_handling(self.cases[stage], self.world.now)
        self.machine.goes_on()
        if stage != "triage":
            self.acts("triage", stage)
            self.machine.goes_on()

    def _act_until(self, stage: str, since: int) -> None:
        for earlier in list(ACTS)[since : list(ACTS).index(stage)]:
            self.acts(earlier, stage)
            self.machine.goes_on()


@dataclass(frozen=True)
class Kept:
    """All that moto knows at a moment, with what the shop knows."""

    now: datetime
    tables: dict[str, Any]
    mails: list[Any]
    executions: list[Any]
    cases: dict[str, str]
    waits_for: dict[str, str]


_made: list[Kept] = []


def shop_with_every_stage(world: World, machine: Machine) -> Shop:
    """A shop with a case at each stage; what happened in it in earlier tests is forgotten."""
    shop, states = Shop(world, machine), backend("stepfunctions").state_machines[0]
    tables, mails = backend("dynamodb"), backend("ses").sent_messages
    if not _made:
        shop.come_to_their_stages()
        known = (deepcopy(tables.tables), [*mails], [copy(one) for one in states.executions])
        _made.append(Kept(world.now, *known, dict(shop.cases), dict(machine.waits_for)))
    (kept,) = _made
    world.now = kept.now
    tables.tables, mails[:] = deepcopy(kept.tables), kept.mails
    states.executions[:] = [copy(one) for one in kept.executions]
    shop.cases, machine.waits_for = dict(kept.cases), dict(kept.waits_for)
    return shop
