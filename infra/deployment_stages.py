"""The settings that may differ between deployments, typed; all other properties follow from them or are fixed."""

from dataclasses import dataclass, replace

from infra.stage_checks import COUNTS, SPANS, Fault, faults_in

SECONDS_IN_A_DAY = 86400.0
PUBLIC_URL = "public_url"


class InvalidStage(ValueError):
    """Settings that cannot be used; `faults` are the names of the settings, each with a sentence."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(" ".join(told for _, told in faults))
        self.faults = faults


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
    codes_per_address: int = 20  # codes to sign in with, to one address: at once, and a day from then on
    codes_per_network: int = 50  # … and for one network: at once, and an hour from then on
    sign_in_issuer: str | None = None  # staff sign in there, and nowhere else: docs/sign-in.md tells how it is set up
    sign_in_client: str | None = None  # … and the id that Kuultu has there
    identity: str = "create"  # the sender's domain in SES; "existing": it is there already, and stays as it is
    alarm_email: str | None = None  # the address that hears of alarms; needed outside the local stage
    domain: str | None = None  # the organisation's own, such as feedback.shop.example; CloudFront then stands in front
    certificate: str | None = None  # its ARN, an output of the edge's stack; links bear the domain from then on
    hosted_zone: str | None = None  # id in Route 53; without it you set the DNS records, which ACM and the outputs tell
    waf: bool = False  # a firewall before CloudFront, made in the edge's stack …
    web_acl: str | None = None  # … and its ARN, an output of that stack
    requests_per_second: int = 100  # to each route of the API, beyond which API Gateway answers 429 …
    requests_at_once: int = 200  # … and in one burst
    attention_shards: int = 1  # partitions of each index of what needs attention: one for each 250 answers a second

    def __post_init__(self) -> None:
        """Refuse settings harmful to customers, such as a promise due before reflection ends; raises InvalidStage."""
        faults = tuple(faults_in(self))
        if faults:
            raise InvalidStage(faults)

    @property
    def address(self) -> str | None:
        """The address in links: the one that is set, or the own domain once it has its certificate."""
        return self.public_url or (f"https://{self.domain}" if self.domain and self.certificate else None)

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
    def issuer(self) -> dict[str, str]:
        """The issuer at which staff sign in, as the Lambdas read it; nothing when codes are mailed."""
        named = {"SIGN_IN_ISSUER": self.sign_in_issuer, "SIGN_IN_CLIENT": self.sign_in_client}
        return {name: value for name, value in named.items() if value}

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


def parameter(name: str) -> str:
    """The name of a setting as a parameter of a template, as in ``DaySeconds``."""
    return "".join(part.capitalize() for part in name.split("_"))
