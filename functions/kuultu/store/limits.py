"""Buckets of all processes together, places and secrets of days, spent proofs; DynamoDB forgets them by itself."""

from datetime import UTC, date, datetime, time, timedelta

from pynamodb.attributes import ListAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from kuultu.domain.protection.rate_limits import Limit, milliseconds
from kuultu.store.tables import Connection, TableName, wrote

TWO_DAYS = timedelta(days=2)

CLOCKS_APART = 60_000
"""The most milliseconds by which the clocks of two processes differ."""


class LimitItem(Model):
    """Hash `limit`: a bucket (`until`), places (`taken`), `pepper#DAY` (`secret`) or `proof#NONCE` (`spent_on`).

    `taken` are ids in the order in which they came. `ttl` drops the item.

    Buckets are `address#HASH`, `survey#ID`, `signed#ID`, `visitor#HASH`, `proven#ID`, `codes-to#HASH` and
    `codes-for#HASH`, taken up `until` so many ms after 1970.
    """

    class Meta(Connection):
        table_name = TableName("limits_table")

    limit = UnicodeAttribute(hash_key=True)
    until = NumberAttribute(null=True)
    taken: ListAttribute[UnicodeAttribute] = ListAttribute(of=UnicodeAttribute, null=True)
    secret = UnicodeAttribute(null=True)
    spent_on = UnicodeAttribute(null=True)
    ttl = TTLAttribute()


def take(name: str, limit: Limit, cost: int, now: datetime) -> bool:
    """Take up a bucket by a cost, by conditional writes alone; False when the bucket has too little room."""
    most = milliseconds(now) + limit.room - limit.step(cost)
    if most < milliseconds(now):
        return False
    # Once more on top: another process may have begun the bucket between the two.
    return any(write(name, limit, cost, now) for write in (_take_on_top, _begin, _take_on_top))


def _take_on_top(name: str, limit: Limit, cost: int, now: datetime) -> bool:
    at, step = milliseconds(now), limit.step(cost)
    room = LimitItem.until.between(at, int(at + limit.room - step))
    changes = [LimitItem.until.set(LimitItem.until + step), LimitItem.ttl.set(now + TWO_DAYS)]
    return wrote(LimitItem(name).update, changes, condition=room)


def _begin(name: str, limit: Limit, cost: int, now: datetime) -> bool:
    at = milliseconds(now)
    ahead = LimitItem.until > int(at + limit.room) + CLOCKS_APART  # as no bucket is, unless the clock ran backwards
    unused = LimitItem.until.does_not_exist() | (LimitItem.until < at) | ahead
    changes = [LimitItem.until.set(at + limit.step(cost)), LimitItem.ttl.set(now + TWO_DAYS)]
    return wrote(LimitItem(name).update, changes, condition=unused)


def place(name: str, key: str, most: int, now: datetime) -> int:
    """The place of an id under a name, from 1 to `most`, the same for each call; 0 when all are taken."""
    item, known = LimitItem(name), LimitItem.taken
    few: Condition = size(known) < most  # type: ignore[no-untyped-call]
    free = known.does_not_exist() | (~known.contains(key) & few)
    added: Action = known.set((known | []).append([key]))
    kept = LimitItem.ttl.set(now + TWO_DAYS)
    if not wrote(item.update, [added, kept], condition=free):
        item.update([kept])  # brings the item as it is: who mails has no right to read it
    places = [str(one) for one in item.taken or ()]
    return places.index(key) + 1 if key in places else 0


def pepper(day: date, fresh: str) -> str:
    """The secret of a day (UTC): `fresh`, unless another process was first."""
    end = datetime.combine(day, time(), UTC) + TWO_DAYS
    item = LimitItem(f"pepper#{day.isoformat()}", secret=fresh, ttl=end)
    if wrote(item.save, LimitItem.limit.does_not_exist()):
        return fresh
    return str(LimitItem.get(item.limit, consistent_read=True).secret)


def spent_on(nonce: str) -> str | None:
    """The response that a proof of work was spent on, or None."""
    try:
        return LimitItem.get(f"proof#{nonce}", consistent_read=True).spent_on
    except LimitItem.DoesNotExist:
        return None


def spend(nonce: str, response_id: str, now: datetime) -> bool:
    """Spend a proof of work on a response; False when the proof was spent before."""
    item = LimitItem(f"proof#{nonce}", spent_on=response_id, ttl=now + TWO_DAYS)
    return wrote(item.save, LimitItem.limit.does_not_exist())
