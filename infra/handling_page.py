"""``make handling``: draws the diagram and tables of docs/handling.md from state machine and code, never by hand."""

from collections.abc import Callable, Mapping

from infra import form_tables, state_machine, task_tables
from infra.flowchart import flowchart
from infra.toolchain import ROOT

PAGE = ROOT / "docs" / "handling.md"


def _diagram() -> str:
    return f"```mermaid\n{flowchart(state_machine.definition())}\n```"


DRAWN: Mapping[str, Callable[[], str]] = {
    "the state machine": _diagram,
    "the kinds of tasks": task_tables.kinds_of_tasks,
    "the forms of tasks": form_tables.forms,
    "the rules of tasks": task_tables.rules_of_tasks,
    "the effects": task_tables.effects,
}
"""The drawings, by the name of their place on the page."""


def main() -> None:
    """Draw the diagram and the tables again."""
    PAGE.write_text(redrawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def is_current() -> bool:
    """True if a new drawing would leave the page unchanged."""
    shown = PAGE.read_text(encoding="utf-8")
    return shown == redrawn(shown)


def redrawn(page: str) -> str:
    """The page with each drawing between its marks; ValueError if a drawing has no marks on the page."""
    for name, draw in DRAWN.items():
        beginning, end = f"<!-- `make handling` draws {name}. -->", f"<!-- The end of {name}. -->"
        before, _, rest = page.partition(beginning)
        _, mark, after = rest.partition(end)
        if not mark:
            raise ValueError(f"{PAGE.name} has no place for a drawing: {beginning} … {end}")
        page = f"{before}{beginning}\n\n{draw()}\n\n{end}{after}"
    return page


if __name__ == "__main__":
    main()
