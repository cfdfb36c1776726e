"""Links: found by the hash of their token, and by nothing else."""

from datetime import datetime

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from kuultu.domain.cases.link_tokens import LINK_LIFETIME, Link
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.store.tables import Connection, TableName


class LinkItem(Model):
    """Hash `token_hash` (SHA-256, hex); `ttl` lets DynamoDB drop it."""

    class Meta(Connection):
        table_name = TableName("links_table")

    token_hash = UnicodeAttribute(hash_key=True)
    case_id = UnicodeAttribute()
    round = NumberAttribute()
    kind = UnicodeAttribute()
    name = UnicodeAttribute(default="")
    recipient = UnicodeAttribute()
    made_at = UTCDateTimeAttribute()
    ttl = TTLAttribute()


def add(link: Link) -> None:
    """Store a link."""
    LinkItem(
        link.token_hash,
        case_id=link.case_id,
        round=link.round,
        kind=link.kind.value,
        name=link.name,
        recipient=link.recipient,
        made_at=link.made_at,
        ttl=link.made_at + LINK_LIFETIME,
    ).save()


def find(token_hash: str, now: datetime) -> Link | None:
    """The link with the hash of a token; None for an unknown or outlived link."""
    try:
        item = LinkItem.get(token_hash, consistent_read=True)
    except LinkItem.DoesNotExist:
        return None
    if now >= item.ttl:
        return None
    return Link(
        token_hash=item.token_hash,
        case_id=item.case_id,
        round=int(item.round),
        kind=TaskKind(item.kind),
        recipient=item.recipient,
        made_at=item.made_at,
        name=item.name,
    )
