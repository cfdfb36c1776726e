"""A question and the request for the product that go out together: one mail to the customer, with a link each."""

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.services import sweep
from tests.integration.mailbox import kinds_and_readers, last, mailbox
from tests.integration.test_enquiries import ASKED, RETURN, finds_out
from tests.integration.world import CUSTOMER, DAY, World


def test_more_and_the_product_are_asked_for_in_one_mail_with_a_link_each(world: World) -> None:
    case_id = finds_out(world, ASKED | RETURN)
    (asked,) = mailbox()[3:]
    forms = [world.sees(link).forms[0]["data-kind"] for link in asked.links]
    assert forms == ["tell_more", "return_product", "my_case"]
    assert "viimeistään" in asked.words
    assert world.clicks(asked.links[1], "keep") is None
    assert world.does(case_id, "request-tell_more", "decline") is Stage.REFLECT
    assert len([mail for mail in mailbox() if mail.kind.startswith("request-")]) == 1


def test_requests_on_the_page_of_the_case_go_out_together_as_well(world: World) -> None:
    case_id = world.begins_case()
    world.triages(case_id)
    assert world.clicks(last("task-triage").links[-1], "ask", **ASKED, **RETURN) is None
    kinds = [kind for kind, reader in kinds_and_readers()[3:] if reader == CUSTOMER]
    assert kinds == ["request-tell_more"]
    assert world.record(case_id).case.promised_at > world.record(case_id).task(TaskKind.RETURN_PRODUCT).lapses_at


def test_reminders_that_are_due_together_go_out_together(world: World) -> None:
    finds_out(world, ASKED | RETURN)
    world.passes(8 * DAY)
    sweep.sweep(world.now)
    reminded = [mail for mail in mailbox() if mail.kind.startswith("reminder-") and mail.to == CUSTOMER]
    assert [mail.kind for mail in reminded] == ["reminder-tell_more"]
    assert [world.sees(link).forms[0]["data-kind"] for link in reminded[0].links][:2] == ["tell_more", "return_product"]
    sweep.sweep(world.now)
    assert len([mail for mail in mailbox() if mail.kind.startswith("reminder-") and mail.to == CUSTOMER]) == 1


def test_a_product_that_is_asked_for_later_has_a_mail_of_its_own(world: World) -> None:
    case_id = finds_out(world, ASKED)
    world.passes(DAY / 4)
    assert world.clicks(last("task-triage").links[-1], "ask", **RETURN) is None
    assert last("request-return_product").to == CUSTOMER
    assert world.carries(case_id) is Stage.FIND_OUT
