"""The lists of answers, and what staff do with one: read it, pass it on as praise, have a case opened."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from kuultu.domain.responses.response import Response
from kuultu.domain.responses.staff_acts import Praise, Raised
from kuultu.settings import settings
from kuultu.store.attention import attention_of
from kuultu.store.list_reading import Span, newest_first
from kuultu.store.listed import list_name, list_of
from kuultu.store.responses import ResponseItem, response_in
from kuultu.store.staff_acts import act_document
from kuultu.store.tables import holds, wrote


def listed_answers(lists: Sequence[tuple[str, bool]], span: Span, before: str, most: int) -> Iterator[Response]:
    """The responses of several lists in a span of time, the newest first; from a place on if `before` is not "".

    A list is that of a unit, with the responses that somebody has read, or nobody.
    """
    shards = range(settings().attention_shards)
    keys = [list_name(unit, shard, read=read) for unit, read in lists for shard in shards]
    return (response_in(item) for item in newest_first(ResponseItem.listed_index, keys, span, before, most))


def answers_with(ids: Sequence[str]) -> list[Response]:
    """The responses with some ids, in no order; those that are not there any more are left out."""
    return [response_in(item) for item in ResponseItem.batch_get(ids)] if ids else []


def mark_read(response: Response) -> None:
    """Move an unread response to the list of those that somebody of its unit has read."""
    unread = ResponseItem.listed == list_of(response, read=False)
    wrote(ResponseItem(response.id).update, [ResponseItem.listed.set(list_of(response, read=True))], unread)


def raise_case(response: Response, raised: Raised, attend_at: datetime) -> bool:
    """Put a response into the outbox again, to have a case opened; False if there is a case, or about to be one."""
    item = ResponseItem
    nobody = item.raised.does_not_exist() & item.case_begun.does_not_exist() & item.execution.does_not_exist()
    changes = [
        item.raised.set(act_document(raised)),
        item.handled_at.remove(),
        item.attention.set(attention_of(response.id)),
        item.attend_at.set(attend_at),
    ]
    return wrote(item(response.id).update, changes, condition=nobody & (item.verdict != "negative"))


def add_praise(response: Response, praise: Praise) -> bool:
    """Note that a response is passed on as praise; False when somebody else passed it on in the same moment."""
    added = ResponseItem.praises.set((ResponseItem.praises | []).append([act_document(praise)]))
    unchanged = holds(ResponseItem.praises, len(response.praises))
    return wrote(ResponseItem(response.id).update, [added], condition=unchanged)
