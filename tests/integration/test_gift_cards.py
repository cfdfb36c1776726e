"""A gift card on top of an offer: told beside what can be chosen, sent with the choice, and no choice itself."""

import pytest

from kuultu.domain.cases.case import Stage
from kuultu.domain.cases.task_kind import TaskKind
from tests.integration.mailbox import last
from tests.integration.world import DAY, World

PHONE = {"phone": "+358 40 000 0000", "consent": True}
OFFER: dict[str, str | list[str]] = {
    "remedies": ["refund", "replacement", "gift_card"],
    "amount_refund": "49,90",
    "amount_gift_card": "20",
}
ON_TOP = "Valintasi lisäksi saat lahjakortin (20 €)."


def proposed(world: World, **contact: object) -> str:
    """A case that was our fault, in which the owner offers two remedies and a gift card."""
    case_id = world.comes_to_conclude(**({"contact": contact} if contact else {}))
    world.concludes(case_id, "ours")
    world.proposes(case_id, "offer", **OFFER)
    return case_id


@pytest.fixture
def offered(world: World) -> str:
    """A case in which the customer has the offer."""
    case_id = proposed(world)
    world.replies(case_id)
    return case_id


def read(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.usefixtures("offered")
def test_the_customer_reads_what_comes_on_top_and_chooses_from_the_rest(world: World) -> None:
    page = world.sees(last("reply").link)
    assert [value for name, value in page.radios if name == "choice"] == ["refund", "replacement", "none_of_these"]
    for words in (last("reply").words, read(page.words), read(world.sees(last("reply").links[-1]).words)):
        assert ON_TOP in words
        assert "ahjakortti" not in words


def test_the_reminder_of_the_choice_tells_it_too(world: World, offered: str) -> None:
    for _ in range(6):
        world.passes(DAY)
        world.is_swept(offered)
    assert ON_TOP in last("reminder-choose_remedy").words


def test_on_the_phone_it_is_no_choice_either(world: World) -> None:
    proposed(world, **PHONE)
    page = world.sees(last("task-call").link)
    assert [value for name, value in page.radios if name == "remedy"] == ["refund", "replacement", "none_of_these"]
    assert "Lisäksi: lahjakortti, 20 €" in read(page.words)
    assert "Lisäksi: lahjakortti, 20 €" in last("task-call").words


def test_the_owner_reads_what_the_customer_gets_on_top(world: World) -> None:
    proposed(world)
    mail = last("task-reply")
    assert "– uusi tuote tilalle Lisäksi: lahjakortti, 20 €" in mail.words
    assert "Rahat takaisin: 49,90 €, Uusi tilalle. Lisäksi: lahjakortti, 20 €" in read(world.sees(mail.link).words)


def test_a_gift_card_alone_that_an_older_page_let_the_customer_choose_is_taken_as_chosen(
    world: World, offered: str
) -> None:
    assert world.does(offered, "reply", "gift_card") is Stage.DELIVER
    assert world.decision(offered, TaskKind.CHOOSE_REMEDY).choice == "gift_card"
    assert "Lähetä sekin" not in last("task-deliver_remedy").words
    world.does(offered, "task-deliver_remedy", "delivered")
    assert "Lahjakorttisi on matkalla" in last("delivered").words
