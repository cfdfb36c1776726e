"""The delivery of the answer: nothing is asked or told about an answer that has not reached the customer."""

from datetime import datetime, timedelta

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.cases.calls import answer_waits
from kuultu.domain.cases.case import CaseRecord
from kuultu.domain.cases.payloads.putting_right import Reply
from kuultu.domain.cases.remedies import numbered, replies_wanted

MOST_WAITS = 4
"""The largest number of follow-up spans for which a case waits until the answer reaches the customer."""

CLOCKS_DIFFER = timedelta(seconds=2)
"""The largest difference between the clock of the workflow, which waits for the follow-up, and ours."""


def follow_up_waits(record: CaseRecord, now: datetime) -> bool:
    """True if it is too early to ask whether the answer helped."""
    planned = record.case.follow_up_at
    return answer_waits(record) or (planned is not None and now < planned - CLOCKS_DIFFER)


def is_given_up(record: CaseRecord, clocks: Clocks, now: datetime) -> bool:
    """True if the answer waits, and nobody has found a way to the customer in MOST_WAITS spans."""
    written = record.decision(Reply, numbered(replies_wanted(record)))
    longest = MOST_WAITS * clocks.follow_up_days * clocks.day
    return answer_waits(record) and written is not None and now >= written.at + longest
