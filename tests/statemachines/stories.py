"""The stories that the path tests tell: what happens in each that is out of the ordinary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.statemachines.definition import stages
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

ASKED = (
    *("triage", "find_out", "conclude", "propose_remedy"),
    *("approve_remedy", "reply", "choose_remedy", "deliver_remedy", "follow_up"),
)
STEPS = tuple(name for name in USUALLY if name not in ASKED)
REOPENED = stands_at("reopen")
CHOSEN_LATE = {"choose_remedy": (stands_at("wait"),), "follow_up": (stands_at("deliver"),)}
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


def _stage_of(name: str) -> str:
    """The stage at which a case is taken up to take this step or ask this question."""
    return name.removesuffix("_remedy")


def _does_for_good(name: str, reaction: Reaction) -> Story:
    begins: Script = {} if name == "take_up" else {"take_up": (stands_at(_stage_of(name)),)}
    return Story({**begins, name: (reaction,) * FOR_GOOD})


def _time_runs_out(asked: str, *then: Reaction, known: Reaction | None = None) -> Story:
    """Nobody answers in time; what the record knows then, and what happens if it makes the machine ask again."""
    at_first = stands_at(_stage_of(asked))
    return Story({asked: (says_nothing, *then), "take_up": (at_first, known or at_first)}, SHORT)


STORIES: Mapping[str, Story] = {  # the longest first, since they are told side by side
    "every step breaks once": _each_once(STEPS, breaks),
    "every question breaks once": _each_once(ASKED, breaks),
    "every step is throttled once": _each_once(STEPS, is_throttled),
    "every question is throttled once": _each_once(ASKED, is_throttled),
    "asked three times": Story(
        {"triage": (says_nothing,) * 2, "take_up": (stands_at("acknowledge"), *(stands_at("triage"),) * 2)}, SHORT
    ),
    "hangs": Story({"take_up": (stands_at("close"),), "close": (hangs,)}),
    "helped": Story(),
    "not a complaint": Story({"triage": (stands_at("close"),)}),
    "nobody to ask": Story({"triage": (stands_at("reflect"),)}),
    "unreachable": Story({"share": (stands_at("close"),)}),
    "nothing to approve": Story({"propose_remedy": (stands_at("reply"),)}),
    "rejected": Story({"approve_remedy": (stands_at("propose"),)}),
    "nothing to choose": Story({"send_reply": (stands_at("wait"),)}),
    "wishes for something else": Story({"choose_remedy": (stands_at("propose"),)}),
    "does not choose": Story({"choose_remedy": (stands_at("wait"),)}),
    "cannot be delivered": Story({"deliver_remedy": (stands_at("propose"),)}),
    "chooses late": Story(CHOSEN_LATE | {"deliver_remedy": (stands_at("close"),)}),
    "chooses late and is unhappy": Story(CHOSEN_LATE | {"deliver_remedy": (stands_at("reopen"),)}),
    "unhappy again": Story({"follow_up": (REOPENED,)}),
    "unhappy twice more": Story({"follow_up": (REOPENED, REOPENED)}),
    "reflects": Story({"find_out": (stands_at("reflect", reflection=3),)}),
    "waits": Story({"deliver_remedy": (stands_at("wait", follow_up=3),)}),
    "clicked twice": Story({"conclude": (after_a_late_answer("triage", "share"),)}),
    "mail asked to wait": Story({"acknowledge": (asks_to_wait,) * (FOR_GOOD + 1)}),
    **{f"taken up at {stage}": Story({"take_up": (stands_at(stage),)}) for stage in (*stages(), "closed")},
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

BEGINNING = ["Take up the case", "Where does the case stand?"]
ROUND = [
    "Triage",
    "Is it a complaint?",
    "Find out",
    "Reflect",
    "Conclude",
    "Share privately",
    "Can the customer be answered?",
    "Propose a remedy",
    "Must somebody else approve?",
    "Approve the remedy",
    "Is it approved?",
    "Reply",
    "Send the reply",
    "Is there something to choose?",
    "Choose a remedy",
    "What did the customer choose?",
    "Deliver the remedy",
    "Was it delivered?",
    "Wait seven days",
    "Follow up",
    "Did it help?",
]
"""The states of a round in which all is asked, approved, chosen and delivered."""

END = ["Close", "Closed"]
AGAIN = ["Reopen with the manager", *ROUND]
