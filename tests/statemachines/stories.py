"""The stories that the path tests tell: what happens in each that is out of the ordinary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kuultu.domain.case import Stage
from tests.statemachines.scripted_steps import (
    USUALLY,
    Reaction,
    Script,
    after_a_late_answer,
    asks_to_wait,
    breaks,
    hangs,
    is_throttled,
    says_nothing,
    stands_at,
)

SHORT = 3
"""Seconds that a story waits for an answer which does not come; enough for a busy machine to give the next one."""

ASKED = ("triage", "conclude", "reply", "follow_up")
STEPS = tuple(name for name in USUALLY if name not in ASKED)
REOPENED = stands_at("reopen")
FOR_GOOD = 4
"""Failures after which a broken step is tried no more: the first, and three tries."""


@dataclass(frozen=True)
class Story:
    """A case: what its steps do instead of the usual, call by call, and how many seconds an answer may take."""

    script: Script = field(default_factory=dict)
    answer_seconds: int = 60


def _each_once(names: Iterable[str], reaction: Reaction) -> Story:
    """A case that is reopened once, in which each of these does this the first time."""
    return Story({"follow_up": (REOPENED,)} | {name: (reaction, stands_at(_then(name))) for name in names})


def _then(name: str) -> str:
    return "reopen" if name == "follow_up" else USUALLY[name]


def _does_for_good(name: str, reaction: Reaction) -> Story:
    return Story({"follow_up": (REOPENED,)} | {name: (reaction,) * FOR_GOOD})


def _time_runs_out(asked: str, *then: Reaction, known: Reaction | None = None) -> Story:
    """Nobody answers in time; what the record knows then, and what happens if it makes the machine ask again."""
    record = known or stands_at(asked)
    return Story({asked: (says_nothing, *then), "take_up": (stands_at("acknowledge"), record)}, SHORT)


STORIES: Mapping[str, Story] = {  # the longest first, since they are told side by side
    "every step breaks once": _each_once(STEPS, breaks),
    "every question breaks once": _each_once(ASKED, breaks),
    "everything is throttled once": _each_once(USUALLY, is_throttled),
    "asked three times": Story(
        {"triage": (says_nothing,) * 2, "take_up": (stands_at("acknowledge"), *(stands_at("triage"),) * 2)}, SHORT
    ),
    "hangs": Story({"close": (hangs,)}),
    "helped": Story(),
    "not a complaint": Story({"triage": (stands_at("close"),)}),
    "unreachable": Story({"conclude": (stands_at("close"),)}),
    "unhappy again": Story({"follow_up": (REOPENED,)}),
    "unhappy twice more": Story({"follow_up": (REOPENED, REOPENED)}),
    "reflects": Story({"triage": (stands_at("reflect", reflection=3),)}),
    "waits": Story({"send_reply": (stands_at("wait", follow_up=3),)}),
    "clicked twice": Story({"conclude": (after_a_late_answer("triage", "reply"),)}),
    "mail asked to wait": Story({"acknowledge": (asks_to_wait,) * (FOR_GOOD + 1)}),
    **{f"taken up at {stage}": Story({"take_up": (stands_at(stage.value),)}) for stage in Stage},
    **{f"{name} breaks for good": _does_for_good(name, breaks) for name in USUALLY},
    **{f"{name} goes unanswered": _time_runs_out(name) for name in ASKED},
    **{
        f"{name} is answered just after time ran out": _time_runs_out(name, after_a_late_answer(name, USUALLY[name]))
        for name in ASKED
    },
    **{
        f"{name} is answered as time runs out": _time_runs_out(name, known=after_a_late_answer(name, USUALLY[name]))
        for name in ASKED
    },
}
