"""Shops enough for every story to have one of its own, so that no story meets another's mails."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.client.browser import Fields, HttpResponse
from infra.local.client.journeys import Journey, act
from infra.local.local_kuultu import LocalKuultu
from infra.toolchain import ROOT

SURVEY = "journeys"
SHOPS = 60
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-north-1"}

UNIT = """
[[units]]
id = "{id}"
name = {{ fi = "Myymälä {id}", sv = "butiken {id}", en = "Shop {id}" }}
language = "fi"
time_zone = "Europe/Helsinki"
owner = {{ name = "Mari Lindholm", email = "owner.{id}@example.com" }}
manager = {{ name = "Outi Rantanen", email = "manager.{id}@example.com" }}
mailbox = "mailbox.{id}@example.com"

[[units]]
id = "{id}-outlet"
name = {{ fi = "Poistomyymälä {id}", sv = "utförsäljningen {id}", en = "Outlet {id}" }}
language = "fi"
time_zone = "Europe/Helsinki"
owner = {{ name = "Vera Vuori", email = "vera.{id}@example.com" }}
manager = {{ name = "Outi Rantanen", email = "manager.{id}@example.com" }}
mailbox = "mailbox.{id}@example.com"
"""

REPLY = "Hej Aino, tack för att du berättade och förlåt. Vi skickar en ny i dag."
FACTS = "Paketti putosi varastossa."


def publish(kuultu: LocalKuultu, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `make surveys` against the local stack, as it runs against AWS."""
    environment = {**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": kuultu.endpoint}
    command = [sys.executable, "-m", "cli", "surveys", "publish", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def open_shops(kuultu: LocalKuultu, folder: Path) -> Iterator[str]:
    """Publish a survey with many units; their names, one by one."""
    names = [f"s{number}" for number in range(SHOPS)]
    sample = (ROOT / "surveys" / "after-purchase.toml").read_text(encoding="utf-8").replace("units = ", "# units = ")
    survey = sample.replace('id = "after-purchase"', f'id = "{SURVEY}"', 1) + "".join(
        UNIT.format(id=name) for name in names
    )
    (folder / "journeys.toml").write_text(survey, encoding="utf-8")
    done = publish(kuultu, "--stack", "Kuultu-local", str(folder))
    assert done.returncode == 0, done.stderr
    return iter(names)


class Story(Journey):
    """One customer's story in a shop of its own; everybody in it has an address that ends with the shop's name."""

    def __init__(self, url: str, shop: str) -> None:
        """Nothing happens yet."""
        self.shop = shop
        self.owner, self.manager, self.customer = map(self.address_of, ("owner", "manager", "customer"))
        super().__init__(url, mine=lambda mail: mail["to"][0].endswith(f".{shop}@example.com"))

    def address_of(self, name: str) -> str:
        """The address of somebody in this shop."""
        return f"{name}.{self.shop}@example.com"

    @property
    def phone(self) -> str:
        """The customer's number: nobody else's, or both would be taken for the same customer."""
        return f"+358 40 123 {int(self.shop.removeprefix('s')):04}"

    def begin(self, topic: str = "delivery", contact: bool = True) -> "Story":
        """The customer is unhappy, and says so, in Swedish; whoever left an address is thanked before anything else."""
        answers = {"nps": 3, "why": "Paketet var trasigt.", "delivery": 2, "topics": [topic]}
        known = {"name": "Aino Esimerkki", "email": self.customer, "phone": self.phone, "consent": True}
        body: dict[str, Any] = {"language": "sv", "answers": answers, "context": {"unit": self.shop}}
        answer = self.submit(SURVEY, body | ({"contact": known} if contact else {}))
        assert answer.status == 201, answer.body
        if contact:
            self.wait_for("acknowledgement", self.customer)
        return self

    @property
    def opening(self) -> list[tuple[str, str]]:
        """The mails with which a case begins."""
        return [("acknowledgement", self.customer), ("task-triage", self.owner), ("task-end_reflection", self.manager)]

    def conclude(self, fault: str = "unclear", **asked: Fields) -> HttpResponse:
        """The owner asks whom they want, and concludes when that is possible."""
        act(self.link("task-triage", self.owner), "triage", "handle", **asked)
        return self.do("task-conclude", self.owner, fault, facts=FACTS, root_cause="delivery")

    def link(self, kind: str, to: str, number: int = 1) -> str:
        """The first link of a mail, as soon as it has come."""
        return str(self.wait_for(kind, to, number)["links"][0])

    def case_page(self, to: str) -> str:
        """The link to the page of the case, which ends every mail to its owner and manager."""
        self.wait_for("task-triage" if to == self.owner else "task-end_reflection", to)
        mails = [mail for mail in self.mails() if mail["to"] == [to] and len(mail["links"]) > 1]
        return str(mails[-1]["links"][-1])
