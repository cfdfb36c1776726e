"""Contact wishes that come with a good score: call or letter, done, thanks; no reflection, no fault, no remedy."""

from kuultu.domain.cases.case import Outcome, Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last
from tests.integration.world import CUSTOMER, DAY, MANAGER, OWNER, World, flaws

PHONE = "+358 40 000 0000"
HAPPY = {"nps": 10, "why": "Kalle oli loistava. Soittakaa, haluan tilata lisää!"}
SAID = {"said": "Aino tilaa kaksi lisää."}
COMPLAINED = ["acknowledgement", "task-triage", "task-end_reflection"]


def wishes(world: World, *ways: str, **changes: object) -> str:
    """A content customer who wishes to be contacted in these ways."""
    contact: dict[str, object] = {"name": "Aino Esimerkki", "consent": True, "wants_contact": True}
    contact |= {"phone": PHONE} if "phone" in ways else {}
    contact |= {"email": CUSTOMER} if "email" in ways else {}
    return world.begins_case(**{"answers": HAPPY, "contact": contact, **changes})


def test_a_wish_with_a_number_is_called_thanked_and_done(world: World) -> None:
    case_id = wishes(world, "phone", "email")
    assert kinds_and_readers() == [("acknowledgement", CUSTOMER), ("task-call", OWNER)]
    assert world.does(case_id, "task-call", "reached", agreed="Tuomme ne perjantaina.", **SAID) is Stage.CLOSED
    assert kinds_and_readers()[2:] == [("thanks", CUSTOMER), ("ended", MANAGER)]
    assert "Tuomme ne perjantaina." in last("thanks").words
    assert world.record(case_id).case.outcome is Outcome.CONTACT


def test_the_acknowledgement_says_who_calls_and_by_when(world: World) -> None:
    wishes(world, "phone", "email")
    words = last("acknowledgement").words
    assert "Luen viestisi ja soitan sinulle viimeistään torstaina" in words
    assert not [one for one in ("pahoillamme", "harkin", "hätiköi", "selvittää") if one in words]


def test_without_a_number_the_owner_writes_and_that_is_all(world: World) -> None:
    case_id = wishes(world, "email")
    assert "kirjoitan sinulle viimeistään torstaina" in last("acknowledgement").words
    assert world.does(case_id, "task-reply", "send", message="Kiitos viestistäsi. Tilaus on tehty.") is Stage.CLOSED
    kinds = [kind for kind, _ in kinds_and_readers()]
    assert kinds == ["acknowledgement", "task-reply", "reply", "ended"]
    assert "kuluttaja" not in last("reply").words
    assert world.record(case_id).case.outcome is Outcome.CONTACT


def test_the_guide_asks_for_no_regret_in_a_letter_to_a_content_customer(world: World) -> None:
    wishes(world, "email")
    blamed = world.clicks(last("task-reply").link, "send", message="Se oli sinun vikasi, mutta tilaus on tehty.")
    assert flaws(blamed) == [("message", "guide-blame")]
    assert world.clicks(last("task-reply").link, "send", message="Tilaus on tehty.") is None


def test_who_left_a_number_only_is_called_and_gets_no_mail(world: World) -> None:
    case_id = wishes(world, "phone")
    assert world.does(case_id, "task-call", "reached", **SAID) is Stage.CLOSED
    assert kinds_and_readers() == [("task-call", OWNER), ("ended", MANAGER)]


def test_who_is_never_reached_gets_a_letter(world: World) -> None:
    case_id = wishes(world, "phone", "email")
    for _ in range(3):
        world.is_not_reached(case_id)
    assert kinds_and_readers()[-1] == ("task-reply", OWNER)
    assert world.does(case_id, "task-reply", "send", message="Kiitos viestistäsi. Soitimme kolmesti.") is Stage.CLOSED
    assert "delay" not in [kind for kind, _ in kinds_and_readers()]


def test_who_is_never_reached_and_left_no_address_is_called_by_the_manager_at_last(world: World) -> None:
    case_id = wishes(world, "phone")
    for _ in range(3):
        world.is_not_reached(case_id)
    assert kinds_and_readers()[-1] == ("task-call", MANAGER)
    world.is_not_reached(case_id)
    assert world.record(case_id).case.outcome is Outcome.CONTACT
    assert "ei tavoitettu" in last("ended").subject


def test_a_call_shows_that_the_wish_is_a_complaint_after_all(world: World) -> None:
    case_id = wishes(world, "phone", "email")
    assert world.does(case_id, "task-call", "reached", complaint="yes", said="Keitin hajosi heti.") is Stage.TRIAGE
    case = world.record(case_id).case
    assert (case.wish, case.reflection_planned_until) == (False, world.now + DAY)
    assert [kind for kind, _ in kinds_and_readers()][2:] == COMPLAINED


def test_the_owner_sees_that_the_wish_is_a_complaint_before_anybody_calls(world: World) -> None:
    case_id = wishes(world, "email")
    assert world.clicks(last("task-reply").links[-1], "handle") is None
    assert world.carries(case_id) is Stage.TRIAGE
    assert [kind for kind, _ in kinds_and_readers()][2:] == COMPLAINED
    open_tasks = [task.kind for task in world.record(case_id).tasks if task.open]
    assert sorted(open_tasks) == [TaskKind.END_REFLECTION, TaskKind.TRIAGE]


def test_a_wish_that_is_a_complaint_after_all_is_answered_like_one(world: World) -> None:
    case_id = wishes(world, "email")
    world.clicks(last("task-reply").links[-1], "handle")
    world.carries(case_id)
    world.triages(case_id)
    world.reflects(case_id)
    world.concludes(case_id)
    world.replies(case_id)
    assert kinds_and_readers()[-1] == ("reply", CUSTOMER)


def test_a_wish_that_nobody_sees_to_passes_to_the_manager(world: World) -> None:
    case_id = wishes(world, "phone")
    for _ in range(20):
        world.passes(DAY / 4)
        sweep.sweep(world.now)
    assert world.record(case_id).case.owner.email == MANAGER


def test_a_wish_with_a_bad_score_is_a_complaint(world: World) -> None:
    wishes(world, "email", answers={"nps": 6})
    assert [kind for kind, _ in kinds_and_readers()] == COMPLAINED


def test_a_wish_about_safety_is_no_mere_wish(world: World) -> None:
    wishes(world, "email", answers={"nps": 10, "topics": ["safety"]})
    assert ("alert", MANAGER) in kinds_and_readers()
