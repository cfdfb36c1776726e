"""The README's diagram is drawn from the state machine; `make check` says when it is stale."""

from typing import Any

import pytest

from infra import diagram, state_machine

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


def test_the_readme_shows_the_machine_as_it_is() -> None:
    assert diagram.is_current(), "Run `make diagram`."


def test_the_story_is_drawn_with_its_choices() -> None:
    assert diagram.flowchart(MACHINE).split("\n") == [
        "flowchart TD",
        '  take_up("Take up")',
        '  where{{"Where?"}}',
        '  triage["Triage"]',
        '  good{{"Good?"}}',
        '  wait(["Wait"])',
        '  closed((("Closed")))',
        "  take_up --> where",
        '  where -->|"triage"| triage',
        "  triage --> good",
        '  good -->|"find out"| triage',
        '  good -->|"otherwise"| wait',
        "  wait --> closed",
    ]


def test_a_state_that_no_story_leads_to_is_noticed_in_the_real_machine() -> None:
    machine = state_machine.definition()
    drawn = {name for way in diagram.story(machine) for name in (way.start, way.end)}
    assert set(machine["States"]) - drawn == {"Left to the sweep"}


def test_each_state_of_the_real_machine_has_a_box_of_its_own() -> None:
    machine = state_machine.definition()
    boxes = [line.split('"')[0] for line in diagram.flowchart(machine).splitlines() if "-->" not in line]
    assert len(set(boxes)) == len(boxes) == len(machine["States"])


def test_a_stale_diagram_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_machine, "definition", lambda: MACHINE)
    assert not diagram.is_current()


def test_what_stands_around_the_diagram_stays() -> None:
    page = f"# Kuultu\n\n{diagram.BEGINNING}\nold\n{diagram.END}\n\n## Next\n"
    drawn = diagram.redrawn(page)
    assert drawn.startswith(f"# Kuultu\n\n{diagram.BEGINNING}\n\n```mermaid\nflowchart TD\n")
    assert drawn.endswith(f"{diagram.END}\n\n## Next\n")
    assert "old" not in drawn


def test_a_page_without_a_place_for_the_diagram_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        diagram.redrawn(f"# Kuultu\n\n{diagram.END}\n\n{diagram.BEGINNING}")
