"""Pages and mails as people get them, kept in a folder for the validator of HTML."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.npm import installed, node
from infra.toolchain import ROOT
from kuultu.rendering.templates import template_environment
from tests.integration.http import GatewayResponse
from tests.integration.mailbox import mailbox

TEMPLATES = ROOT / "functions" / "kuultu" / "templates"
VALIDATOR = Path(__file__).parent / "html_validator"
RULES = VALIDATOR / "rules.mjs"
OF_PAGES = ("pages", "tasks", "law")
LANGUAGES = ("fi", "sv", "en")

ODD = "<b>\"Rikki\" & 'pahasti'</b>\n\n  http://evil.example {{ 7 }} \u202e--> &amp; &bogus; <!--"
"""Words that would make a page faulty if they were taken for a part of it."""

ODD_NAME = "<b>\"Aino\" & 'Co'</b> --> &amp; <!--"


@dataclass
class ShownPages:
    """A folder with a file for each page that somebody was shown."""

    folder: Path

    def keep(self, name: str, answer: GatewayResponse) -> GatewayResponse:
        """Keep the page of an answer, which must have one, under a name of its own; gives the answer back."""
        assert answer.body, (name, answer.status)
        assert answer.status != 500, name
        self._write(name, answer.body)
        return answer

    def keep_mails(self) -> None:
        """Keep each kind of mail for each of its readers, the newest of them."""
        newest = {(mail.kind, mail.to): mail.html for mail in mailbox()}
        for (kind, reader), html in newest.items():
            self._write(f"mail {kind} to {reader}", html)

    def _write(self, name: str, html: str) -> None:
        file = self.folder / f"{name}.html"
        assert not file.exists(), f"Two pages are called {name}."
        file.write_text(html, encoding="utf-8")


def page_templates() -> set[str]:
    """The templates of pages."""
    files = (file for folder in OF_PAGES for file in (TEMPLATES / folder).rglob("*.j2"))
    return {file.relative_to(TEMPLATES).as_posix() for file in files}


@contextmanager
def templates_taken() -> Iterator[set[str]]:
    """The templates that pages and mails in HTML take meanwhile; known at the end."""
    taken: set[str] = set()
    known = [cache for one in LANGUAGES if (cache := template_environment(one, html=True).cache) is not None]
    for cache in known:
        cache.clear()
    yield taken
    taken |= {str(name) for cache in known for _, name in cache}


def found_in(folder: Path) -> str:
    """All that the validator finds in the pages of a folder, told by it; "" for nothing."""
    program = installed(VALIDATOR) / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    asked = [str(node()), str(program), "--config", str(RULES), "--max-warnings", "0", str(folder)]
    told = subprocess.run(asked, capture_output=True, text=True, encoding="utf-8", check=False)
    return told.stdout + told.stderr if told.returncode else ""
