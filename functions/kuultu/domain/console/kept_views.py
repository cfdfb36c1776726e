"""Kept views: names that a person gives to views of the lists, each with the address of its view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from kuultu.domain.console import answers, cases
from kuultu.domain.console.answers import answers_view
from kuultu.domain.console.cases import cases_view
from kuultu.domain.console.view import View
from kuultu.domain.responses.submission import text_flaws
from kuultu.errors import Flaw, Invalid

LISTS: Mapping[str, Callable[[Mapping[str, str]], View]] = {answers.PATH: answers_view, cases.PATH: cases_view}
"""The lists whose views can be kept, by path."""

MOST_KEPT = 20
"""Views that a person can keep."""

LONGEST_NAME = 60
"""Characters of a name."""

LONGEST_ADDRESS = 2_000
"""Characters of an address that can be kept: a few conditions, or a long one in any alphabet."""


@dataclass(frozen=True)
class KeptView:
    """A name, and the address of the view that bears the name."""

    name: str
    address: str


@dataclass(frozen=True)
class KeptViews:
    """The views that a person keeps, in the order of their names; no two have the same name."""

    all: tuple[KeptView, ...] = ()

    def at(self, address: str) -> list[KeptView]:
        """The kept views with an address."""
        return [one for one in self.all if one.address == address]

    def with_view(self, new: KeptView) -> "KeptViews":
        """The views with another one, which takes the place of a view with the same name; raises Invalid if full."""
        others = self.without(new.name).all
        if len(others) >= MOST_KEPT:
            raise Invalid(f"At most {MOST_KEPT} views.", code="too-many-views")
        return KeptViews(tuple(sorted([*others, new], key=lambda one: (one.name.casefold(), one.name))))

    def without(self, name: str) -> "KeptViews":
        """The views but for the one with a name."""
        return KeptViews(tuple(one for one in self.all if one.name != name))


NO_VIEWS = KeptViews()


def view_at(address: str) -> View:
    """The view at an address of one of the lists, from its newest row on; raises Invalid for any other address."""
    path, _, query = address.partition("?")
    if path not in LISTS:
        raise Invalid("Only views of answers and cases are kept.", code="foreign-view")
    firsts = dict(reversed(parse_qsl(query)))
    view = replace(LISTS[path](firsts), start="", cursor="")
    if view.flawed:
        raise Invalid(f"Not understood: {', '.join(view.flawed)}.", code="unusable-view")
    if len(view.address()) > LONGEST_ADDRESS:
        raise Invalid(f"At most {LONGEST_ADDRESS} characters.", code="too-long-view")
    return view


def is_narrowed(view: View) -> bool:
    """True if a usable view asks for anything but what its list shows by itself."""
    return not view.flawed and view.filters != LISTS[view.path]({}).filters


def name_in(text: str) -> str:
    """The name in what was typed, in one line; raises Invalid for a name that is missing, too long or unreadable."""
    name = " ".join(text.split())
    missing = Flaw("name", "required", "Write a name.")
    flaws = tuple(text_flaws("name", name, LONGEST_NAME)) if name else (missing,)
    if flaws:
        raise Invalid(flaws=flaws)
    return name
