"""What the customer hears of a delivery, and what becomes of an account number."""

import json

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services.surveys import publication
from tests.integration.mailbox import last, mailbox
from tests.integration.moto_backends import rows
from tests.integration.wire import Wire
from tests.integration.world import CUSTOMER, World
from tests.unit.helpers.builders import document

ACCOUNT = "FI21 1234 5600 0007 85"
SURVEY = "asks-for-accounts"


@pytest.fixture
def asking() -> str:
    """A survey that asks to which account a refund goes."""
    publication.publish(document() | {"id": SURVEY, "refund_account": True})
    return SURVEY


def offered(world: World, survey: str = "after-purchase") -> str:
    """A case in which the customer may choose their money or a new one."""
    case_id = world.comes_to_conclude(survey)
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies=["refund", "replacement"], amount="49,90")
    world.replies(case_id)
    return case_id


def delivers(world: World, case_id: str, choice: str = "delivered") -> Stage:
    return world.does(case_id, "task-deliver_remedy", choice, delivery_reference="RF-2025-11")


def test_the_customer_hears_what_was_done_with_its_reference(world: World) -> None:
    case_id = offered(world)
    world.does(case_id, "reply", "refund")
    assert delivers(world, case_id) is Stage.WAIT
    told = last("delivered")
    assert (told.to, len(told.links)) == (CUSTOMER, 1)
    assert "Olemme palauttaneet rahasi." in told.words
    assert "RF-2025-11" in told.words
    assert "49,90" in told.words


def test_what_cannot_be_delivered_brings_no_such_mail(world: World) -> None:
    case_id = offered(world)
    world.does(case_id, "reply", "refund")
    delivers(world, case_id, "impossible")
    assert "delivered" not in [mail.kind for mail in mailbox()]


def only_the_deliverer_sees_it(world: World, wire: Wire, told_at: str) -> None:
    """The account is shown where the delivery is recorded; not where it was told, on the case's page, or in a mail."""
    delivering = last("task-deliver_remedy")
    assert ACCOUNT in world.sees(delivering.link).words
    assert ACCOUNT not in world.sees(delivering.links[-1]).words
    assert ACCOUNT not in world.sees(told_at).words
    assert ACCOUNT not in json.dumps([*wire.letters, *wire.told])


def test_an_account_is_asked_for_only_if_the_survey_says_so(world: World, asking: str) -> None:
    offered(world)
    assert "account" not in world.sees(last("reply").link).fields
    offered(world, asking)
    assert "account" in world.sees(last("reply").link).fields


def test_the_account_is_shown_to_the_deliverer_alone(world: World, wire: Wire, asking: str) -> None:
    case_id = offered(world, asking)
    world.does(case_id, "reply", "refund", account=ACCOUNT)
    only_the_deliverer_sees_it(world, wire, last("reply").link)


@pytest.mark.parametrize("choice", ["delivered", "impossible"])
def test_the_account_is_deleted_after_the_delivery(world: World, asking: str, choice: str) -> None:
    case_id = offered(world, asking)
    world.does(case_id, "reply", "refund", account=ACCOUNT, wish="Kiitos.")
    assert ACCOUNT in str(rows("cases"))
    delivers(world, case_id, choice)
    assert ACCOUNT not in str(rows("cases"))
    assert world.decision(case_id, TaskKind.CHOOSE_REMEDY).payload.wish == "Kiitos."


def test_an_account_that_nobody_asked_for_is_not_kept(world: World, asking: str) -> None:
    world.does(offered(world), "reply", "refund", account=ACCOUNT)
    world.does(offered(world, asking), "reply", "replacement", account=ACCOUNT)
    assert ACCOUNT not in str(rows("cases"))


PHONE = "+358 40 000 0000"


def called(world: World, survey: str, **chosen: str) -> str:
    """A case in which a customer without a mail address chose on the phone."""
    case_id = world.comes_to_conclude(survey, contact={"name": "Aino Esimerkki", "phone": PHONE, "consent": True})
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies=["refund", "replacement"], amount="49,90")
    world.does(case_id, "task-call", "reached", said="Pahoittelin.", agreed="Rahat takaisin.", **chosen)
    return case_id


def test_on_the_phone_an_account_is_asked_for_only_if_the_survey_says_so(world: World, asking: str) -> None:
    for survey, asked in (("after-purchase", False), (asking, True)):
        case_id = world.comes_to_conclude(survey, contact={"phone": PHONE, "consent": True})
        world.concludes(case_id, "ours")
        world.proposes(case_id, "offer", remedies=["refund", "replacement"], amount="49,90")
        assert ("account" in world.sees(last("task-call").link).fields) is asked


def test_an_account_told_on_the_phone_is_shown_to_the_deliverer_alone(world: World, wire: Wire, asking: str) -> None:
    called(world, asking, remedy="refund", account=ACCOUNT)
    only_the_deliverer_sees_it(world, wire, last("task-call").link)


@pytest.mark.parametrize("choice", ["delivered", "impossible"])
def test_an_account_told_on_the_phone_is_deleted_after_the_delivery(world: World, asking: str, choice: str) -> None:
    case_id = called(world, asking, remedy="refund", account=ACCOUNT)
    assert ACCOUNT in str(rows("cases"))
    delivers(world, case_id, choice)
    assert ACCOUNT not in str(rows("cases"))
    assert world.decision(case_id, TaskKind.CALL, "reply-1-1").payload.said == "Pahoittelin."


def test_an_account_told_on_the_phone_that_nobody_asked_for_is_not_kept(world: World, asking: str) -> None:
    called(world, "after-purchase", remedy="refund", account=ACCOUNT)
    called(world, asking, remedy="replacement", account=ACCOUNT)
    assert ACCOUNT not in str(rows("cases"))


def test_an_account_is_never_kept_as_a_draft(world: World, asking: str) -> None:
    case_id = world.comes_to_conclude(asking, contact={"phone": PHONE, "consent": True})
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", remedies=["refund"], amount="49,90")
    assert world.clicks(last("task-call").link, "reached", said="Kesken.", account=ACCOUNT, save="later") is None
    assert "Kesken." in str(rows("cases"))
    assert ACCOUNT not in str(rows("cases"))


def test_whoever_delivers_reads_which_gift_card_the_customer_gets_as_well(world: World) -> None:
    case_id = world.comes_to_conclude()
    world.concludes(case_id, "ours")
    sums = {"amount_refund": "49,90", "amount_gift_card": "10"}
    world.proposes(case_id, "offer", remedies=["refund", "gift_card"], **sums)
    world.replies(case_id)
    world.does(case_id, "reply", "refund")
    told = "Asiakas saa lisäksi tämän. Lähetä sekin: "
    task = last("task-deliver_remedy")
    assert told in task.words
    assert told in world.sees(task.link).words
    assert "Lahjakortti: 10\u00a0€" in world.sees(task.link).words
    assert "Saat lisäksi" not in task.words + world.sees(task.link).words
