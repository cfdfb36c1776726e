"""The settings that may differ between deployments, typed; all other properties follow from them or are fixed."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

SECONDS_IN_A_DAY = 86400.0
SPANS = ("reflection_days", "follow_up_days", "promise_days", "answer_days", "day_seconds")
COUNTS = (
    "address_burst",
    "address_per_minute",
    "survey_burst",
    "survey_per_minute",
    "signed_per_minute",
    "proven_per_minute",
    "alerts_burst",
    "alerts_per_day",
    "attention_shards",
)
PUBLIC_URL = "public_url"


@dataclass(frozen=True)
class DeploymentStage:
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
    address_burst: int = 100  # responses from one address at once …
    address_per_minute: int = 100  # … and a minute from then on
    survey_burst: int = 600  # responses to one survey at once …
    survey_per_minute: int = 300  # … and a minute from then on
    signed_per_minute: int = 60  # to a survey beyond that: from its page, filled in at a person's pace
    proven_per_minute: int = 120  # to a survey beyond that: with a proof of work
    alerts_burst: int = 60  # alerts to one person at once, each in a mail of its own …
    alerts_per_day: int = 200  # … and a day from then on; what is beyond that comes in one mail each quarter of an hour
    alarm_topic: str | None = None  # ARN of an SNS topic that hears of alarms

    attention_shards: int = 8  # partitions of each index of what needs attention: one for each 250 answers a second

    def __post_init__(self) -> None:
        """Refuse settings harmful to customers, such as a promise due before reflection ends; raises ValueError."""
        local_part, at, domain = self.sender.partition("@")
        if not (local_part and at and domain):
            raise ValueError(f"The sender must be a mail address, not {self.sender!r}: set -c sender=…")
        lengths = [getattr(self, name) for name in SPANS]
        if not all(math.isfinite(length) and length > 0 for length in lengths):
            raise ValueError("Lengths of time must be above zero.")
        if any(getattr(self, name) < (0 if name.endswith("_burst") else 1) for name in COUNTS):
            raise ValueError("At least one response a minute must be let in, and a burst is 0 or more.")
        if self.promise_days <= self.reflection_days:
            raise ValueError("The promised answer must come after the reflection: promise_days > reflection_days.")

    @property
    def is_local(self) -> bool:
        """True for the stage of the local run, on the emulator; its data are deleted with the stack."""
        return self.name == "local"

    @property
    def stack_name(self) -> str:
        """The name of the CloudFormation stack; the names of its resources begin with it."""
        return "Kuultu" if self.name == "production" else f"Kuultu-{self.name}"

    @property
    def numbers(self) -> dict[str, str]:
        """The spans and counts as text, as the Lambdas read them, by name."""
        spans = {name: str(float(getattr(self, name))) for name in SPANS}
        return {**spans, **{name: str(getattr(self, name)) for name in COUNTS}}

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the template of the local run; one template serves all local runs."""
        return {parameter(name): value for name, value in {**self.numbers, PUBLIC_URL: str(self.public_url)}.items()}

    @property
    def bundles(self) -> str:
        """The target of the Lambdas' bundles, by its name: ``here`` or ``aws``."""
        return "here" if self.is_local else "aws"


def local(port: int, day_seconds: float = 60, **numbers: float) -> DeploymentStage:
    """The stage of ``make run``, with the front door as public address; ``numbers`` are other spans and counts."""
    url = f"http://127.0.0.1:{port}"
    return replace(DeploymentStage("local", "palaute@kuultu.example", url, day_seconds=day_seconds), **numbers)  # type: ignore[arg-type]


def from_context(setting: Callable[[str], object]) -> DeploymentStage:
    """The stage described by ``cdk.json`` and ``-c name=value``; a setting without a value keeps its default."""
    if setting("stage") == "local":
        return local(port=8000)  # each local run gives its own values to the parameters of the template
    given = {field.name: setting(field.name) for field in fields(DeploymentStage) if field.name != "name"}
    values = {name: typed(name, str(value)) for name, value in given.items() if value not in (None, "")}
    return DeploymentStage(name=str(setting("stage") or "production"), **values)  # type: ignore[arg-type]


def parameter(name: str) -> str:
    """The name of a setting as a parameter of a template, as in ``DaySeconds``."""
    return "".join(part.capitalize() for part in name.split("_"))


def typed(name: str, value: str) -> object:
    """A context value, converted from text to the type of its field."""
    if name == "languages":
        return tuple(part.strip() for part in value.split(","))
    if name in COUNTS:
        return int(value)
    return float(value) if name.endswith(("_days", "_seconds")) else value
