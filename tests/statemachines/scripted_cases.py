"""The scripted cases that the path tests tell: what happens in each that is out of the ordinary."""

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
"""Seconds that a scripted case waits for an answer that does not come; a busy machine can give the next one in time."""

ASKED = (
    *("call", "triage", "find_out", "conclude", "propose_remedy"),
    *("approve_remedy", "reply", "choose_remedy", "deliver_remedy", "follow_up"),
)
ASKED_IN_A_ROUND = tuple(name for name in ASKED if name != "call")
STEPS = tuple(name for name in USUALLY if name not in ASKED)
REOPENED = stands_at("reopen")
CHOSEN_LATE = {"choose_remedy": (stands_at("wait"),), "follow_up": (stands_at("deliver"),)}
CALLED: Script = {"take_up": (stands_at("call"),)}
LETTER: Script = {"send_reply": (stands_at("close"),)}
FOR_GOOD = 4
"""Failures after which a broken step is tried no more: the first, and three tries."""


@dataclass(frozen=True)
class ScriptedCase:
    """A case: what its steps do instead of the usual, call by call, and how many seconds an answer may take."""

    script: Script = field(default_factory=dict)
    answer_seconds: int = 60


def _each_once(names: Iterable[str], reaction: Reaction) -> ScriptedCase:
    """A case that is reopened once, in which each of these does this the first time."""
    return ScriptedCase({"follow_up": (REOPENED,)} | {name: (reaction, stands_at(_then(name))) for name in names})


def _then(name: str) -> str:
    return "reopen" if name == "follow_up" else USUALLY[name]


def _stage_of(name: str) -> str:
    """The stage at which a case is taken up to take this step or ask this question."""
    return name.removesuffix("_remedy")


def _does_for_good(name: str, reaction: Reaction) -> ScriptedCase:
    begins: Script = {} if name == "take_up" else {"take_up": (stands_at(_stage_of(name)),)}
    return ScriptedCase({**begins, name: (reaction,) * FOR_GOOD})


def _time_runs_out(asked: str, *then: Reaction, known: Reaction | None = None) -> ScriptedCase:
    """Nobody answers in time; what the record knows then, and what happens if it makes the machine ask again."""
    at_first = stands_at(_stage_of(asked))
    return ScriptedCase({asked: (says_nothing, *then), "take_up": (at_first, known or at_first)}, SHORT)


SCRIPTED_CASES: Mapping[str, ScriptedCase] = {  # the longest first, since they are told side by side
    "every step breaks once": _each_once(STEPS, breaks),
    "every question breaks once": _each_once(ASKED_IN_A_ROUND, breaks),
    "every step is throttled once": _each_once(STEPS, is_throttled),
    "every question is throttled once": _each_once(ASKED_IN_A_ROUND, is_throttled),
    "a call breaks once": ScriptedCase(CALLED | {"call": (breaks,)}),
    "a call is throttled once": ScriptedCase(CALLED | {"call": (is_throttled,)}),
    "asked three times": ScriptedCase({"triage": (says_nothing,) * 2}, SHORT),
    "hangs": ScriptedCase({"take_up": (stands_at("close"),), "close": (hangs,)}),
    "helped": ScriptedCase(),
    "wishes to be called": ScriptedCase(CALLED),
    "wishes to be called, and is not reached at first": ScriptedCase(CALLED | {"call": (stands_at("call"),)}),
    "wishes to be called, and gets a letter": ScriptedCase(CALLED | {"call": (stands_at("reply"),)} | LETTER),
    "wishes to be called, and complains": ScriptedCase(CALLED | {"call": (stands_at("triage"),)}),
    "wishes for a letter": ScriptedCase({"take_up": (stands_at("reply"),)} | LETTER),
    "chooses by phone": ScriptedCase({"send_reply": (stands_at("deliver"),)}),
    "wishes for something else by phone": ScriptedCase({"send_reply": (stands_at("propose"),)}),
    "not a complaint": ScriptedCase({"triage": (stands_at("close"),)}),
    "nobody to ask": ScriptedCase({"triage": (stands_at("reflect"),)}),
    "nobody to share with": ScriptedCase({"conclude": (stands_at("propose"),)}),
    "nobody to share with or to answer": ScriptedCase({"conclude": (stands_at("close"),)}),
    "unreachable": ScriptedCase({"share": (stands_at("close"),)}),
    "nothing to approve": ScriptedCase({"propose_remedy": (stands_at("reply"),)}),
    "rejected": ScriptedCase({"approve_remedy": (stands_at("propose"),)}),
    "nothing to choose": ScriptedCase({"send_reply": (stands_at("wait"),)}),
    "wishes for something else": ScriptedCase({"choose_remedy": (stands_at("propose"),)}),
    "does not choose": ScriptedCase({"choose_remedy": (stands_at("wait"),)}),
    "cannot be delivered": ScriptedCase({"deliver_remedy": (stands_at("propose"),)}),
    "chooses late": ScriptedCase(CHOSEN_LATE | {"deliver_remedy": (stands_at("close"),)}),
    "chooses late and is unhappy": ScriptedCase(CHOSEN_LATE | {"deliver_remedy": (stands_at("reopen"),)}),
    "partly settled": ScriptedCase({"follow_up": (stands_at("propose"),)}),
    "unhappy again": ScriptedCase({"follow_up": (REOPENED,)}),
    "unhappy twice more": ScriptedCase({"follow_up": (REOPENED, REOPENED)}),
    "reflects": ScriptedCase({"find_out": (stands_at("reflect", reflection=3),)}),
    "waits": ScriptedCase({"deliver_remedy": (stands_at("wait", follow_up=3),)}),
    "clicked twice": ScriptedCase({"conclude": (after_a_late_answer("triage", "share"),)}),
    "mail asked to wait": ScriptedCase({"take_up": (asks_to_wait,) * (FOR_GOOD + 1)}),
    **{f"taken up at {stage}": ScriptedCase({"take_up": (stands_at(stage),)}) for stage in (*stages(), "closed")},
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

BEGINNING = ["Acknowledge or take up", "Where does the case stand?"]
ROUND = [
    "Triage",
    "Is it a complaint?",
    "Find out",
    "Reflect",
    "Conclude",
    "Is there something to share?",
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

END = ["Close"]
AGAIN = ["Reopen with the manager", *ROUND]
