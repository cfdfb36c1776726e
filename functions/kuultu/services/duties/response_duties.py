"""Responses that the stream lost, or whose case was never opened."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from kuultu.services.cases.handling_start import begin_handling, see_case_opened
from kuultu.services.duties.duty import Duty
from kuultu.store.open_items import Key


def of_responses(keys: Sequence[Key], now: datetime) -> list[Duty]:
    """A duty for each response in the outbox."""
    return [Duty("responses", (key,), partial(_see_to_response, key[0], now)) for key in keys]


def _see_to_response(response_id: str, now: datetime) -> None:
    see_case_opened(response_id, now)
    begin_handling(response_id, now)
