"""The widget for browsers, plain and compressed; `make widget` builds its script from the modules in widget/."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).parent / "widget.js"

Media = tuple[bytes, str]


@cache
def widget(*, compressed: bool) -> Media:
    """The bytes of the script, and the entity tag; HTTP wants another tag for another encoding."""
    script = SCRIPT.read_bytes()
    digest = hashlib.sha256(script).hexdigest()[:32]
    if compressed:
        return gzip.compress(script, 9, mtime=0), f'"{digest}-gzip"'
    return script, f'"{digest}"'


def accepts_gzip(accept_encoding: str) -> bool:
    """True if a client's `Accept-Encoding` allows gzip; a weight of 0 says no."""
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";")
        if coding in ("gzip", "*"):
            return weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
