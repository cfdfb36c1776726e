"""Links: found by the hash of their token, and by nothing else."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from kuultu.domain.cases.link_tokens import LINK_LIFETIME, Link
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.store.tables import Connection, TableName, wrote


class LinkItem(Model):
    """Hash `token_hash` (SHA-256, hex); `ttl` lets DynamoDB drop it.

    The link of a unit's staff has `survey` and `unit`, `withdrawn_at` once it is withdrawn, and no `ttl`, as it is
    printed.
    """

    class Meta(Connection):
        table_name = TableName("links_table")

    token_hash = UnicodeAttribute(hash_key=True)
    case_id = UnicodeAttribute()
    round = NumberAttribute()
    kind = UnicodeAttribute()
    name = UnicodeAttribute(default="")
    recipient = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()
    ttl = TTLAttribute(null=True)
    survey = UnicodeAttribute(null=True)
    unit = UnicodeAttribute(null=True)
    withdrawn_at = UTCDateTimeAttribute(null=True)


def add(link: Link) -> None:
    """Store a link that is forgotten after its lifetime."""
    _item(link, ttl=link.made_at + LINK_LIFETIME).save()


def add_lasting(link: Link) -> None:
    """Store a link of a unit's staff, unless it is there; a withdrawn link stays withdrawn."""
    wrote(_item(link, survey=link.survey, unit=link.unit).save, LinkItem.token_hash.does_not_exist())


def withdraw(token_hash: str, now: datetime) -> None:
    """Withdraw the link with the hash of a token."""
    wrote(LinkItem(token_hash).update, [LinkItem.withdrawn_at.set(now)], condition=LinkItem.token_hash.exists())


def _item(link: Link, **more: Any) -> LinkItem:  # noqa: ANN401 - attributes of the item
    return LinkItem(
        link.token_hash,
        case_id=link.case_id,
        round=link.round,
        kind=link.kind.value,
        name=link.name,
        recipient=link.recipient,
        made_at=link.made_at,
        **more,
    )


def find(token_hash: str, now: datetime) -> Link | None:
    """The link with the hash of a token; None for an unknown or outlived link."""
    try:
        item = LinkItem.get(token_hash, consistent_read=True)
    except LinkItem.DoesNotExist:
        return None
    if item.ttl and now >= item.ttl:
        return None
    return Link(
        token_hash=item.token_hash,
        case_id=item.case_id,
        round=int(item.round),
        kind=TaskKind(item.kind),
        recipient=item.recipient,
        made_at=item.made_at,
        name=item.name,
        survey=item.survey or "",
        unit=item.unit or "",
        withdrawn=item.withdrawn_at is not None,
    )
