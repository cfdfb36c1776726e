"""The tokens of a TOML or JSON document, each with its line."""

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
"""The tokens of both notations."""


@dataclass(frozen=True)
class Token:
    """A piece of a document's text, with its kind and line."""

    kind: str
    text: str
    line: int


def tokens_of(text: str) -> Iterator[Token]:
    """The tokens of a well-formed document, without blanks and comments, then a token for the end."""
    line = 1
    for match in TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "blank":
            yield Token(match.lastgroup, match.group(), line)
        line += match.group().count("\n")
    yield Token("end", "", line)


def unquoted(text: str) -> str:
    """The value of a text in quotation marks."""
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1]
