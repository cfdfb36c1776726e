"""The pieces that a TOML or JSON document is made of, each with its line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
  | (?P<mark>[\[\]{}=,:])
  | (?P<bare>[^\s\[\]{}=,\#"']+)
    """,
    re.DOTALL | re.VERBOSE,
)
"""What both notations are made of."""


@dataclass(frozen=True)
class Token:
    """A piece of the text."""

    kind: str
    text: str
    line: int


def tokens_of(text: str) -> Iterator[Token]:
    """All pieces but blanks and comments, and one for the end; the document is known to be well formed."""
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "blank":
            yield Token(match.lastgroup, match.group(), line)
        line += match.group().count("\n")
    yield Token("end", "", line)


def unquoted(text: str) -> str:
    """What a text in quotation marks says."""
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1]
