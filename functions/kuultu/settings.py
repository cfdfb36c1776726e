"""The values that differ between deployments, read from the environment on first use."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from kuultu.domain.calendar.clocks import Clocks
from kuultu.domain.protection.rate_limits import Limit, Limits

LATENESS_REST = 20 / 24
"""The days between two mails to a person about what is late: one on each day at work, not later each day."""


@dataclass(frozen=True)
class Settings:
    """The deployment's own values; see `infra/deployment_stages.py` for their meaning."""

    surveys_table: str
    responses_table: str
    cases_table: str
    links_table: str
    mails_table: str
    limits_table: str
    sessions_table: str
    looks_table: str
    sign_in_mails: str
    sign_in_issuer: str
    sign_in_client: str
    public_url: str
    gateway_url: str
    edge_secret: str
    sender: str
    languages: tuple[str, ...]
    clocks: Clocks
    state_machine_arn: str
    configuration_set: str
    limits: Limits
    ended_executions: str
    attention_shards: int


@cache
def settings() -> Settings:
    """The settings of the process; raises KeyError for a missing variable."""
    env = os.environ
    return Settings(
        surveys_table=env["SURVEYS_TABLE"],
        responses_table=env["RESPONSES_TABLE"],
        cases_table=env["CASES_TABLE"],
        links_table=env["LINKS_TABLE"],
        mails_table=env["MAILS_TABLE"],
        limits_table=env["LIMITS_TABLE"],
        sessions_table=env["SESSIONS_TABLE"],
        looks_table=env["LOOKS_TABLE"],
        sign_in_mails=env.get("SIGN_IN_MAILS", ""),
        sign_in_issuer=env.get("SIGN_IN_ISSUER", ""),
        sign_in_client=env.get("SIGN_IN_CLIENT", ""),
        public_url=env["PUBLIC_URL"].rstrip("/"),
        gateway_url=env.get("GATEWAY_URL", ""),
        edge_secret=env.get("EDGE_SECRET", ""),
        sender=env["SENDER"],
        languages=tuple(env["LANGUAGES"].split(",")),
        clocks=Clocks(
            day=timedelta(seconds=_day_seconds(env)),
            reflection_days=float(env["REFLECTION_DAYS"]),
            promise_days=float(env["PROMISE_DAYS"]),
            follow_up_days=float(env["FOLLOW_UP_DAYS"]),
            answer_days=float(env["ANSWER_DAYS"]),
        ),
        state_machine_arn=env["STATE_MACHINE_ARN"],
        configuration_set=env.get("CONFIGURATION_SET", ""),
        limits=_limits(env),
        ended_executions=env.get("ENDED_EXECUTIONS_QUEUE", ""),
        attention_shards=int(env.get("ATTENTION_SHARDS", "1")),
    )


def stage() -> str:
    """The name of the deployment stage, by which its metrics are told from those of other stages in the account."""
    return os.environ.get("STAGE", "production")


def takes_test_addresses() -> bool:
    """True if addresses that end in `.test` are taken; nobody has one (RFC 6761), so only the local stage does."""
    return os.environ.get("TEST_ADDRESSES") == "taken"


def _day_seconds(env: Mapping[str, str]) -> float:
    return float(env.get("DAY_SECONDS", "86400"))


def _limits(env: Mapping[str, str]) -> Limits:
    signed, proven = (int(env[f"{lane}_PER_MINUTE"]) for lane in ("SIGNED", "PROVEN"))
    return Limits(
        address=Limit(int(env["ADDRESS_BURST"]), int(env["ADDRESS_PER_MINUTE"])),
        survey=Limit(int(env["SURVEY_BURST"]), int(env["SURVEY_PER_MINUTE"])),
        signed=Limit(signed, signed),
        proven=Limit(proven, proven),
        alerts=Limit(int(env["ALERTS_BURST"]), int(env["ALERTS_PER_DAY"]) * 60 / _day_seconds(env)),
        lateness=Limit(1, 60 / (LATENESS_REST * _day_seconds(env))),
        codes_to_address=_codes(int(env["CODES_PER_ADDRESS"]), _day_seconds(env)),
        codes_for_network=_codes(int(env["CODES_PER_NETWORK"]), _day_seconds(env) / 24),
    )


def _codes(most: int, seconds: float) -> Limit:
    """So many codes at once, and so many in each span of time from then on."""
    return Limit(most, most * 60 / seconds)
