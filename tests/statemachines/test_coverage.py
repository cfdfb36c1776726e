"""The scripted cases cover the whole file: judged by the histories, so that a new state needs a case of its own."""

from tests.statemachines.definition import States, states, ways_out
from tests.statemachines.telling import Told

Stories = dict[str, Told]


def untold(machine: States, stories: Stories) -> set[str]:
    """What no story has come through: states by name, ways between states with what leads there."""
    entered = {state for story in stories.values() for state in story.states}
    taken = {way for story in stories.values() for way in story.ways}
    ways = {f"{start} → {end} ({why})" for (start, end), why in ways_out(machine).items() if (start, end) not in taken}
    return (set(machine) - entered) | ways


def test_the_stories_enter_every_state_and_take_every_way(everything_told: Stories) -> None:
    assert untold(states(), everything_told) == set()


def test_the_stories_take_no_way_that_the_file_does_not_show(everything_told: Stories) -> None:
    taken = {way for story in everything_told.values() for way in story.ways}
    assert taken - set(ways_out(states())) == set()


def test_a_state_without_a_story_is_noticed(everything_told: Stories) -> None:
    machine = states() | {"Enquire": {"Type": "Pass", "Next": "Conclude"}}
    assert untold(machine, everything_told) == {"Enquire", "Enquire → Conclude (Next)"}


def test_a_choice_without_a_story_is_noticed(everything_told: Stories) -> None:
    machine = states()
    machine["Did it help?"]["Choices"].append({"StringEquals": "wait", "Next": "Wait seven days"})
    assert untold(machine, everything_told) == {"Did it help? → Wait seven days (choice wait)"}


def test_every_story_ends(everything_told: Stories) -> None:
    ends = {story.states[-1] for story in everything_told.values()}
    assert ends == {"Close", "Closed", "Left to the sweep"}
