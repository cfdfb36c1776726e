"""docs/handling.md is drawn from the state machine and the entries of tasks; `make check` says when it is stale."""

from typing import Any, get_args

import pytest

from infra import flowchart, form_tables, handling_page, state_machine
from kuultu.domain.cases.effects import Effect
from kuultu.domain.cases.task_form import FieldKind
from kuultu.domain.cases.task_kind import TaskKind
from kuultu.domain.cases.tasks import entry_of

ASKED = "arn:aws:states:::lambda:invoke.waitForTaskToken"


def choice(default: str, **ways: str) -> dict[str, Any]:
    """A Choice that looks at the stage."""
    return {"Type": "Choice", "Default": default, "Choices": [{"StringEquals": w, "Next": ways[w]} for w in ways]}


MACHINE = {
    "StartAt": "Take up",
    "States": {
        "Take up": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Where?"},
        "Where?": choice("Closed", triage="Triage", wait="Wait"),
        "Triage": {
            "Type": "Task",
            "Resource": ASKED,
            "Catch": [{"Next": "Take up"}, {"Next": "Lost"}],
            "Next": "Good?",
        },
        "Good?": choice("Wait", find_out="Triage"),
        "Wait": {"Type": "Wait", "Next": "Closed"},
        "Closed": {"Type": "Succeed"},
        "Lost": {"Type": "Fail"},
    },
}


def test_the_page_shows_the_handling_as_it_is() -> None:
    assert handling_page.is_current(), "Run `make handling`."


def test_the_story_is_drawn_with_its_choices() -> None:
    assert flowchart.flowchart(MACHINE).split("\n") == [
        "flowchart TD",
        '  take_up("Take up")',
        '  where{{"Where?"}}',
        '  triage["Triage"]',
        '  closed((("Closed")))',
        '  good{{"Good?"}}',
        '  wait(["Wait"])',
        "  take_up --> where",
        '  where -->|"triage"| triage',
        '  where -->|"otherwise"| closed',
        "  triage --> good",
        '  good -->|"find out"| triage',
        '  good -->|"otherwise"| wait',
        "  wait --> closed",
    ]


def test_a_state_that_no_story_leads_to_is_noticed_in_the_real_machine() -> None:
    machine = state_machine.definition()
    drawn = {name for way in flowchart.story(machine) for name in (way.start, way.end)}
    assert set(machine["States"]) - drawn == {"Left to the sweep"}


def test_each_state_of_the_real_machine_has_a_box_of_its_own() -> None:
    machine = state_machine.definition()
    boxes = [line.split('"')[0] for line in flowchart.flowchart(machine).splitlines() if "-->" not in line]
    assert len(set(boxes)) == len(boxes) == len(machine["States"])


def test_a_stale_page_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_machine, "definition", lambda: MACHINE)
    assert not handling_page.is_current()


def places(*old: str) -> str:
    """A page with a place for each drawing."""
    marks = [
        f"<!-- `make handling` draws {name}. -->\n{''.join(old)}<!-- The end of {name}. -->"
        for name in handling_page.DRAWN
    ]
    return "\n".join(["# Handling", *marks, "## Next"])


def test_what_stands_around_the_drawings_stays() -> None:
    drawn = handling_page.redrawn(places("An outdated drawing.\n"))
    assert drawn.startswith(
        "# Handling\n<!-- `make handling` draws the state machine. -->\n\n```mermaid\nflowchart TD\n"
    )
    assert drawn.endswith("<!-- The end of the effects. -->\n## Next")
    assert "outdated" not in drawn


def test_a_page_without_a_place_for_a_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        handling_page.redrawn(places().replace("The end of the effects", "The end"))


def test_every_kind_of_task_and_every_effect_has_its_row() -> None:
    page = handling_page.redrawn(places())
    assert all(page.count(f"| `{kind}` |") == 2 + bool(entry_of(kind).form.choices) for kind in TaskKind)
    assert all(f"| `{effect.__name__}` |" in page for effect in get_args(Effect))


def test_each_form_is_shown_with_its_fields_and_each_kind_of_field_with_what_it_takes() -> None:
    drawn = form_tables.forms()
    conclude = "| `conclude` | `facts` (text), `root_cause` (root_cause) | `outsider` (checkbox), `share_with` (people)"
    assert conclude in drawn
    assert "`colleague_email` (person, ×10)" in drawn
    assert "5,000 characters" in drawn
    assert set(form_tables.TAKES) == set(get_args(FieldKind))
