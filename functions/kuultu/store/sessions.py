"""Sessions of signed-in staff, by the hash of what their browser keeps; DynamoDB forgets them by itself."""

from datetime import datetime

from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.models import Model

from kuultu.store.tables import Connection, TableName


class SessionItem(Model):
    """Hash `key`: `session#HASH`, with the mail address of the person. `ttl` ends it, to the second."""

    class Meta(Connection):
        table_name = TableName("sessions_table")

    key = UnicodeAttribute(hash_key=True)
    email = UnicodeAttribute(null=True)
    ttl = TTLAttribute()


def begin_session(token_hash: str, email: str, until: datetime) -> None:
    """Store a new session."""
    SessionItem(f"session#{token_hash}", email=email, ttl=until).save()


def end_session(token_hash: str) -> None:
    """End a session at once, if there is one."""
    SessionItem(f"session#{token_hash}").delete()


def person_of_session(token_hash: str, now: datetime) -> str | None:
    """The mail address of the person whose session it is; None without such a session, or after its end."""
    try:
        item = SessionItem.get(f"session#{token_hash}", consistent_read=True)
    except SessionItem.DoesNotExist:
        return None
    return item.email if now < item.ttl else None
