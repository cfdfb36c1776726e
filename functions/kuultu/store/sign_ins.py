"""Sign-ins under way, beside the sessions; DynamoDB forgets them by itself."""

from datetime import datetime

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from kuultu.domain.console.sign_in import MOST_TRIES, SignIn
from kuultu.store.tables import Connection, TableName, wrote


class SignInItem(Model):
    """Hash `key`: `sign-in#HASH`, by the hash of what the browser keeps; of the code, too, there is only a hash.

    `ttl` ends the sign-in, to the second.
    """

    class Meta(Connection):
        table_name = TableName("sessions_table")

    key = UnicodeAttribute(hash_key=True)
    email = UnicodeAttribute()
    wanted = UnicodeAttribute()
    code_hash = UnicodeAttribute(null=True)
    tries = NumberAttribute(default=0)
    ttl = TTLAttribute()


def begin_sign_in(sign_in: SignIn, until: datetime) -> None:
    """Store a new sign-in."""
    SignInItem(_key(sign_in.key), email=sign_in.email, wanted=sign_in.wanted, ttl=until).save()


def sign_in_under_way(key: str, now: datetime) -> SignIn | None:
    """A sign-in; None for an unknown one, and after its end."""
    try:
        item = SignInItem.get(_key(key), consistent_read=True)
    except SignInItem.DoesNotExist:
        return None
    return _sign_in(key, item) if now < item.ttl else None


def give_code(key: str, code_hash: str, now: datetime) -> SignIn | None:
    """Give a sign-in its code; None if the sign-in has one already, or is over. Brings the item: no read is needed."""
    item = SignInItem(_key(key))
    first = _open(now) & SignInItem.code_hash.does_not_exist()
    return _sign_in(key, item) if wrote(item.update, [SignInItem.code_hash.set(code_hash)], condition=first) else None


def take_code_back(key: str, code_hash: str) -> None:
    """Take the code of a sign-in back, because nobody was told of it; a later code stays."""
    same = SignInItem.code_hash == code_hash
    wrote(SignInItem(_key(key)).update, [SignInItem.code_hash.remove()], condition=same)


def take_try(key: str, now: datetime) -> SignIn | None:
    """Count a code that was typed; None if the sign-in is unknown, over, or has no try left."""
    item = SignInItem(_key(key))
    left = _open(now) & (SignInItem.tries < MOST_TRIES)
    return _sign_in(key, item) if wrote(item.update, [SignInItem.tries.add(1)], condition=left) else None


def end_sign_in(key: str) -> bool:
    """End a sign-in; False if another request was first."""
    return wrote(SignInItem(_key(key)).delete, SignInItem.key.exists())


def _key(key: str) -> str:
    return f"sign-in#{key}"


def _open(now: datetime) -> Condition:
    under_way: Condition = SignInItem.key.exists() & (SignInItem.ttl > now)
    return under_way


def _sign_in(key: str, item: SignInItem) -> SignIn:
    return SignIn(key, item.email, item.wanted, item.code_hash or "", int(item.tries))
