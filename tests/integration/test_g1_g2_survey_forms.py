"""Promises G1 and G2 for survey forms: what is acknowledged is stored, and one form is one response."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.integration.filling_in import filled, send
from tests.integration.http import submit
from tests.integration.page import Page
from tests.integration.tables import stored
from tests.integration.wire import Wire

pytestmark = pytest.mark.usefixtures("aws")


def test_g1_a_form_costs_one_write_and_no_read(wire: Wire) -> None:
    fields = filled(nps="3")
    wire.sent.clear()
    send(fields)
    assert wire.sent == ["UpdateItem"]


def test_g2_a_double_click_and_a_reload_store_one_response() -> None:
    fields = filled(nps="3", why="x")
    answers = [send(fields) for _ in range(3)]
    assert {answer.headers["location"] for answer in answers} == {"/s/after-purchase/thanks?language=fi"}
    assert stored() == 1


def test_g2_many_clicks_at_once_store_one_response() -> None:
    fields = filled(nps="3")
    with ThreadPoolExecutor(8) as pool:
        assert {answer.status for answer in pool.map(lambda _: send(fields), range(8))} == {303}
    assert stored() == 1


def test_g2_a_form_that_was_changed_after_it_was_sent_asks_before_it_becomes_a_second_response() -> None:
    fields = filled(nps="3")
    send(fields)
    changed = send(fields | {"nps": "9", "why": "Korjaus"})
    page = Page(changed.body)
    assert (changed.status, stored(), page.fields["why"]) == (422, 1, "Korjaus")
    assert "Aiempi vastauksesi on jo meillä" in page.words
    assert (send(fields | {"nps": "9", "key": page.fields["key"]}).status, stored()) == (303, 2)


def test_the_key_of_a_form_is_the_key_that_a_program_would_send() -> None:
    fields = filled(nps="3")
    send(fields)
    assert submit({"language": "fi", "answers": {"nps": 3}}, key=fields["key"]).status == 200


@pytest.mark.parametrize("code", ["InternalServerError", "ProvisionedThroughputExceededException"])
def test_a_failing_store_gives_everything_back_and_sending_again_stores_it_once(
    code: str, wire: Wire, no_waiting: None
) -> None:
    fields = filled(nps="3", why="Paketti oli rikki.")
    wire.refuse("UpdateItem", code, status=500)
    answer = send(fields)
    page = Page(answer.body)
    assert (answer.status, answer.headers["retry-after"], page.checked) == (503, "5", [("nps", "3")])
    assert (page.fields["why"], page.fields["key"]) == (fields["why"], fields["key"])
    wire.heal()
    assert (send(fields).status, stored()) == (303, 1)


def test_an_answer_that_was_stored_but_not_heard_of_is_stored_once(wire: Wire, no_waiting: None) -> None:
    fields = filled(nps="3")
    wire.lose_the_answer_to("UpdateItem")
    assert send(fields).status == 303
    assert (send(fields).status, stored()) == (303, 1)
