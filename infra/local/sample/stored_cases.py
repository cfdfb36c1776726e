"""Closed cases as the store keeps them: in no index of what needs attention, so that nobody is asked or reminded."""

from collections.abc import Iterable, Iterator
from typing import Any

from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.task import Task
from kuultu.domain.responses.customer_keys import customer_keys, hash_of
from kuultu.domain.responses.response import Response
from kuultu.store.case_index import place_of_case
from kuultu.store.case_items import CASE_KEY, CaseItem, CasePartitionItem, attributes_of
from kuultu.store.customer_cases import CUSTOMER, CustomerCaseItem
from kuultu.store.task_items import TaskItem, task_attributes


def store_cases(settled: Iterable[tuple[Response, CaseRecord]]) -> None:
    """Write closed cases with their tasks, and note them under the keys of their customers; 25 items in a request."""
    with CasePartitionItem.batch_write() as batch, CustomerCaseItem.batch_write() as customers:
        for response, record in settled:
            for item in _items(record):
                batch.save(item)
            for key in customer_keys(response.contact):
                customers.save(_sighting(key, response, record))


def _items(record: CaseRecord) -> Iterator[CasePartitionItem]:
    attributes = {**place_of_case(record.case, CASE_KEY), **attributes_of(record.case)}
    yield CaseItem(record.case.id, CASE_KEY, **attributes)
    for task in record.tasks:
        yield TaskItem(task.case_id, task.key, **task_attributes(task), **_decided(task))


def _decided(task: Task) -> dict[str, Any]:
    decision = task.decision
    if decision is None:
        return {}
    written = decision.payload.written()
    return {"choice": decision.choice, "fields": written, "decided_by": decision.by, "decided_at": decision.at}


def _sighting(key: str, response: Response, record: CaseRecord) -> CustomerCaseItem:
    reference = response.context.reference
    hashed = hash_of(reference) if reference else ""
    return CustomerCaseItem(CUSTOMER + key, record.case.id, reference=hashed, opened_at=record.case.opened_at)
