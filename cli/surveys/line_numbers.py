"""The line of each value in a TOML or JSON document; Python's own parsers do not tell it."""

from collections import Counter
from collections.abc import Mapping

from cli.surveys.tokens import Token, tokens_of, unquoted

Path = tuple[str | int, ...]


def toml_lines(text: str) -> Mapping[Path, int]:
    """The line by path in a TOML document; the document must be well formed."""
    reader = _Reader(text)
    reader.read_toml()
    return reader.lines


def json_lines(text: str) -> tuple[Mapping[Path, int], Mapping[Path, int]]:
    """The line by path in a well-formed JSON document, and the lines of paths given twice."""
    reader = _Reader(text)
    reader.read_value(())
    return reader.lines, reader.twice


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of a path, or of the nearest part of the document around it."""
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)


class _Reader:
    """Goes through the tokens once, and takes note of the line of each path."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.twice: dict[Path, int] = {}
        self._left = list(reversed(list(tokens_of(text))))
        self._counted: Counter[Path] = Counter()

    def read_toml(self) -> None:
        """Read a TOML document by statements: headers of tables, and keys with values."""
        table: Path = ()
        while self._skip("newline").kind != "end":
            if self._left[-1].text == "[":
                table = self._header()
            else:
                self._pair(table)

    def read_value(self, path: Path) -> None:
        """Read a value of either notation."""
        first = self._next()
        self._note(path, first.line)
        if first.text == "[":
            self._items(path)
        elif first.text == "{":
            self._pairs(path)
        while first.kind == "bare" and self._left[-1].kind == "bare":  # a date and its time
            self._next()

    def _items(self, path: Path) -> None:
        index = 0
        while self._skip("newline", ",").text not in {"]", ""}:
            self.read_value((*path, index))
            index += 1
        self._next()

    def _pairs(self, path: Path) -> None:
        while self._skip("newline", ",").text not in {"}", ""}:
            self._pair(path)
        self._next()

    def _pair(self, path: Path) -> None:
        line = self._left[-1].line
        keys = self._keys({"=", ":"})
        for length in range(1, len(keys)):
            self._note((*path, *keys[:length]), line)
        whole = (*path, *keys)
        if whole in self.lines:
            self.twice[whole] = line
        self._note(whole, line)
        self._skip("newline")
        self.read_value(whole)

    def _header(self) -> Path:
        line = self._next().line
        many = self._left[-1].text == "["
        keys = self._keys({"]"})
        path: Path = ()
        for key in keys[:-1]:
            path = self._last((*path, key))
            self._note(path, line)
        path = (*path, keys[-1])
        if many:
            self._next()
            self._note(path, line)
            self._counted[path] += 1
            path = self._last(path)
        self._note(path, line)
        return path

    def _keys(self, ends: set[str]) -> list[str]:
        keys: list[str] = []
        while (token := self._next()).text not in ends and token.kind != "end":
            if token.kind == "string":
                keys.append(unquoted(token.text))
            elif token.kind == "bare":
                keys += [part for part in token.text.split(".") if part]
        return keys

    def _last(self, path: Path) -> Path:
        """The path of a value, or of the last table in a list of tables."""
        return (*path, self._counted[path] - 1) if self._counted[path] else path

    def _note(self, path: Path, line: int) -> None:
        self.lines.setdefault(path, line)

    def _next(self) -> Token:
        return self._left.pop() if len(self._left) > 1 else self._left[-1]

    def _skip(self, *what: str) -> Token:
        while self._left[-1].kind in what or self._left[-1].text in what:
            self._next()
        return self._left[-1]
