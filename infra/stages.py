"""What may differ between deployments, typed; everything else is the same wherever Kuultu runs."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

SECONDS_IN_A_DAY = 86400.0
SPANS = ("reflection_days", "follow_up_days", "promise_days", "answer_days", "day_seconds")


@dataclass(frozen=True)
class Stage:
    """The settings of one deployment; times are in days of ``day_seconds`` each."""

    name: str
    sender: str
    public_url: str | None = None  # None: the address that API Gateway gives
    languages: tuple[str, ...] = ("fi", "sv", "en")
    reflection_days: float = 1
    follow_up_days: float = 7
    promise_days: float = 3
    answer_days: float = 14
    day_seconds: float = SECONDS_IN_A_DAY
    alarm_topic: str | None = None  # ARN of an SNS topic that hears of alarms

    def __post_init__(self) -> None:
        """Refuse settings that no customer should meet."""
        local_part, at, domain = self.sender.partition("@")
        if not (local_part and at and domain):
            raise ValueError(f"The sender must be a mail address, not {self.sender!r}: set -c sender=…")
        lengths = [getattr(self, name) for name in SPANS]
        if not all(math.isfinite(length) and length > 0 for length in lengths):
            raise ValueError("Lengths of time must be above zero.")
        if self.promise_days <= self.reflection_days:
            raise ValueError("The promised answer must come after the reflection: promise_days > reflection_days.")

    @property
    def is_local(self) -> bool:
        """Say whether this is one machine's emulator, where data may be thrown away."""
        return self.name == "local"

    @property
    def stack_name(self) -> str:
        """The name of the CloudFormation stack; names of other things grow from it."""
        return "Kuultu" if self.name == "production" else f"Kuultu-{self.name}"

    @property
    def bundles(self) -> str:
        """The machine that the Lambdas' packages are built for."""
        return "here" if self.is_local else "aws"


def local(port: int, day_seconds: float = 60, **spans: float) -> Stage:
    """The stage of ``make run``: the front door is the public address. ``spans`` are other settings in days."""
    url = f"http://127.0.0.1:{port}"
    return replace(Stage("local", "palaute@kuultu.example", url, day_seconds=day_seconds), **spans)  # type: ignore[arg-type]


def from_context(setting: Callable[[str], object]) -> Stage:
    """The stage that ``cdk.json`` and ``-c name=value`` describe; an absent value keeps its default."""
    if setting("stage") == "local":
        spans = {name: float(str(setting(name))) for name in SPANS if setting(name)}
        return local(port=int(str(setting("port") or 8000)), **spans)
    given = {field.name: setting(field.name) for field in fields(Stage) if field.name != "name"}
    values = {name: typed(name, str(value)) for name, value in given.items() if value not in (None, "")}
    return Stage(name=str(setting("stage") or "production"), **values)  # type: ignore[arg-type]


def typed(name: str, value: str) -> object:
    """A context value as its field wants it; on the command line they are all text."""
    if name == "languages":
        return tuple(part.strip() for part in value.split(","))
    return float(value) if name.endswith(("_days", "_seconds")) else value
