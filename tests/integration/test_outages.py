"""Each part that Kuultu leans on is taken away at every stage: whoever was acknowledged is heard after the healing.

The part goes away in the moment in which the customer, or the person who has the case, does what is asked. Whoever
was refused tries again when the part is back.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

import pytest

from kuultu.errors import Unavailable
from kuultu.services.cases.handling_start import begin_handling
from kuultu.services.sweep import sweep
from tests.integration import executions
from tests.integration.every_stage import ACTS, ANSWER, BROUGHT, Shop, shop_with_every_stage
from tests.integration.machine import PATIENCE, Machine
from tests.integration.mailbox import mailbox
from tests.integration.wire import DYNAMODB_READS, DYNAMODB_WRITES, Wire
from tests.integration.world import DAY, World

MINUTE, STEP, QUARTER = timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15)
HALF_HOUR = 2 * QUARTER
TABLES = DYNAMODB_READS | DYNAMODB_WRITES
STATES = {"StartExecution", "DescribeExecution", "SendTaskSuccess", "StopExecution"}


@dataclass(frozen=True)
class Part:
    """A part of AWS: what fails without it, for everybody or for the steps alone, and which Lambdas do not run."""

    operations: frozenset[str] = frozenset()
    code: str = ""
    steps_alone: bool = False
    steps_run: bool = True
    all_run: bool = True
    patience: timedelta = PATIENCE


UNTIL_THROTTLED = timedelta(minutes=8, seconds=30)
"""The time for which Step Functions tries a Lambda that cannot be called."""

PARTS: Mapping[str, Part] = {
    "tables": Part(frozenset(TABLES), "InternalServerError"),
    "role of the steps": Part(frozenset(TABLES), "AccessDeniedException", steps_alone=True),
    "Step Functions": Part(frozenset(STATES), "ThrottlingException", steps_run=False, patience=2 * DAY),
    "SES": Part(frozenset({"SendEmail"}), "TooManyRequestsException"),
    "Lambda of the steps": Part(steps_run=False, patience=UNTIL_THROTTLED),
    "every Lambda": Part(steps_run=False, all_run=False, patience=UNTIL_THROTTLED),
}
TIMES = {"a minute": MINUTE, "ten minutes": 10 * MINUTE, "a day": DAY + 10 * MINUTE}


@pytest.fixture
def shop(world: World, wire: Wire, no_waiting: None) -> Shop:
    """A shop with a case at each stage."""
    return shop_with_every_stage(world, Machine(world, wire))


class Outage:
    """The time in which a part is away from a shop."""

    def __init__(self, shop: Shop, wire: Wire, part: Part) -> None:
        self.shop, self.wire, self.part, self.swept_at = shop, wire, part, shop.world.now
        shop.machine.patience = part.patience

    def act(self) -> list[str]:
        """Everybody does what is asked at their stage; the stages of those who were refused."""
        return [stage for stage in ACTS if not self._acts(stage)]

    def last(self, time: timedelta) -> None:
        """Time passes in quarters of a day, then in steps of up to five minutes."""
        quarters, rest = divmod(time, DAY / 4)
        self.go_on()
        for step in [DAY / 4] * quarters + [min(STEP, rest)] * ceil(rest / STEP):
            self.shop.world.passes(step)
            self.go_on()

    def go_on(self) -> None:
        """The machine goes on, and in each quarter of an hour the sweep comes; what fails is left as it is."""
        with self._away(of_steps=True):
            self.shop.machine.goes_on(can_call=self.part.steps_run)
        if self.part.all_run and self.shop.world.now >= self.swept_at + QUARTER:
            self.swept_at = self.shop.world.now
            with suppress(Exception), self._away():
                sweep(self.shop.world.now)

    def stream(self) -> None:
        """The stream tells of the answer, if it can."""
        if self.part.all_run:
            with suppress(Exception), self._away():
                begin_handling(self.shop.cases[ANSWER], self.shop.world.now)

    def _acts(self, stage: str) -> bool:
        try:
            with self._away():
                self._refuse_without_lambdas()
                self.shop.acts(stage)
        except AssertionError:
            raise
        except Exception:
            return False
        return True

    def _refuse_without_lambdas(self) -> None:
        if not self.part.all_run:
            raise Unavailable

    @contextmanager
    def _away(self, *, of_steps: bool = False) -> Iterator[None]:
        if of_steps or not self.part.steps_alone:
            for operation in self.part.operations:
                self.wire.refuse(operation, self.part.code, times=1_000_000)
        try:
            yield
        finally:
            self.wire.heal()


def healed(shop: Shop, wire: Wire, refused: list[str]) -> None:
    """Half an hour after the healing; whoever was refused has tried again."""
    for stage in refused:
        shop.acts(stage)
    Outage(shop, wire, Part()).last(HALF_HOUR)


@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("name", PARTS)
def test_f42_whoever_was_acknowledged_is_heard_within_half_an_hour_of_an_outage(
    shop: Shop, wire: Wire, name: str, time: str
) -> None:
    before = sent()
    shop.cases[ANSWER] = shop.answers(ANSWER)
    outage = Outage(shop, wire, PARTS[name])
    refused = outage.act()
    outage.stream()
    outage.last(TIMES[time])
    healed(shop, wire, refused)

    new = sent() - before
    assert {stage: heard(new, stage, case_id) for stage, case_id in shop.cases.items()} == BROUGHT
    assert "?" not in {mail.kind for mail in mailbox()}
    assert len(executions.running()) == len(shop.cases) - 1


def sent() -> Counter[tuple[str, str]]:
    """The number of mails of each kind about each case."""
    return Counter((mail.case_id, mail.kind) for mail in mailbox())


def heard(new: Counter[tuple[str, str]], stage: str, case_id: str) -> Counter[str]:
    """The mails that were to come of an act at a stage, as often as they came."""
    return Counter({kind: new[case_id, kind] for kind in BROUGHT[stage]})
