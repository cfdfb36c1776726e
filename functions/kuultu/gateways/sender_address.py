"""The sender's address with a name, as mail systems write it (RFC 5322, encoded words of RFC 2047)."""

import base64
import unicodedata
from collections.abc import Iterator

LONGEST_WORD = 45
"""Bytes of text in an encoded word: 60 characters in base64, 72 with the signs around them; 75 are allowed."""


def address_with_name(name: str, address: str) -> str:
    """The address with a name before it; without a name, the address alone."""
    shown = _visible(name)
    if not shown:
        return address
    if shown.isascii():
        escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{address}>'
    words = (f"=?UTF-8?B?{base64.b64encode(part).decode()}?=" for part in _parts(shown))
    return f"{' '.join(words)} <{address}>"


def _visible(name: str) -> str:
    """The name in one line, without characters that nobody sees."""
    signs = (" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name)
    return " ".join("".join(signs).split())


def _parts(text: str) -> Iterator[bytes]:
    """The text in UTF-8, cut between characters into parts for one encoded word each."""
    part = b""
    for sign in text:
        letter = sign.encode()
        if len(part) + len(letter) > LONGEST_WORD:
            yield part
            part = b""
        part += letter
    yield part
