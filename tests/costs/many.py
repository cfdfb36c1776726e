"""Answers and cases by the thousand: copies of real ones, put straight into the store."""

from datetime import timedelta

from kuultu.store.listed import moment
from tests.integration.moto_backends import backend, partition
from tests.integration.world import World

SECOND = timedelta(seconds=1)


def many_answers(world: World, number: int) -> None:
    """So many unread answers in Helsinki, the oldest begin a second before each other; every tenth is unhappy."""
    heard = [world.hears(answers={"nps": 3 if one == 0 else 9, "why": f"Viesti {one}."}) for one in range(10)]
    patterns = [partition("responses", one)[0] for one in heard]
    for copy in range(number - len(heard)):
        answer_id = f"copied{copy:07}"
        place = f"{moment(world.now - (copy + 1) * SECOND)}#{answer_id}"
        named = {"response_id": {"S": answer_id}, "listed_at": {"S": place}}
        backend("dynamodb").tables["responses"].put_item(patterns[copy % len(patterns)] | named)


def many_cases(world: World, number: int) -> None:
    """So many open cases in Helsinki that wait for triage, with their tasks and answers."""
    pattern = world.begins_case()
    for copy in range(number - 1):
        case_id = f"copied{copy:07}"
        for table, key in (("cases", "case_id"), ("responses", "response_id")):
            for attributes in (one for one in partition(table, pattern) if "listed" in one):
                place = {"listed_at": {"S": attributes["listed_at"]["S"].replace(pattern, case_id)}}
                backend("dynamodb").tables[table].put_item(attributes | place | {key: {"S": case_id}})
