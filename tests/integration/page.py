"""A page as a browser would take it apart."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HIDDEN = {"style", "title"}


@dataclass
class Page(HTMLParser):
    """Its forms, fields, radio buttons, texts, and whatever could run or load something."""

    html: str
    forms: list[dict[str, str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    radios: list[tuple[str, str]] = field(default_factory=list)
    checked: list[tuple[str, str]] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    words: str = ""
    style: str = ""
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._area = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self._note_what_acts(tag, given)
        self._open.append(tag)
        if tag == "html":
            self.language = given["lang"]
        if tag == "form":
            self.forms.append(given)
        if tag == "textarea":
            self._area = given["name"]
            self.fields[self._area] = ""
        if tag in {"input", "select"}:
            self._note_field(given)
        if tag == "option" and "selected" in given:
            self.checked.append(("option", given["value"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "style":
            self.style += data
        elif not set(self._open) & HIDDEN:
            self.words += data
        if self._area:
            self.fields[self._area] += data

    def _note_field(self, given: dict[str, str]) -> None:
        if given.get("type") == "radio":
            self.radios.append((given["name"], given["value"]))
            if "checked" in given:
                self.checked.append((given["name"], given["value"]))
        elif given.get("type") == "checkbox":
            self.fields.setdefault(given["name"], "")
            self.checked += [(given["name"], given["value"])] if "checked" in given else []
        else:
            self.fields[given["name"]] = given.get("value", "")

    def _note_what_acts(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"script", "iframe", "object", "embed", "img", "svg", "link", "base"} or "http-equiv" in given:
            self.active.append(tag)
        self.active += [name for name in given if name.startswith("on")]
        loading = {"href", "src", "action", "formaction"}
        self.active += [value for name, value in given.items() if name in loading and not value.startswith("tel:")]
