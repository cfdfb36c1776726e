"""Jari's day off in the demo's stories: said through a link of his own, and over again before the demo ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from infra.local.client.browser import ask, read
from infra.local.client.journeys import DidNotHappen, act
from infra.local.demo.actors import JARI

FORM = "absence"
TURKU = ZoneInfo("Europe/Helsinki")


class DayOff:
    """The absence of Jari: today and tomorrow by the clock in Turku, so that no midnight ends a story."""

    def __init__(self) -> None:
        """Begin with Jari at work."""
        self._link = ""

    def begin(self, link: str) -> None:
        """Say through a link of Jari's that he is away; raises DidNotHappen."""
        self._link = link
        today = datetime.now(TURKU).date()
        act(link, FORM, "away", **{"from": today.isoformat(), "until": (today + timedelta(days=1)).isoformat()})

    def end(self) -> None:
        """Say through the same link that Jari is back, unless that is said already; raises DidNotHappen."""
        link, self._link = self._link, ""
        if link:
            act(link, FORM, "back")


@contextmanager
def day_off(url: str) -> Iterator[DayOff]:
    """A day off that ends with the stories, also with stories that are stopped in the middle."""
    end_day_off_of_earlier_stories(url)
    jaris = DayOff()
    try:
        yield jaris
    finally:
        with suppress(DidNotHappen, OSError):  # the reason to stop is told, and the next demo ends the day off
            jaris.end()


def end_day_off_of_earlier_stories(url: str) -> None:
    """Say that Jari is back, by a link in his latest mail: stories that were killed have left him away."""
    mails = ask(f"{url}/_local/mails").json
    links = (link for mail in mails if mail["to"] == [JARI.email] for link in mail["links"])
    link = next((link for link in links if read(ask(link).body).kinds == [FORM]), "")
    if link:
        act(link, FORM, "back")
