"""A step reads the partition of its case once; what it writes comes back with the write."""

from collections.abc import Callable
from typing import Any

import pytest

from kuultu.domain.cases.tasks import ENTRIES
from kuultu.services.cases.workflow_steps import STEPS
from tests.integration import world as worlds
from tests.integration.wire import Wire
from tests.integration.world import World

Reads = dict[str, set[int]]

ASKED = tuple(kind.value for kind, entry in ENTRIES.items() if entry.stages)
"""The tasks that the workflow asks for."""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> Reads:
    """The numbers of queries that each step of the workflow takes, by the step's name."""
    counted: Reads = {}

    def counting(take: Callable[..., Any]) -> Callable[..., Any]:
        def counted_step(step: str, *arguments: object) -> object:
            before = wire.case_queries
            taken = take(step, *arguments)
            counted.setdefault(str(step), set()).add(wire.case_queries - before)
            return taken

        return counted_step

    for name in ("take_step", "ask_for_task"):
        monkeypatch.setattr(worlds, name, counting(getattr(worlds, name)))
    return counted


def whole_case(world: World) -> None:
    """A case with enquiry, shared conclusion, and a remedy approved, chosen and delivered, reopened; one by phone."""
    case_id = world.begins_case()
    world.triages(case_id, colleague_email="leo@example.com", colleague_question="Mitä tapahtui?")
    world.does(case_id, "task-statement", "answer", statement="Laatikko putosi.")
    world.reflects(case_id)
    world.concludes(case_id, "ours", share_with="pekka@example.com")
    world.proposes(case_id, "offer", remedies=["refund"], amount="500,00")
    world.does(case_id, "task-approve_remedy", "approve")
    world.replies(case_id)
    world.does(case_id, "reply", "refund")
    world.does(case_id, "task-deliver_remedy", "delivered")
    world.waits_a_week(case_id)
    world.does(case_id, "follow-up", "not_solved", comment="Ei auttanut.")
    world.triages(case_id, "not_a_complaint")
    by_phone = world.comes_to_conclude(contact={"name": "Aino", "phone": "040 123 4567", "consent": True})
    world.concludes(by_phone, "none")
    world.proposes(by_phone)
    world.does(by_phone, "task-call", "reached", said="Laatikko putosi.", dispute_body="yes")


def test_a_step_reads_the_partition_of_its_case_once(world: World, reads: Reads) -> None:
    whole_case(world)
    once = {step for step, queries in reads.items() if queries == {1}}
    others = {
        "find_out",
        "call",
        "acknowledge",
    }  # a call is asked for as what it stands in for; the last is an older one
    assert once == {"take_up", *STEPS, *ASKED} - others


def test_the_end_of_finding_out_is_judged_by_a_fresh_read(world: World, reads: Reads) -> None:
    """Two last answers may come in the same moment: each must see the other."""
    whole_case(world)
    assert reads["find_out"] == {2}
