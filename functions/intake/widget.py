"""The widget as browsers get it, plain and compressed; `make widget` makes its script of the modules in widget/."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).parent / "widget.js"

Media = tuple[bytes, str]


@cache
def widget(*, compressed: bool) -> Media:
    """The script's bytes and their entity tag, which differs by encoding as HTTP wants it."""
    script = SCRIPT.read_bytes()
    digest = hashlib.sha256(script).hexdigest()[:32]
    if compressed:
        return gzip.compress(script, 9, mtime=0), f'"{digest}-gzip"'
    return script, f'"{digest}"'


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a client's `Accept-Encoding` lets us compress; a weight of nothing says no."""
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.replace(" ", "").partition(";")
        if coding in ("gzip", "*"):
            return weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
